import { sql, type RawBuilder } from 'kysely'
import type { Sort } from '#core/customers/sorts.ts'
import type { CustomerFilter } from './filter.ts'
import type { StandingRow } from './rows.ts'
import { SORTED, type SortValue } from './sorted.ts'

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
  /** Of so many who are passed on a walk in the order of the list one fits, as far as is known. */
  readonly one_in: number
  /** A value that a page's worth of those who fit are known to come before, as far as a sample tells: only what has no order to be walked through is looked for with it. */
  readonly bound?: string | number
  /** States, by number, of which those who fit are found first and sorted then: by their numbers, or where these are not known by the filter. In all others the order is walked through past whoever does not fit. */
  readonly gathered: { readonly states: readonly number[]; readonly customers: readonly string[] | null } | null
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

/** What a row of a list says, of the customer `c`, who stands as `t` says, at the place `p`. */
export const rowOf = ({ sort }: Pick<ListQuery, 'sort'>): RawBuilder<unknown> => sql`
  p.customer, c.key, c.name, c.email, t.state, t.since, t.unit, t.heard, t.heart::float8, t.head::float8, t.stay::float8, t.say::float8, t.pay::float8,
  t.value, t.paid, t.orders, t.last_at, p.sorted${SORTED[sort].cast} as sorted`

const goesDown = ({ descending, backwards }: ListQuery): boolean => descending !== backwards

/** The order of a list, or against it where it is read backwards. */
export function orderOf(query: ListQuery, column: RawBuilder<unknown>, customer: RawBuilder<unknown>): RawBuilder<unknown> {
  const way = goesDown(query) ? sql`desc` : sql`asc`
  return sql`${column} ${way}, ${customer} ${way}`
}

/** What holds of the rows up to a value. */
export const upTo = (query: ListQuery, value: string | number): RawBuilder<unknown> => sql`${SORTED[query.sort].column} ${sql.raw(goesDown(query) ? '>=' : '<=')} ${SORTED[query.sort].toSql(value)}`

/** What holds of the rows from a place on. */
export function beyond(query: ListQuery, { value, customer, inclusive }: NonNullable<ListQuery['from']>): RawBuilder<unknown> {
  const { column, toSql, ofCustomer, walked } = SORTED[query.sort]
  // Of the same row as the column, or no index could say it.
  const number = ofCustomer ? sql`c.customer` : sql`t.customer`
  const [than, orSame] = goesDown(query) ? ['<', '<='] : ['>', '>=']
  const after = sql.raw(inclusive ? orSame : than)
  if (value === null) return sql`${number} ${after} ${customer}::uuid`
  const place = sql`(${column}, ${number}) ${after} (${toSql(value)}, ${customer}::uuid)`
  // Where everybody is looked at, most are passed for their value alone: to compare both takes a quarter longer.
  return walked === 'not' ? sql`${column} ${sql.raw(orSame)} ${toSql(value)} and ${place}` : place
}
