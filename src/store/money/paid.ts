import { FATES, type Fate, type Paid } from '#core/money/bridge.ts'
import type { Came } from '#core/money/origin.ts'
import type { Band } from '#core/money/tenths.ts'
import type { Won } from '#core/money/win-keep.ts'
import { stateOf, type State } from '#core/relationship/state.ts'
import type { Pool } from '#store/pool.ts'
import { monthsBy, paidWithin } from '#store/relationship/spend.ts'
import { inShares } from '#store/shares.ts'
import { within } from '#store/slices.ts'

/** Months since 1970-01: a year from the first up to the second, and the next up to the third. */
export interface Years {
  readonly from: number
  readonly middle: number
  readonly end: number
}

/** What customers paid in two years. */
export interface Spent {
  /** The first month in which anybody ever paid; null where nobody did. */
  readonly first: number | null
  /** By what became of it and, of newcomers of the second year, by how they came. */
  readonly paid: readonly Paid[]
  /** Newcomers of the second year, by the month in which they first paid and how they came. */
  readonly won: readonly Won[]
  /** Those who paid in the second year, in bands of a hundredth. */
  readonly bands: readonly Band[]
}

/** Customers of one fate, band and month of coming who came the same way. What they ever paid is of those who paid more than they got back. */
interface Cell {
  readonly fate: number | null
  readonly month: number | null
  readonly channel: string | null
  readonly referred: boolean
  readonly by_campaign: string | null
  readonly band: number | null
  readonly customers: number
  readonly before: number
  readonly now: number
  readonly paying: number
  readonly ever: number
  readonly first: number
}

/** What somebody paid from one month up to another; null where there is no month between. */
const paidIn = (from: number, end: number): string => `case when ${monthsBy(end - 1)} > ${monthsBy(from - 1)} then ${paidWithin(from - 1, end - 1)} end`

const fateNumber = (fate: Fate): number => FATES.indexOf(fate)
const NEW = fateNumber('new')

/** What customers paid in two years: all that is asked of it comes of one pass over them. */
export async function readSpent(pool: Pool, telling: number, { from, middle, end }: Years, customers: number): Promise<Spent> {
  const cells = await inShares<Cell>(pool, customers, async (db, slice) => (await db.query<Cell & Record<string, unknown>>(
    `select fate, case when fate = ${NEW} then first end as month, case when fate = ${NEW} then channel end as channel, fate = ${NEW} and referrer is not null as referred, case when fate = ${NEW} then campaign end as by_campaign, band,
       count(*) as customers, coalesce(sum(before), 0)::bigint as before, coalesce(sum(now), 0)::bigint as now, count(*) filter (where ever > 0) as paying, coalesce(sum(ever) filter (where ever > 0), 0)::bigint as ever, min(first) as first
     from (
       select s.*, c.channel, c.referrer, c.campaign, case when now > 0 then floor(ln(now::float8) * 100)::int end as band,
         case when before is null and now is null then null when before is null and first < $2::int then ${fateNumber('back')} when before is null then ${NEW} when now is null then ${fateNumber('lost')}
           when now > before then ${fateNumber('grown')} when now < before then ${fateNumber('shrunk')} else ${fateNumber('same')} end as fate
       from (
         select customer, ${paidIn(from, middle)} as before, ${paidIn(middle, end)} as now, months[1] as first, paid[cardinality(paid)] as ever
         from spend where telling = $1 and ${within('customer', slice)} order by customer
       ) s join customer c on c.customer = s.customer and ${within('c.customer', slice)} offset 0
     ) f
     group by 1, 2, 3, 4, 5, 6`,
    [telling, from],
  )).rows)
  const there = cells.filter(({ fate }) => fate !== null)
  const newcomers = there.filter(({ fate }) => fate === NEW)
  return {
    first: cells.reduce<number | null>((least, { first }) => (least === null || first < least ? first : least), null),
    paid: alike(there, ({ fate, channel, referred, by_campaign }) => ({ fate: FATES[fate!]!, channel, referred, campaign: by_campaign !== null }), ['customers', 'before', 'now']),
    won: alike(newcomers, ({ month, channel, referred, by_campaign }) => ({ month: month!, channel, referred, campaign: by_campaign !== null, by_campaign }), ['customers', 'paying', 'ever']).map(({ ever, ...row }) => ({ ...row, paid: ever })),
    bands: alike(cells.filter(({ band }) => band !== null), ({ band }) => ({ band: band! }), ['customers', 'now']).map(({ now, ...row }) => ({ ...row, paid: now })),
  }
}

/** Cells that are the same but for what is left out, added up; in an order that hangs on nothing else. */
function alike<Kept extends object, Sum extends 'customers' | 'before' | 'now' | 'paying' | 'ever'>(cells: readonly Cell[], keep: (cell: Cell) => Kept, sums: readonly Sum[]): (Kept & Record<Sum, number>)[] {
  const groups = [...Map.groupBy(cells, (cell) => JSON.stringify(keep(cell)))].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return groups.map(([, same]) => ({ ...keep(same[0]!), ...(Object.fromEntries(sums.map((sum) => [sum, same.reduce((total, cell) => total + cell[sum], 0)])) as Record<Sum, number>) }))
}

/** Everybody who ever bought, by where they stand and how they came: what they paid in all, and for how many years they have been there. */
export interface Brought extends Came {
  readonly state: State
  readonly customers: number
  /** Of them, who paid more than they got back. */
  readonly paying: number
  readonly paid: number
  readonly years: number
}

export async function readBrought(pool: Pool, telling: number, customers: number): Promise<readonly Brought[]> {
  const rows = await inShares(pool, customers, async (db, slice) => (await db.query<Omit<Brought, 'state'> & { readonly state: number } & Record<string, unknown>>(
    `select s.state, c.channel, c.referrer is not null as referred, c.campaign is not null as campaign, count(*) as customers, count(*) filter (where s.paid > 0) as paying, sum(s.paid)::bigint as paid,
       sum(greatest(date_part('epoch', (select until from telling where id = $1) - s.first_at) / 31557600, 0.08)) as years
     from standing s join customer c on c.customer = s.customer
     where s.telling = $1 and s.orders > 0 and ${within('s.customer', slice)} and ${within('c.customer', slice)} group by 1, 2, 3, 4`,
    [telling],
  )).rows)
  return rows.map(({ state, ...row }) => ({ ...row, state: stateOf(state) }))
}
