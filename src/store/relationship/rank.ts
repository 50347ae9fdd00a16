import { sql } from 'kysely'
import { STATES, stateNumber } from '#core/relationship/state.ts'
import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import { conditions, joinsOf, standingsOf, statesIn } from './filter.ts'
import type { ListQuery, Place } from './list-query.ts'
import { SORTED } from './sorted.ts'

/** The row that so many come before in a slice of a list, and how much of it has the same value. */
export interface Ranked extends Place {
  /** In the slice: of all, of those before this value, and of those who have it. */
  readonly all: number
  readonly before: number
  readonly same: number
}

/** The place before which a share of a list comes, found in a slice of all customers; null where nobody of them fits. */
export async function rankIn(db: Db, query: Pick<ListQuery, 'telling' | 'filter' | 'sort' | 'descending'>, share: number, slice: Slice): Promise<Ranked | null> {
  const { column, ofCustomer, cast } = SORTED[query.sort]
  const rows = { ...standingsOf(query.telling), slice }
  const way = query.descending ? sql`desc` : sql`asc`
  const found = await run<Ranked & Record<string, unknown>>(db, sql`
    with x as materialized (
      select ${column} as v, t.customer from standing t ${joinsOf(query.filter, rows, ofCustomer)}
      where t.telling = ${query.telling} and ${sql.raw(within('t.customer', slice))} and ${conditions(query.filter, rows)}
    ), n as (select count(*) as n from x), it as (
      select v, customer from x order by v is null, v ${way}, customer ${way} offset (select least(n - 1, floor(${share}::float8 * n))::bigint from n where n > 0) limit 1
    )
    select it.customer, n.n as all, it.v${cast} as value,
      (select count(*) from x where case when it.v is null then x.v is not null when x.v is null then false else ${query.descending ? sql`x.v > it.v` : sql`x.v < it.v`} end) as before,
      (select count(*) from x where x.v is not distinct from it.v) as same
    from it, n where n.n > 0`)
  return found[0] ?? null
}

/** The figures by which a list is sorted of those who fit in a slice of all customers, the least first; null for each who has none, last. */
export async function figuresIn(db: Db, query: Pick<ListQuery, 'telling' | 'filter' | 'sort'>, slice: Slice): Promise<(number | null)[]> {
  const { column, cast, ofCustomer } = SORTED[query.sort]
  const rows = { ...standingsOf(query.telling), slice }
  const found = await run<{ figure: number | null }>(db, sql`
    select ${column}${cast} as figure from standing t ${joinsOf(query.filter, rows, ofCustomer)}
    where t.telling = ${query.telling} and ${sql.raw(within('t.customer', slice))} and ${conditions(query.filter, rows)} order by ${column} asc nulls last`)
  return found.map(({ figure }) => figure)
}

/** How many fit in each state that is left to choose, of a slice of all customers. */
export async function countByState(db: Db, { telling, filter }: Pick<ListQuery, 'telling' | 'filter'>, slice: Slice): Promise<Map<number, number>> {
  const rows = { ...standingsOf(telling), slice }
  const found = await run<{ state: number; n: number }>(db, sql`
    select t.state, count(*) as n from standing t ${joinsOf(filter, rows)}
    where t.telling = ${telling} and ${sql.raw(within('t.customer', slice))} and ${conditions(filter, rows)} group by t.state`)
  const counts = new Map(found.map(({ state, n }) => [state, n]))
  return new Map((statesIn(filter) ?? STATES.map(stateNumber)).map((state) => [state, counts.get(state) ?? 0]))
}

/** The numbers of all who fit. */
export async function collect(db: Db, { telling, filter }: Pick<ListQuery, 'telling' | 'filter'>): Promise<string[]> {
  const rows = standingsOf(telling)
  const found = await run<{ customer: string }>(db, sql`
    select t.customer from standing t ${joinsOf(filter, rows)} where t.telling = ${telling} and ${conditions(filter, rows)}`)
  return found.map(({ customer }) => customer)
}

/** How many customers of a telling stand in each state, of each unit, heard or not. */
export async function countWhole(db: Db, telling: number): Promise<{ state: number; unit: string | null; heard: boolean; n: number }[]> {
  const { rows } = await db.query<{ state: number; unit: string | null; heard: boolean; n: number }>(
    'select state, unit, heard, count(*) as n from standing where telling = $1 group by 1, 2, 3', [telling])
  return rows
}
