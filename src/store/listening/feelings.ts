import { sql } from 'kysely'
import { kindNumber, type Feeling } from '#core/history/kinds.ts'
import { withTransaction, type Pool } from '#store/pool.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'
import { chosenOf, factsOf, membersOf, type SaidQuery } from './said.ts'

/** How many customers named a feeling, by the latest that each said; null: how many said anything. */
export interface FeelingRow {
  readonly isNow: boolean
  readonly feeling: Feeling | null
  readonly n: number
}

/** What the chosen customers of a slice felt, in a period and in the time before it. */
export const countFelt = (pool: Pool, query: SaidQuery): Promise<FeelingRow[]> =>
  withTransaction(pool, async (db) => {
    await db.query('set local enable_nestloop = off')
    const facts = factsOf([kindNumber('felt')], query.before, query, await membersOf(db, query.slice))
    return run<FeelingRow & Record<string, unknown>>(db, sql`
      with own as (${chosenOf(query, sql`t.unit`)}), latest as materialized (
        select distinct on (now, root) f.at > ${sqlInstant(query.from)}::timestamptz as now, f.root, f.body from (${facts}) f join own o on o.customer = f.root
        order by now, root, f.at desc, f.source desc, f.id desc
      )
      select now as "isNow", null as feeling, count(*) as n from latest group by now
      union all
      select now, feeling, count(*) from latest cross join lateral (select distinct each as feeling from jsonb_array_elements_text(body -> 'feelings') each) e group by 1, 2`)
  })
