import { sql, type RawBuilder } from 'kysely'
import type { Sort } from '#core/customers/sorts.ts'
import { sqlInstant } from '#store/values.ts'

/** What a list is sorted by: a text, an instant or a figure; null where it is not known. */
export type SortValue = string | number | null

/**
 * The order of an index that a list is walked through in: a telling's by state, which says of which unit everybody is and whether they were heard; or that of the customers' own
 * rows, beside which the standings are looked for. What has neither is looked for among all who fit.
 */
export type Walked = 'by_state' | 'beside' | 'not'

/** How a list is sorted by something. */
export interface Sorted {
  readonly column: RawBuilder<unknown>
  readonly nullable: boolean
  /** Is it of the customer's own row, not of the standing? */
  readonly ofCustomer: boolean
  /** How all are walked through in its order. */
  readonly walked: Walked
  readonly toSql: (value: string | number) => RawBuilder<unknown>
  /** As JavaScript reads it without loss. */
  readonly cast: RawBuilder<unknown>
}

const standing = (column: string, type: 'real' | 'bigint' | 'int', walked: Walked): Sorted => ({
  column: sql.ref(`t.${column}`), nullable: type === 'real', ofCustomer: false, walked, toSql: (value) => sql`${value}::${sql.raw(type)}`,
  cast: type === 'real' ? sql`::float8` : sql``,
})
const moment = (column: string): Sorted => ({ ...standing(column, 'bigint', 'by_state'), toSql: (value) => sql`${sqlInstant(value as number)}::timestamptz` })
const own = (column: RawBuilder<unknown>): Sorted => ({ column, nullable: false, ofCustomer: true, walked: 'beside', toSql: (value) => sql`${value}::text collate "C"`, cast: sql`` })

export const SORTED: Readonly<Record<Sort, Sorted>> = {
  key: own(sql`c.key`),
  name: own(sql`c.sorted_as`),
  since: moment('since'),
  last: moment('last_at'),
  value: standing('value', 'bigint', 'by_state'),
  paid: standing('paid', 'bigint', 'not'),
  orders: standing('orders', 'int', 'not'),
  heart: standing('heart', 'real', 'by_state'),
  head: standing('head', 'real', 'not'),
  stay: standing('stay', 'real', 'by_state'),
  say: standing('say', 'real', 'not'),
  pay: standing('pay', 'real', 'not'),
}

/** The sorts for which a telling has an index, and their columns. */
export const SORT_COLUMNS = ['since', 'last_at', 'value', 'heart', 'stay'] as const
