import { sql, type RawBuilder } from 'kysely'
import type { MonthMark } from '#core/map/months.ts'
import type { YearOn } from '#core/worth/check.ts'
import type { PaidIn } from '#core/worth/reward.ts'
import type { Stretch } from '#core/worth/steps.ts'
import { withTransaction, type Pool } from '#store/pool.ts'
import { conditions, joinsOf, spansOf, type CustomerFilter } from '#store/relationship/filter.ts'
import { within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'

export interface StepsQuery {
  readonly telling: number
  /** Ends of months, one after the other; a step leads from each to the next. */
  readonly marks: readonly MonthMark[]
  readonly slice: Slice
  /** Whose steps are counted: a filter holds for somebody as of where they stand at a mark. */
  readonly filter: CustomerFilter
  /** The mark from which a year is left; null where there is none. */
  readonly year_from: number | null
}

/** The marks that each span covers, and whether it is one of those asked for; a span that covers none drops out. */
function covered({ telling, marks, slice, filter }: StepsQuery): RawBuilder<unknown> {
  // `until` is not covered and marks are in whole milliseconds: what begins at a mark's next millisecond does not cover it.
  const after = sql`${marks.map(({ at }) => sqlInstant(at + 1))}::timestamptz[]`
  return sql`
    select * from (
      select s.customer, s.state, width_bucket(s.at, ${after}) as lo, width_bucket(s.until, ${after}) as hi, coalesce(${conditions(filter, spansOf(telling))}, false) as own
      from span s ${joinsOf(filter, { ...spansOf(telling), slice })}
      where s.telling = ${telling} and ${sql.raw(within('s.customer', slice))}
      offset 0
    ) w where lo < hi`
}

const stood = (query: StepsQuery): RawBuilder<unknown> => sql`
  select was, coalesce(was_own, false) as was_own, state, own, lo, hi, count(*) as customers
  from (
    select state, own, lo, hi, lag(state) over each as was, lag(own) over each as was_own
    from (${covered(query)}) c window each as (partition by customer order by lo)
  ) s
  where own or was_own
  group by 1, 2, 3, 4, 5, 6`

/** Months of spending with the step that they belong to, of those from some mark on. */
function spent({ telling, marks, slice }: StepsQuery, from: number): RawBuilder<unknown> {
  const months = marks.slice(1).map(({ month }) => month)
  return sql`
    select customer, paid, width_bucket(month, ${months}::date[]) - 1 as at
    from spend where telling = ${telling} and month >= ${months[from]}::date and month <= ${months.at(-1)}::date and ${sql.raw(within('customer', slice))}
    offset 0`
}

const paidIn = (query: StepsQuery): RawBuilder<unknown> => {
  const last = sql`${query.marks.length - 1}::int`
  return sql`
    with covered as materialized (${covered(query)}), each as (
      select customer, state, sum(steps)::float8 as steps, sum(paid)::float8 as paid
      from (
        select customer, state, least(hi, ${last}) - lo as steps, 0::bigint as paid from covered where own and lo < ${last}
        union all
        select c.customer, c.state, 0, m.paid from covered c join (${spent(query, 0)}) m on m.customer = c.customer and m.at >= c.lo and m.at < c.hi where c.own
      ) both_of group by 1, 2
    )
    select state, count(*) as customers, sum(steps)::bigint as steps, sum(paid)::bigint as paid,
      regr_syy(paid, steps) as paid_squares, regr_sxx(paid, steps) as steps_squares, regr_sxy(paid, steps) as products,
      (select count(*) from (select from each group by customer) own) as everybody
    from each group by state order by state`
}

const yearOn = (query: StepsQuery, from: number): RawBuilder<unknown> => {
  const last = sql`${query.marks.length - 1}::int`
  return sql`
    with covered as materialized (${covered(query)})
    select t.state, count(*) as customers, count(*) filter (where n.state = t.state) as still, coalesce(sum(b.paid), 0)::bigint as paid,
      (var_pop(coalesce(b.paid, 0)::float8) * count(*))::float8 as paid_squares
    from (select customer, state from covered where own and lo <= ${from} and hi > ${from}) t
    join (select customer, state from covered where lo <= ${last} and hi > ${last}) n on n.customer = t.customer
    left join (select customer, sum(paid)::bigint as paid from (${spent(query, from)}) m group by 1) b on b.customer = t.customer
    group by 1`
}

export interface SeenSteps {
  /** Who stood there at the end of some month. */
  readonly customers: number
  readonly stood: readonly Stretch[]
  readonly paid: readonly PaidIn[]
  /** Those who stood there at the mark `year_from`. */
  readonly year_on: readonly YearOn[]
}

/** Where the customers of a slice stood at the ends of months, what they paid in the months after, and what came of them in the last year. */
export async function readSteps(pool: Pool, query: StepsQuery): Promise<SeenSteps> {
  const [paid, steps, year_on] = await Promise.all([
    rowsOf<PaidIn & { everybody: number }>(pool, paidIn(query)), rowsOf<Stretch>(pool, stood(query)), query.year_from === null ? [] : rowsOf<YearOn>(pool, yearOn(query, query.year_from)),
  ])
  return { customers: paid[0]?.everybody ?? 0, stood: steps, paid, year_on }
}

const rowsOf = <T>(pool: Pool, statement: RawBuilder<unknown>): Promise<T[]> => withTransaction(pool, async (db) => {
  // Looking up every customer's months one by one is what the planner would choose: it takes a width of one span for that of all.
  await db.query('set local enable_nestloop = off')
  return run<T & Record<string, unknown>>(db, statement)
})
