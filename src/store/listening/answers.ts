import { sql, type RawBuilder } from 'kysely'
import { kindNumber } from '#core/history/kinds.ts'
import type { Asked } from '#core/listening/asked.ts'
import { BANDS } from '#core/listening/score.ts'
import type { Instant } from '#core/units/time.ts'
import { withTransaction, type Pool } from '#store/pool.ts'
import { run } from '#store/sql.ts'
import { EVERYBODY } from '#store/slices.ts'
import { sqlInstant } from '#store/values.ts'
import { chosenOf, factsOf, membersOf, type SaidQuery } from './said.ts'

const [RATING, FELT] = [kindNumber('rating'), kindNumber('felt')]

export interface AnswersQuery extends SaidQuery {
  readonly asked: Asked
  readonly zone: string
  /** Since when months are counted. */
  readonly since: Instant
}

/** Answers counted: of the period by unit and band, of the time before, of each month; and customers counted: by what they answered, and by band whether they answered or not. */
export interface AnswerCells {
  readonly now: readonly { readonly unit: string | null; readonly band: number; readonly value: number; readonly n: number }[]
  readonly before: readonly { readonly value: number; readonly n: number }[]
  readonly months: readonly { readonly month: string; readonly value: number; readonly n: number }[]
  readonly asked: readonly { readonly question: Asked; readonly n: number }[]
  readonly there: readonly { readonly band: number; readonly n: number }[]
}

/** Every number that somebody gave as an answer, with who and when. */
function said(query: AnswersQuery, members: readonly string[]): RawBuilder<unknown> {
  const facts = factsOf([RATING, FELT], Math.min(query.before, query.since), query, members)
  const need = (name: Asked): RawBuilder<unknown> => sql`union all select ${sql.lit(name)}, (f.body ->> ${sql.lit(name)})::int where f.kind = ${sql.lit(FELT)} and f.body ? ${sql.lit(name)}`
  return sql`
    select o.customer, o.unit, o.band, f.at, f.source, f.id, a.question, a.value
    from (${facts}) f join own o on o.customer = f.root cross join lateral (
      select f.body ->> 'question' as question, (f.body ->> 'value')::int as value where f.kind = ${sql.lit(RATING)} ${need('business_need')} ${need('personal_need')}
    ) a`
}

/** Each customer's latest answer of what was asked, of those that fit. */
const latest = (query: AnswersQuery, when: RawBuilder<unknown>, also = sql``): RawBuilder<unknown> => sql`
  select distinct on (${also} customer) unit, band, value, ${also} customer from said where question = ${query.asked} and ${when} order by ${also} customer, at desc, source desc, id desc`

function statement(query: AnswersQuery, members: readonly string[]): RawBuilder<unknown> {
  const [before, from, to] = [sql`${sqlInstant(query.before)}::timestamptz`, sql`${sqlInstant(query.from)}::timestamptz`, sql`${sqlInstant(query.to)}::timestamptz`]
  const month = sql`to_char(at at time zone ${query.zone}, 'YYYY-MM-01')`
  const columns = sql`t.unit, width_bucket(t.orders, ${BANDS.slice(1)}::int[]) as band, t.first_at <= ${to} and t.last_at > ${from} as there`
  return sql`
    with own as materialized (${chosenOf(query, columns)}), said as materialized (${said(query, members)}), monthly as (
      select distinct on (month, customer) month, value from (
        select ${month} as month, customer, value, at, source, id from said where question = ${query.asked} and at > ${sqlInstant(query.since)}
      ) m order by month, customer, at desc, source desc, id desc
    )
    select 'now' as part, unit, band, null as name, value, count(*) as n from (${latest(query, sql`at > ${from}`)}) l group by unit, band, value
    union all select 'before', null, 0, null, value, count(*) from (${latest(query, sql`at > ${before} and at <= ${from}`)}) l group by value
    union all select 'months', null, 0, month, value, count(*) from monthly group by month, value
    union all select 'asked', null, 0, question, 0, count(distinct customer) from said where at > ${from} group by question
    union all select 'there', null, band, null, 0, count(*) from own where there group by band`
}

type Row = { readonly part: keyof AnswerCells; readonly unit: string | null; readonly band: number; readonly name: string; readonly value: number; readonly n: number } & Record<string, unknown>

/** Customers of the time, all that are chosen, whether they answered or not, by band. */
export async function countThere(pool: Pool, { telling, filter, from, to }: Pick<SaidQuery, 'telling' | 'filter' | 'from' | 'to'>): Promise<AnswerCells['there']> {
  const band = sql`width_bucket(t.orders, ${BANDS.slice(1)}::int[]) as band`
  const there = sql`t.first_at <= ${sqlInstant(to)}::timestamptz and t.last_at > ${sqlInstant(from)}::timestamptz`
  return run<{ band: number; n: number }>(pool, sql`select band, count(*) as n from (${chosenOf({ telling, filter, slice: EVERYBODY }, band)} and ${there}) t group by band`)
}

/** What the chosen customers of a slice answered. */
export const countAnswers = (pool: Pool, query: AnswersQuery): Promise<AnswerCells> =>
  withTransaction(pool, async (db) => {
    // How many facts a time holds is beyond what the planner can know; it would look customers up one by one.
    await db.query('set local enable_nestloop = off')
    const rows = await run<Row>(db, statement(query, await membersOf(db, query.slice)))
    const of = (part: Row['part']): Row[] => rows.filter((row) => row.part === part)
    return {
      now: of('now').map(({ unit, band, value, n }) => ({ unit, band, value, n })),
      before: of('before').map(({ value, n }) => ({ value, n })),
      months: of('months').map(({ name, value, n }) => ({ month: name, value, n })),
      asked: of('asked').map(({ name, n }) => ({ question: name as Asked, n })),
      there: of('there').map(({ band, n }) => ({ band, n })),
    }
  })
