import type { Sort } from '#core/customers/sorts.ts'

/** A column of the list: what it is called, what it sorts by, and which way at first. */
export interface ListColumn {
  readonly id: 'customer' | 'state' | 'heart' | 'stay' | 'value' | 'last'
  readonly sort: Sort
  readonly first: 'asc' | 'desc'
  readonly isNumber: boolean
}

export const COLUMNS: readonly ListColumn[] = [
  { id: 'customer', sort: 'name', first: 'asc', isNumber: false },
  { id: 'state', sort: 'since', first: 'desc', isNumber: false },
  { id: 'heart', sort: 'heart', first: 'desc', isNumber: true },
  { id: 'stay', sort: 'stay', first: 'desc', isNumber: true },
  { id: 'value', sort: 'value', first: 'desc', isNumber: true },
  { id: 'last', sort: 'last', first: 'desc', isNumber: true },
]

/** How a list is sorted. */
export interface Order {
  readonly sort: Sort
  readonly order: 'asc' | 'desc'
}
export const USUAL_ORDER: Order = { sort: 'name', order: 'asc' }

/** Sorted by a column: the way that says most at first, and the other way around when it is chosen again. */
export const turned = (order: Order, { sort, first }: Pick<ListColumn, 'sort' | 'first'>): Order =>
  order.sort === sort ? { sort, order: order.order === 'asc' ? 'desc' : 'asc' } : { sort, order: first }
