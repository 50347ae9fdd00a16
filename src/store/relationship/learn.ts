import { KINDS, kindNumber, type Kind } from '#core/history/kinds.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'

/**
 * What a model is learned from: sums and counts over all histories, made in one pass each and small whatever the number of customers.
 * Days are those of the company's calendar.
 */

const PURCHASE = kindNumber('purchase')

export async function countCustomers(db: Db): Promise<{ customers: number; through: Instant | null; kinds: ReadonlySet<Kind> }> {
  const { rows } = await db.query<{ kind: number; through: Instant; customers: number }>(`select kind, max(at) as through from fact where retracted_at is null group by kind`)
  const { rows: counted } = await db.query<{ n: number }>(`select count(*) as n from (select distinct customer from fact where retracted_at is null) c`)
  const through = rows.length === 0 ? null : Math.max(...rows.map((row) => row.through))
  return { customers: counted[0]?.n ?? 0, through, kinds: new Set(rows.map((row) => KINDS[row.kind - 1] as Kind)) }
}

/** How many customers bought on x + 1 days, t_x days apart from first to last, T days after the first. */
export interface CellRow {
  readonly x: number
  readonly t_x: number
  readonly T: number
  readonly n: number
}

export async function readCells(db: Db, zone: string, through: Instant): Promise<CellRow[]> {
  const { rows } = await db.query<{ x: number; t_x: number; t: number; n: number }>(
    `select days - 1 as x, last - first as t_x, (to_timestamp($2::float8 / 1000) at time zone $1)::date - first as t, count(*) as n
     from (
       select customer, count(*) as days, min(day) as first, max(day) as last
       from (select distinct customer, (at at time zone $1)::date as day from fact where kind = ${PURCHASE} and retracted_at is null) d
       group by customer
     ) c
     group by 1, 2, 3 order by 1, 2, 3`,
    [zone, through],
  )
  return rows.map(({ x, t_x, t, n }) => ({ x, t_x, T: t, n }))
}

/** Lines with a known list price and those bought below it; an order without lines is one line. `trade.ts` counts them in the same way. */
const LINES = `
  select customer, at, lines, deals
  from fact,
    lateral (
      select count(*) filter (where i ? 'list')::int as priced, count(*) filter (where (i->>'paid')::bigint < (i->>'list')::bigint)::int as below
      from jsonb_array_elements(case when jsonb_typeof(body->'items') = 'array' then body->'items' else '[]' end) i
    ) item,
    lateral (
      select case when priced > 0 then priced when list is null then 0 else 1 end as lines,
        case when priced > 0 then below when paid < list then 1 else 0 end as deals
    ) line
  where kind = ${PURCHASE} and retracted_at is null and (list is not null or body ? 'items')`

/** Lines and deals by week (weeks since 1970-01-01), and customers by (deals, lines); the lines are looked at once for both. */
export async function readDeals(db: Db): Promise<{ weeks: { week: number; lines: number; deals: number }[]; groups: { k: number; n: number; count: number }[] }> {
  const { rows } = await db.query<{ week: number | null; lines: number; deals: number; customers: number }>(
    `with bought as materialized (
       select customer, floor(extract(epoch from at) / 604800)::int as week, sum(lines) as lines, sum(deals) as deals
       from (${LINES}) l where lines > 0 group by 1, 2
     )
     select week, sum(lines) as lines, sum(deals) as deals, null::bigint as customers from bought group by week
     union all
     select null, lines, deals, count(*) from (select sum(lines) as lines, sum(deals) as deals from bought group by customer) c group by lines, deals
     order by 1, 2, 3`,
  )
  const [weeks, groups] = [rows.filter((row) => row.week !== null), rows.filter((row) => row.week === null)]
  return {
    weeks: weeks.map(({ week, lines, deals }) => ({ week: week as number, lines, deals })),
    groups: groups.map(({ lines, deals, customers }) => ({ k: deals, n: lines, count: customers })),
  }
}

/** Customers by (orders paid in part with points, orders). */
export async function readPoints(db: Db): Promise<{ k: number; n: number; count: number }[]> {
  const { rows } = await db.query<{ k: number; n: number; count: number }>(
    `select k, n, count(*) as count
     from (
       select count(*) filter (where coalesce((body->>'points_used')::bigint, 0) > 0) as k, count(*) as n
       from fact where kind = ${PURCHASE} and retracted_at is null group by customer
     ) c
     group by 1, 2 order by 1, 2`,
  )
  return rows
}

/** Customers by (referrals and praise, years since their first fact, to a tenth). */
export async function readSaid(db: Db, through: Instant): Promise<{ events: number; exposure: number; count: number }[]> {
  const { rows } = await db.query<{ events: number; exposure: number; count: number }>(
    `select events, exposure, count(*) as count
     from (
       select count(distinct body->>'invitee') filter (where kind = ${kindNumber('referral')}) + count(*) filter (where kind = ${kindNumber('praise')}) as events,
         greatest(0.05, round(($1::numeric / 1000 - extract(epoch from min(at))) / 31536000, 1))::float8 as exposure
       from fact where retracted_at is null group by customer
     ) c
     group by 1, 2 order by 1, 2`,
    [through],
  )
  return rows
}

/** What was paid of what was listed, over all orders whose list price is known. */
export async function readPaidOfList(db: Db): Promise<{ paid: number; list: number }> {
  const { rows } = await db.query<{ paid: number; list: number }>(
    `select coalesce(sum(paid), 0) as paid, coalesce(sum(list), 0) as list from fact where kind = ${PURCHASE} and retracted_at is null and list > 0`,
  )
  return rows[0] ?? { paid: 0, list: 0 }
}
