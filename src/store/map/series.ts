import { sql, type RawBuilder } from 'kysely'
import type { MonthMark } from '#core/map/months.ts'
import { withTransaction, type Pool } from '#store/pool.ts'
import { conditions, joinsOf, spansOf, type CustomerFilter } from '#store/relationship/filter.ts'
import { inShares } from '#store/shares.ts'
import { within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'

export interface SeriesQuery {
  readonly telling: number
  /** In order of time. */
  readonly marks: readonly MonthMark[]
  readonly filter: CustomerFilter
}

/** What holds for a state from one mark on (counted from 0), up to but not with another. */
export interface Stretch {
  readonly state: number
  readonly lo: number
  readonly hi: number
  readonly amount: number
}

/** Spans with the first mark that they cover and the first after it that they do not: a span that covers none drops out. */
function covering({ telling, marks, filter }: SeriesQuery, slice: Slice): RawBuilder<unknown> {
  // `until` is not covered and marks are in whole milliseconds: what begins at a mark's next millisecond does not cover it.
  const after = sql`${marks.map(({ at }) => sqlInstant(at + 1))}::timestamptz[]`
  return sql`
    select * from (
      select s.customer, s.state, width_bucket(s.at, ${after}) as lo, width_bucket(s.until, ${after}) as hi
      from span s ${joinsOf(filter, spansOf(telling, slice))}
      where s.telling = ${telling} and ${sql.raw(within('s.customer', slice))} and ${conditions(filter, spansOf(telling, slice))}
      offset 0
    ) w where lo < hi`
}

const counted = (query: SeriesQuery, slice: Slice): RawBuilder<unknown> =>
  sql`select state, lo, hi, count(*) as amount from (${covering(query, slice)}) s group by 1, 2, 3`

/** What a month brought counts at the marks of that month and of the eleven after it. */
function spent(query: SeriesQuery, slice: Slice): RawBuilder<unknown> {
  const months = query.marks.map(({ month }) => month)
  const [first, last] = [months[0] as string, months.at(-1) as string]
  return sql`
    select s.state, greatest(s.lo, m.lo) as lo, least(s.hi, m.hi) as hi, sum(m.paid) as amount
    from (${covering(query, slice)}) s
    join (
      select customer, paid, width_bucket(month - 1, ${months}::date[]) as lo,
        width_bucket(month, (select array_agg((d - interval '11 months')::date order by n) from unnest(${months}::date[]) with ordinality u (d, n))) as hi
      from spend
      where telling = ${query.telling} and month > ${first}::date - interval '12 months' and month <= ${last}::date and ${sql.raw(within('customer', slice))}
      offset 0
    ) m on m.customer = s.customer and m.lo < s.hi and m.hi > s.lo
    group by 1, 2, 3`
}

type Rows = Stretch & Record<string, unknown>

/**
 * How many stood in each state, as stretches of marks.
 * @param customers how many there are, about
 */
export const readStood = (pool: Pool, query: SeriesQuery, customers: number): Promise<readonly Stretch[]> => inShares(pool, customers, (db, slice) => run<Rows>(db, counted(query, slice)))

/** What those of a slice had paid in the twelve months up to each mark, by the state they stood in then, as stretches of marks. */
export const readPaid = (pool: Pool, query: SeriesQuery, slice: Slice): Promise<Stretch[]> =>
  withTransaction(pool, async (db) => {
    // Looking up every customer's months one by one is what the planner would choose: it takes a width of one span for that of all.
    await db.query('set local enable_nestloop = off')
    return run<Rows>(db, spent(query, slice))
  })

/** When the first customer came. */
export async function readFirstAt(pool: Pool, telling: number): Promise<number | null> {
  const { rows } = await pool.query<{ first: number | null }>('select min(first_at) as first from standing where telling = $1', [telling])
  return rows[0]?.first ?? null
}
