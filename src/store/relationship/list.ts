import { sql, type RawBuilder } from 'kysely'
import type { Sort } from '#core/customers/sorts.ts'
import { STATES, stateNumber } from '#core/relationship/state.ts'
import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import { conditions, joinsOf, standingsOf, statesIn, type CustomerFilter } from './filter.ts'
import type { StandingRow } from './rows.ts'
import { SORTED, type Sorted, type SortValue } from './sorted.ts'

/** A place in a sorted list: a value, null where it is not known, and the customer who has it. */
export interface Place {
  readonly value: SortValue
  readonly customer: string
}

export interface ListQuery {
  readonly telling: number
  readonly filter: CustomerFilter
  readonly sort: Sort
  readonly descending: boolean
  /** States, by number, of whom hardly anybody fits, and all who do. */
  readonly rare: { readonly states: readonly number[]; readonly customers: readonly string[] } | null
  /** From where on: with the place itself, or from the next one on; null from the beginning. */
  readonly from: (Place & { readonly inclusive: boolean }) | null
  /** Towards the beginning of the list, from its end where no place is given. Rows come in the order of the list all the same. */
  readonly backwards: boolean
  readonly limit: number
}

export interface ListRow
  extends Pick<StandingRow, 'customer' | 'state' | 'since' | 'unit' | 'heard' | 'heart' | 'head' | 'stay' | 'say' | 'pay' | 'value' | 'paid' | 'orders' | 'last_at'> {
  readonly key: string
  readonly name: string | null
  readonly email: string | null
  /** What the list is sorted by. */
  readonly sorted: SortValue
}

type Part = 'known' | 'unknown'

/** Customers with known figures come before those without, whichever way the list goes. */
function partsOf({ sort, from, backwards }: ListQuery): readonly Part[] {
  const parts: readonly Part[] = SORTED[sort].nullable ? (backwards ? ['unknown', 'known'] : ['known', 'unknown']) : ['known']
  return from === null ? parts : parts.slice(parts.indexOf(from.value === null ? 'unknown' : 'known'))
}

/** One page of customers, by keyset: a page costs the same wherever in the list it is. */
export async function readList(db: Db, query: ListQuery): Promise<ListRow[]> {
  const rows: ListRow[] = []
  for (const [i, part] of partsOf(query).entries()) {
    const left = query.limit - rows.length
    if (left > 0) rows.push(...(await readPart(db, { ...query, from: i === 0 ? query.from : null, limit: left }, part)))
  }
  return query.backwards ? rows.reverse() : rows
}

function readPart(db: Db, query: ListQuery, part: Part): Promise<ListRow[]> {
  const sorted = SORTED[query.sort]
  const order = orderOf(query, sql`sorted`, sql`customer`)
  const branches = branchesOf(query, sorted, part)
  if (branches.length === 0) return Promise.resolve([])
  return run<ListRow & Record<string, unknown>>(db, sql`
    select t.customer, c.key, c.name, c.email, t.state, t.since, t.unit, t.heard, t.heart::float8, t.head::float8, t.stay::float8, t.say::float8, t.pay::float8,
      t.value, t.paid, t.orders, t.last_at, p.sorted${sorted.cast} as sorted
    from (${sql.join(branches.map((one) => sql`select * from (${one}) b`), sql` union all `)} order by ${order} limit ${query.limit}) p
      join standing t on t.telling = ${query.telling} and t.customer = p.customer join customer c on c.customer = p.customer
    order by ${orderOf(query, sql`p.sorted`, sql`p.customer`)}`)
}

/**
 * A page is merged from those of each state: an index for each state serves lists of some states as well as those of all. (Asked in one, with
 * `or`, PostgreSQL sorts everybody.) Of states of whom hardly anybody fits, those who do are named: looked for in the order of the list, one
 * would come to its end before the page is full.
 */
function branchesOf(query: ListQuery, { byState }: Sorted, part: Part): RawBuilder<unknown>[] {
  const { filter, rare } = query
  if (!byState || filter.customers) return [branch(query, part, filter)]
  const common = (statesIn(filter) ?? STATES.map(stateNumber)).filter((state) => !rare?.states.includes(state))
  const walked = common.map((state) => branch(query, part, { states: [state], also: [filter] }))
  return rare ? [...walked, branch(query, part, { customers: rare.customers, also: [filter] })] : walked
}

/** The customers of a page who fit a filter. */
function branch(query: ListQuery, part: Part, filter: CustomerFilter): RawBuilder<unknown> {
  const { column, nullable, ofCustomer } = SORTED[query.sort]
  const rows = standingsOf(query.telling)
  const parts = [sql`t.telling = ${query.telling}`, conditions(filter, rows)]
  if (nullable) parts.push(part === 'known' ? sql`${column} is not null` : sql`${column} is null`)
  if (query.from) parts.push(beyond(query, query.from))
  const fitting = sql`select t.customer, ${column} as sorted from standing t ${joinsOf(filter, rows, ofCustomer)} where ${sql.join(parts, sql` and `)}`
  // Who is named is fetched before it is sorted.
  return filter.customers
    ? sql`select * from (${fitting} offset 0) f order by ${orderOf(query, sql`sorted`, sql`customer`)} limit ${query.limit}`
    : sql`${fitting} order by ${orderOf(query, column, ofCustomer ? sql`c.customer` : sql`t.customer`)} limit ${query.limit}`
}

const goesDown = ({ descending, backwards }: ListQuery): boolean => descending !== backwards

function orderOf(query: ListQuery, column: RawBuilder<unknown>, customer: RawBuilder<unknown>): RawBuilder<unknown> {
  const way = goesDown(query) ? sql`desc` : sql`asc`
  return sql`${column} ${way}, ${customer} ${way}`
}

function beyond(query: ListQuery, { value, customer, inclusive }: NonNullable<ListQuery['from']>): RawBuilder<unknown> {
  const { column, toSql, ofCustomer } = SORTED[query.sort]
  // Of the same row as the column, or no index could say it.
  const number = ofCustomer ? sql`c.customer` : sql`t.customer`
  const than = sql.raw(`${goesDown(query) ? '<' : '>'}${inclusive ? '=' : ''}`)
  return value === null ? sql`${number} ${than} ${customer}::uuid` : sql`(${column}, ${number}) ${than} (${toSql(value)}, ${customer}::uuid)`
}

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
