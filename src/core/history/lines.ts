import type { LineCount, Purchase } from './fact.ts'

/** Counts an order's lines; an order without lines is one line, where its list price is known. */
export function linesOf(order: Pick<Purchase, 'items' | 'list' | 'paid'>): LineCount {
  const priced = order.items?.filter((item) => item.list !== undefined) ?? []
  if (priced.length > 0) return { lines: priced.length, deals: priced.filter((item) => item.paid < (item.list as number)).length }
  return order.list === undefined ? { lines: 0, deals: 0 } : { lines: 1, deals: order.paid < order.list ? 1 : 0 }
}
