import { sql, type RawBuilder } from 'kysely'
import type { MonthMark } from '#core/map/months.ts'
import type { PaidIn } from '#core/worth/weigh-states.ts'
import { withTransaction, type Pool } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'

export interface StepsQuery {
  readonly telling: number
  /** Ends of months, one after the other; a step leads from each to the next. */
  readonly marks: readonly MonthMark[]
  readonly slice: Slice
}

/**
 * So many customers stood in a state from the mark `lo` on (counted from 0), up to but not at `hi`, and in `was` at the mark before `lo`. `was` is
 * null for those who had not come by then, or whose standing at the first mark this is.
 */
export interface Stood {
  readonly was: number | null
  readonly state: number
  readonly lo: number
  readonly hi: number
  readonly customers: number
}

/** The marks that each span covers; a span that covers none drops out. */
function covered({ telling, marks, slice }: StepsQuery): RawBuilder<unknown> {
  // `until` is not covered and marks are in whole milliseconds: what begins at a mark's next millisecond does not cover it.
  const after = sql`${marks.map(({ at }) => sqlInstant(at + 1))}::timestamptz[]`
  return sql`
    select * from (
      select customer, state, width_bucket(at, ${after}) as lo, width_bucket(until, ${after}) as hi
      from span where telling = ${telling} and ${sql.raw(within('customer', slice))}
      offset 0
    ) w where lo < hi`
}

const stood = (query: StepsQuery): RawBuilder<unknown> => sql`
  select was, state, lo, hi, count(*) as customers
  from (select state, lo, hi, lag(state) over (partition by customer order by lo) as was from (${covered(query)}) c) s
  group by 1, 2, 3, 4`

function paidIn(query: StepsQuery): RawBuilder<unknown> {
  const { telling, marks, slice } = query
  const months = marks.slice(1).map(({ month }) => month)
  const last = sql`${months.length}::int`
  return sql`
    with covered as materialized (${covered(query)}), own as (
      select customer, state, sum(least(hi, ${last}) - lo) as steps from covered where lo < ${last} group by 1, 2
    ), brought as (
      select c.customer, c.state, sum(m.paid) as paid
      from covered c join (
        select customer, paid, width_bucket(month, ${months}::date[]) - 1 as at
        from spend where telling = ${telling} and month >= ${months[0]}::date and month <= ${months.at(-1)}::date and ${sql.raw(within('customer', slice))}
        offset 0
      ) m on m.customer = c.customer and m.at >= c.lo and m.at < c.hi
      group by 1, 2
    )
    select state, count(*) as customers, sum(steps)::bigint as steps, sum(paid)::bigint as paid,
      regr_syy(paid, steps) as paid_squares, regr_sxx(paid, steps) as steps_squares, regr_sxy(paid, steps) as products
    from (select o.customer, o.state, o.steps::float8 as steps, coalesce(b.paid, 0)::float8 as paid from own o left join brought b on b.customer = o.customer and b.state = o.state) each
    group by state order by state`
}

/** Where the customers of a slice stood at the ends of months, and what they paid in the months after. */
export const readSteps = (pool: Pool, query: StepsQuery): Promise<{ stood: Stood[]; paid: PaidIn[] }> =>
  withTransaction(pool, async (db) => {
    // Looking up every customer's months one by one is what the planner would choose: it takes a width of one span for that of all.
    await db.query('set local enable_nestloop = off')
    return { stood: await run<Stood & Record<string, unknown>>(db, stood(query)), paid: await run<PaidIn & Record<string, unknown>>(db, paidIn(query)) }
  })
