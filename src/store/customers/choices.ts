import { sql } from 'kysely'
import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'

/** What customers of a slice have of something, and how many of them. */
export interface ChoiceRow {
  readonly what: 'channel' | 'campaign' | 'language' | 'attribute'
  /** Of an attribute. */
  readonly name: string | null
  readonly value: string
  readonly n: number
}

const MOST = 50

/** What there is to choose by, of the customers of these units or of all; the most frequent first. */
export function readChoices(db: Db, telling: number, units: readonly string[] | null, slice: Slice): Promise<ChoiceRow[]> {
  const reach = units === null ? sql`true` : sql`t.unit = any(${units}::text[])`
  return run<ChoiceRow & Record<string, unknown>>(db, sql`
    with theirs as materialized (
      select c.channel, c.campaign, c.language, c.attributes from customer c join standing t on t.telling = ${telling} and t.customer = c.customer
      where ${sql.raw(within('c.customer', slice))} and ${sql.raw(within('t.customer', slice))} and ${reach}
    ), each as (
      select 'channel' as what, null as name, channel as value from theirs union all select 'campaign', null, campaign from theirs
      union all select 'language', null, language from theirs
      union all select 'attribute', a.key, a.value from theirs cross join lateral jsonb_each_text(attributes) a
    ), counted as (
      select what, name, value, count(*) as n, row_number() over (partition by what, name order by count(*) desc, value) as place
      from each where value is not null group by what, name, value
    )
    select what, name, value, n from counted where place <= ${MOST} order by what, name, place`)
}

/** The moments at which the first and the last history begin. */
export async function readBeginnings(db: Db, telling: number): Promise<{ first: number; last: number } | null> {
  const { rows } = await db.query<{ first: number | null; last: number | null }>('select min(first_at) as first, max(first_at) as last from standing where telling = $1', [telling])
  const [row] = rows
  return row && row.first !== null && row.last !== null ? { first: row.first, last: row.last } : null
}
