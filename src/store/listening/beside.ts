import { sql, type RawBuilder } from 'kysely'
import { kindNumber } from '#core/history/kinds.ts'
import type { Asked } from '#core/listening/asked.ts'
import type { Beside } from '#core/listening/score-drivers.ts'
import { withTransaction, type Pool } from '#store/pool.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'
import { chosenOf, factsOf, membersOf, type SaidQuery } from './said.ts'

const [RATING, FELT] = [kindNumber('rating'), kindNumber('felt')]

export interface BesideQuery extends SaidQuery {
  readonly asked: Asked
  /** How far before or after the answer something counts as said beside it. */
  readonly window_ms: number
}

/** Every number that somebody gave as an answer, and every feeling that they named (as 1; `felt` where they named any), with who and when. */
function said(query: BesideQuery, members: readonly string[]): RawBuilder<unknown> {
  const facts = factsOf([RATING, FELT], query.from - query.window_ms, { ...query, to: query.to + query.window_ms }, members)
  const need = (name: Asked): RawBuilder<unknown> => sql`union all select ${sql.lit(name)}, (f.body ->> ${sql.lit(name)})::int where f.kind = ${sql.lit(FELT)} and f.body ? ${sql.lit(name)}`
  return sql`
    select o.customer, f.at, f.source, f.id, a.name, a.value
    from (${facts}) f join own o on o.customer = f.root cross join lateral (
      select f.body ->> 'question' as name, (f.body ->> 'value')::int as value where f.kind = ${sql.lit(RATING)} ${need('business_need')} ${need('personal_need')}
      union all select 'felt', 1 where f.kind = ${sql.lit(FELT)}
      union all select 'feeling:' || each, 1 from jsonb_array_elements_text(case when f.kind = ${sql.lit(FELT)} then f.body -> 'feelings' else '[]' end) each
    ) a`
}

/** Each customer's latest answer of the time, and of all else that they said near it what they said nearest. */
const statement = (query: BesideQuery, members: readonly string[]): RawBuilder<unknown> => sql`
  with own as materialized (${chosenOf(query, sql`1 as one`)}), said as materialized (${said(query, members)}), answer as (
    select distinct on (customer) customer, at, value from said where name = ${query.asked} and at > ${sqlInstant(query.from)} and at <= ${sqlInstant(query.to)} order by customer, at desc, source desc, id desc
  ), near as (
    select distinct on (a.customer, s.name) a.customer, s.name, s.value from answer a join said s on s.customer = a.customer
    where s.name <> ${query.asked} and s.at >= a.at - ${query.window_ms} * interval '1 millisecond' and s.at <= a.at + ${query.window_ms} * interval '1 millisecond'
    order by a.customer, s.name, greatest(s.at - a.at, a.at - s.at), s.at desc, s.source desc, s.id desc
  )
  select a.value, coalesce(jsonb_object_agg(n.name, n.value) filter (where n.name is not null), '{}') as beside
  from answer a left join near n on n.customer = a.customer group by a.customer, a.value order by a.customer`

/** The answers of the chosen customers of a slice, one each, with what else they said near them. */
export const readBeside = (pool: Pool, query: BesideQuery): Promise<Beside[]> =>
  withTransaction(pool, async (db) => {
    // How many facts a time holds is beyond what the planner can know; it would look customers up one by one.
    await db.query('set local enable_nestloop = off')
    return run<Beside & Record<string, unknown>>(db, statement(query, await membersOf(db, query.slice)))
  })
