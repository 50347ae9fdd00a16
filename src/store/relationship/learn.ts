import { KINDS, kindNumber, type Kind } from '#core/history/kinds.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'

/**
 * What a model is learned from: sums and counts over all histories, made in one pass each and small whatever the number of customers.
 * Days are those of the company's calendar. Where it is asked what was known at a moment (`upTo`), later facts are left out. Customers who were merged are counted apart: a join on every row would cost more than the few of
 * them change in what is learned from all.
 */

const PURCHASE = kindNumber('purchase')
const REFERRAL = kindNumber('referral')
const PRAISE = kindNumber('praise')

/** Facts that count: not retracted, and not later than a moment. */
const told = (upTo: Instant | null): string => `retracted_at is null${upTo === null ? '' : ` and at <= to_timestamp(${upTo} / 1000.0)`}`

/** The newest moment there is, and of which kinds there is anything. */
export async function readReach(db: Db, upTo: Instant | null = null): Promise<{ through: Instant | null; kinds: ReadonlySet<Kind> }> {
  const { rows } = await db.query<{ kind: number; through: Instant }>(`select kind, max(at) as through from fact where ${told(upTo)} group by kind`)
  const through = rows.length === 0 ? null : Math.max(...rows.map((row) => row.through))
  return { through, kinds: new Set(rows.map((row) => KINDS[row.kind - 1] as Kind)) }
}

/** How many customers bought on x + 1 days, t_x days apart from first to last, T days after the first. */
export interface CellRow {
  readonly x: number
  readonly t_x: number
  readonly T: number
  readonly n: number
}

export async function readCells(db: Db, zone: string, through: Instant, upTo: Instant | null = null): Promise<CellRow[]> {
  const { rows } = await db.query<{ x: number; t_x: number; t: number; n: number }>(
    `select days - 1 as x, last - first as t_x, (to_timestamp($2::float8 / 1000) at time zone $1)::date - first as t, count(*) as n
     from (
       select customer, count(*) as days, min(day) as first, max(day) as last
       from (select distinct customer, (at at time zone $1)::date as day from fact where kind = ${PURCHASE} and ${told(upTo)}) d
       group by customer
     ) c
     group by 1, 2, 3 order by 1, 2, 3`,
    [zone, through],
  )
  return rows.map(({ x, t_x, t, n }) => ({ x, t_x, T: t, n }))
}

/** Lines and deals by week (weeks since 1970-01-01), of orders whose list price is known. */
export async function readWeeks(db: Db, upTo: Instant | null = null): Promise<{ week: number; lines: number; deals: number }[]> {
  const { rows } = await db.query<{ week: number; lines: number; deals: number }>(
    `select ((at at time zone 'UTC')::date - date '1970-01-01') / 7 as week, sum(lines) as lines, sum(deals) as deals
     from fact where kind = ${PURCHASE} and ${told(upTo)} and lines > 0 group by 1 order by 1`,
  )
  return rows
}

/** How many customers have so many of `n`, and among them `k`. */
export interface ShareRow {
  readonly k: number
  readonly n: number
  readonly count: number
}

/** Customers by (lines bought below list price, lines) and by (orders paid in part with points, orders); customers are looked at once for both. */
export async function readShares(db: Db, upTo: Instant | null = null): Promise<{ deals: ShareRow[]; points: ShareRow[] }> {
  const { rows } = await db.query<ShareRow & { what: 'deals' | 'points' }>(
    `with own as materialized (
       select customer, sum(lines) as lines, sum(deals) as deals, count(*) filter (where points > 0) as pointed, count(*) as orders
       from fact where kind = ${PURCHASE} and ${told(upTo)} group by customer
     )
     select 'deals' as what, deals as k, lines as n, count(*) as count from own where lines > 0 group by deals, lines
     union all
     select 'points', pointed, orders, count(*) from own group by pointed, orders
     order by 1, 2, 3`,
  )
  const of = (what: string): ShareRow[] => rows.filter((row) => row.what === what).map(({ k, n, count }) => ({ k, n, count }))
  return { deals: of('deals'), points: of('points') }
}

/** Customers by (referrals and praise, years since their first fact, to a tenth). */
export async function readSaid(db: Db, through: Instant, upTo: Instant | null = null): Promise<{ events: number; exposure: number; count: number }[]> {
  const { rows } = await db.query<{ events: number; exposure: number; count: number }>(
    `with said as (
       select customer, count(distinct body ->> 'invitee') filter (where kind = ${REFERRAL}) + count(*) filter (where kind = ${PRAISE}) as events
       from fact where kind in (${REFERRAL}, ${PRAISE}) and ${told(upTo)} group by customer
     ), begun as (
       select customer, greatest(0.05, round(($1::numeric / 1000 - extract(epoch from min(at))) / 31536000, 1))::float8 as exposure
       from fact where ${told(upTo)} group by customer
     )
     select coalesce(events, 0) as events, exposure, count(*) as count
     from begun left join said using (customer)
     group by 1, 2 order by 1, 2`,
    [through],
  )
  return rows
}

/** What was paid of what was listed, over all orders whose list price is known; and how the share that an order paid differs within customers and between them. */
export interface PaidOfList {
  readonly paid: number
  readonly list: number
  /** Customers, their orders, and the sum of squares of how many each has. */
  readonly units: number
  readonly observations: number
  readonly observations_squared: number
  /** Squares of shares about those of their customers, and of these about that of all, each as often as there are orders. */
  readonly within: number
  readonly between: number
}

export async function readPaidOfList(db: Db, upTo: Instant | null = null): Promise<PaidOfList> {
  const { rows } = await db.query<PaidOfList & Record<string, unknown>>(
    `with own as materialized (
       select customer, count(*) as n, avg(share) as mean, var_pop(share) * count(*) as squares, sum(paid) as paid, sum(list) as list
       from (select customer, paid, list, greatest(0, least(1, paid::float8 / list)) as share from fact where kind = ${PURCHASE} and ${told(upTo)} and list > 0) f
       group by customer
     )
     select coalesce(sum(paid), 0)::bigint as paid, coalesce(sum(list), 0)::bigint as list, count(*) as units, coalesce(sum(n), 0)::bigint as observations,
       coalesce(sum(n * n), 0)::float8 as observations_squared, coalesce(sum(squares), 0) as within, coalesce(sum(n * (own.mean - all_of.mean) ^ 2), 0) as between
     from own cross join (select sum(n * mean) / nullif(sum(n), 0) as mean from own) all_of`,
  )
  return rows[0] as PaidOfList
}
