import { sql, type RawBuilder } from 'kysely'
import type { Sort } from '#core/customers/sorts.ts'
import { sqlInstant } from '#store/values.ts'

/** What a list is sorted by: a text, an instant or a figure; null where it is not known. */
export type SortValue = string | number | null

/** How a list is sorted by something. */
export interface Sorted {
  readonly column: RawBuilder<unknown>
  readonly nullable: boolean
  /** Is it of the customer's own row, not of the standing? */
  readonly ofCustomer: boolean
  /** Has a telling an index for it, by state? */
  readonly byState: boolean
  readonly toSql: (value: string | number) => RawBuilder<unknown>
  /** As JavaScript reads it without loss. */
  readonly cast: RawBuilder<unknown>
}

const standing = (column: string, type: 'real' | 'bigint' | 'int', byState = false): Sorted => ({
  column: sql.ref(`t.${column}`), nullable: type === 'real', ofCustomer: false, byState, toSql: (value) => sql`${value}::${sql.raw(type)}`,
  cast: type === 'real' ? sql`::float8` : sql``,
})
const moment = (column: string): Sorted => ({ ...standing(column, 'bigint', true), toSql: (value) => sql`${sqlInstant(value as number)}::timestamptz` })
const own = (column: RawBuilder<unknown>): Sorted => ({ column, nullable: false, ofCustomer: true, byState: false, toSql: (value) => sql`${value}::text collate "C"`, cast: sql`` })

/** As far as names are sorted; it is also how far their index goes. */
const NAME = sql`left(c.known_as, 120)`

export const SORTED: Readonly<Record<Sort, Sorted>> = {
  key: own(sql`c.key`),
  name: own(NAME),
  since: moment('since'),
  last: moment('last_at'),
  value: standing('value', 'bigint', true),
  paid: standing('paid', 'bigint'),
  orders: standing('orders', 'int'),
  heart: standing('heart', 'real', true),
  head: standing('head', 'real'),
  stay: standing('stay', 'real', true),
  say: standing('say', 'real'),
  pay: standing('pay', 'real'),
}

/** The sorts for which a telling has an index, and their columns. */
export const SORT_COLUMNS = ['since', 'last_at', 'value', 'heart', 'stay'] as const
