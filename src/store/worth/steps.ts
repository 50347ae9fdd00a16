import { sql, type RawBuilder } from 'kysely'
import type { MonthMark } from '#core/map/months.ts'
import type { YearOn } from '#core/worth/check.ts'
import type { PaidIn } from '#core/worth/reward.ts'
import { PASTS, type Kind } from '#core/worth/recall.ts'
import type { Stretch } from '#core/worth/steps.ts'
import { stateNumber } from '#core/relationship/state.ts'
import { withTransaction, type Pool } from '#store/pool.ts'
import { conditions, joinsOf, spansOf, type CustomerFilter } from '#store/relationship/filter.ts'
import { paidWithin } from '#store/relationship/spend.ts'
import { within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'

export interface StepsQuery {
  readonly telling: number
  /** Ends of months, one after the other, from where histories begin; a step leads from each to the next. */
  readonly marks: readonly MonthMark[]
  /** The mark from which on steps are looked at. What was before tells only what somebody had been. */
  readonly from: number
  /** Those who are taken for alike, as the chain remembers them. */
  readonly kinds: readonly Kind[]
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
      select s.customer, s.n, s.state, width_bucket(s.at, ${after}) as lo, width_bucket(s.until, ${after}) as hi, coalesce(${conditions(filter, spansOf(telling, slice))}, false) as own
      from span s ${joinsOf(filter, spansOf(telling, slice))}
      where s.telling = ${telling} and ${sql.raw(within('s.customer', slice))}
      offset 0
    ) w where lo < hi`
}

const [LOYAL, NEW, LAPSED] = (['loyal', 'new', 'lapsed'] as const).map((state) => sql.lit(stateNumber(state))) as [RawBuilder<unknown>, RawBuilder<unknown>, RawBuilder<unknown>]

/** The same, of those who reach into the steps, with what came before and after: since which mark they stood in that state, and what they had been (`PASTS`). */
const told = (query: StepsQuery): RawBuilder<unknown> => sql`
  select * from (
    select customer, state, own, lo, hi, was is not null as was, lead(state) over each as next,
      max(lo) filter (where was is distinct from state) over each as since,
      case when bool_or(was = ${LAPSED} and state <> ${LAPSED}) over each then ${sql.lit(PASTS.indexOf('back'))}
        when first_value(state) over each = ${NEW} and not bool_or(state <= ${LOYAL}) over each then ${sql.lit(PASTS.indexOf('fresh'))}
        else ${sql.lit(PASTS.indexOf('steady'))} end as past
    from (select *, lag(state) over each as was from (${covered(query)}) c window each as (partition by customer order by n)) s
    window each as (partition by customer order by n)
  ) t where own and hi > ${query.from}::int`

const stood = (query: StepsQuery): RawBuilder<unknown> => sql`
  select was, state, past, since, lo, hi, next, count(*) as customers from (${told(query)}) t group by 1, 2, 3, 4, 5, 6, 7`

/** What each paid in the steps from one mark to another, out of their row of `spend` beside them. Marks follow one another by the month. */
const paidBetween = ({ marks: [first] }: StepsQuery, from: number | string, to: number | string): RawBuilder<unknown> => sql.raw(paidWithin(`${first!.month} + ${from}`, `${first!.month} + ${to}`))
const besideThem = ({ telling, slice }: StepsQuery, customer: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`left join spend on spend.telling = ${telling} and spend.customer = ${customer} and ${sql.raw(within('spend.customer', slice))}`

/** Stretches of one kind each, cut to the steps that are looked at. */
function ofKinds(query: StepsQuery): RawBuilder<unknown> {
  const { kinds } = query
  const column = (of: (kind: Kind) => number | null): RawBuilder<unknown> => sql`${kinds.map(of)}::int[]`
  return sql`
    select * from (
      select t.customer, t.state, k.kind, greatest(t.lo, t.since + k.age, ${query.from}::int) as lo, least(t.hi, t.since + k.until, ${query.marks.length - 1}::int) as hi
      from (${told(query)}) t join (
        select *, row_number() over () - 1 as kind from unnest(${column(({ state }) => stateNumber(state))}, ${column(({ past }) => PASTS.indexOf(past))}, ${column(({ from }) => from)}, ${column(({ until }) => until)}) k (state, past, age, until)
      ) k on k.state = t.state and k.past = t.past
    ) t where lo < hi`
}

const SUMS = sql`count(*) as customers, sum(steps)::bigint as steps, sum(paid)::bigint as paid,
  regr_syy(paid, steps) as paid_squares, regr_sxx(paid, steps) as steps_squares, regr_sxy(paid, steps) as products`

const paidIn = (query: StepsQuery): RawBuilder<unknown> => sql`
  with each as (
    select k.customer, state, kind, sum(hi - lo)::float8 as steps, sum(${paidBetween(query, 'lo', 'hi')})::float8 as paid
    from (${ofKinds(query)}) k ${besideThem(query, sql`k.customer`)} group by 1, 2, 3
  )
  select state, kind::int, ${SUMS}, null::bigint as everybody from each group by 1, 2
  union all
  select state, null, ${SUMS}, (select count(*) from (select from each group by customer) own) from (select customer, state, sum(steps) as steps, sum(paid) as paid from each group by 1, 2) s group by 1
  order by 1, 2`

const yearOn = (query: StepsQuery, from: number): RawBuilder<unknown> => {
  const end = sqlInstant((query.marks.at(-1) as MonthMark).at + 1)
  const paid = paidBetween(query, from, query.marks.length - 1)
  return sql`
    with told as materialized (${told(query)})
    select t.state, t.past, ${from}::int - t.since as months, count(*) as customers, count(*) filter (where n.state = t.state) as still, sum(${paid})::bigint as paid,
      (var_pop((${paid})::float8) * count(*))::float8 as paid_squares
    from (select * from told where lo <= ${from} and hi > ${from}) t
    join (select customer, state from span where telling = ${query.telling} and at < ${end} and until >= ${end} and ${sql.raw(within('customer', query.slice))}) n on n.customer = t.customer
    ${besideThem(query, sql`t.customer`)}
    group by 1, 2, 3`
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
    rowsOf<PaidIn & { everybody: number | null }>(pool, paidIn(query)), rowsOf<Stretch>(pool, stood(query)), query.year_from === null ? [] : rowsOf<YearOn>(pool, yearOn(query, query.year_from)),
  ])
  return { customers: paid.find(({ kind }) => kind === null)?.everybody ?? 0, stood: steps, paid, year_on }
}

const rowsOf = <T>(pool: Pool, statement: RawBuilder<unknown>): Promise<T[]> => withTransaction(pool, async (db) => {
  // Looking up every customer's months one by one is what the planner would choose: it takes a width of one span for that of all.
  await db.query('set local enable_nestloop = off')
  return run<T & Record<string, unknown>>(db, statement)
})
