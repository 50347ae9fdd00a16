import { sql, type RawBuilder } from 'kysely'
import type { MonthMark } from '#core/map/months.ts'
import type { Stretch } from '#core/map/series.ts'
import { withTransaction, type Db, type Pool } from '#store/pool.ts'
import { conditions, joinsOf, spansOf, type CustomerFilter } from '#store/relationship/filter.ts'
import { paidAt } from '#store/relationship/spend.ts'
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

/** What a month brought counts at the marks of that month and of the eleven after it. Of each span those months are looked at that count at one of its marks. */
function spent({ marks, ...query }: SeriesQuery, slice: Slice): RawBuilder<unknown> {
  const months = sql`${marks.map(({ month }) => month)}::smallint[]`
  const leaves = sql`${marks.map(({ month }) => month - 11)}::smallint[]`
  const markOf = (place: RawBuilder<unknown>): RawBuilder<unknown> => sql`(${months})[${place}]`
  return sql`
    select state, greatest(lo, width_bucket((month - 1)::smallint, ${months})) as lo, least(hi, width_bucket(month, ${leaves})) as hi, sum(paid) as amount
    from (
      select state, lo, hi, months[place] as month, ${sql.raw(paidAt('place', 'own'))} as paid
      from (
        select s.state, s.lo, s.hi, spend.months, spend.paid, generate_series(width_bucket((${markOf(sql`s.lo + 1`)} - 12)::smallint, spend.months) + 1, width_bucket(${markOf(sql`s.hi`)}, spend.months)) as place
        from (${covering({ marks, ...query }, slice)}) s join spend on spend.telling = ${query.telling} and spend.customer = s.customer and ${sql.raw(within('spend.customer', slice))}
      ) own
    ) m group by 1, 2, 3`
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

/** When the first customer came: their first span began with their first fact, and an index has those alone (migration 031). */
export async function readFirstAt(db: Db, telling: number): Promise<number | null> {
  const { rows } = await db.query<{ first: number | null }>('select min(at) as first from span where telling = $1 and n = 1', [telling])
  return rows[0]?.first ?? null
}
