import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#store/pool.ts'
import { run } from '#store/sql.ts'
import { conditions, type CustomerFilter } from './filter.ts'
import type { StandingRow } from './rows.ts'

/** What lists sort by, as a number or a text that orders the same way. */
const SORTED = {
  key: sql`c.key`,
  since: sql`extract(epoch from s.since)::float8`,
  last: sql`extract(epoch from s.last_at)::float8`,
  value: sql`s.value::float8`,
  paid: sql`s.paid::float8`,
  orders: sql`s.orders::float8`,
  heart: sql`s.heart::float8`,
  head: sql`s.head::float8`,
  stay: sql`s.stay::float8`,
  say: sql`s.say::float8`,
  pay: sql`s.pay::float8`,
} as const
export type SortedBy = keyof typeof SORTED

/** The place of a row in a sorted list: what comes after it is the next page. Unknown figures come last either way. */
export interface Place {
  readonly unknown: boolean
  readonly figure: number
  readonly key: string
}

export interface ListQuery {
  readonly telling: number
  readonly filter: CustomerFilter
  readonly states: readonly number[] | null
  readonly heard: boolean | null
  /** Part of a name, a key or an e-mail address. */
  readonly q: string | null
  readonly bounds: readonly { readonly figure: Exclude<SortedBy, 'key' | 'since' | 'last'>; readonly least?: number; readonly most?: number }[]
  readonly sort: SortedBy
  readonly descending: boolean
  readonly after: Place | null
  readonly limit: number
}

export interface ListRow
  extends Pick<StandingRow, 'state' | 'since' | 'unit' | 'heard' | 'heart' | 'head' | 'stay' | 'say' | 'pay' | 'value' | 'paid' | 'orders' | 'last_at'> {
  readonly key: string
  readonly name: string | null
  readonly email: string | null
  readonly place_unknown: boolean
  readonly place_figure: number
}

const like = (q: string): string => `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`

function chosen(query: ListQuery): RawBuilder<unknown>[] {
  const parts = [sql`s.telling = ${query.telling}`, conditions(query.filter, sql`s.unit`)]
  if (query.states) parts.push(sql`s.state = any(${query.states}::smallint[])`)
  if (query.heard !== null) parts.push(sql`s.heard = ${query.heard}`)
  if (query.q) parts.push(sql`(c.name ilike ${like(query.q)} or c.key ilike ${like(query.q)} or c.email ilike ${like(query.q)}
      or exists (select from member m where m.root = s.customer and m.key ilike ${like(query.q)}))`)
  for (const { figure, least, most } of query.bounds) {
    if (least !== undefined) parts.push(sql`${SORTED[figure]} >= ${least}`)
    if (most !== undefined) parts.push(sql`${SORTED[figure]} <= ${most}`)
  }
  return parts
}

/** One page of customers, by keyset: a page costs the same wherever in the list it is. */
export async function readList(db: Db, query: ListQuery): Promise<ListRow[]> {
  const sign = sql.lit(query.descending ? -1 : 1)
  const byKey = query.sort === 'key'
  const unknown = byKey ? sql`false` : sql`(${SORTED[query.sort]} is null)`
  const figure = byKey ? sql`0::float8` : sql`coalesce(${SORTED[query.sort]}, 0) * ${sign}`
  const direction = byKey && query.descending ? sql`desc` : sql`asc`
  const parts = chosen(query)
  if (query.after) {
    const { unknown: u, figure: f, key } = query.after
    if (byKey) parts.push(query.descending ? sql`c.key < ${key}` : sql`c.key > ${key}`)
    else parts.push(sql`(${unknown}, ${figure}, c.key) > (${u}::bool, ${f}::float8, ${key}::text)`)
  }
  const order = byKey ? sql`c.key ${direction}` : sql`${unknown}, ${figure}, c.key`
  return run<ListRow & Record<string, unknown>>(db, sql`
    select c.key, c.name, c.email, s.state, s.since, s.unit, s.heard, s.heart::float8, s.head::float8, s.stay::float8, s.say::float8, s.pay::float8,
      s.value, s.paid, s.orders, s.last_at, ${unknown} as place_unknown, ${figure} as place_figure
    from standing s join customer c on c.customer = s.customer
    where ${sql.join(parts, sql` and `)}
    order by ${order} limit ${query.limit}`)
}
