import type { Reckoned } from './reckoning.ts'

/** What orders brought, and what those of them cost of which that is known. */
export interface Costs {
  /** Of all orders. */
  readonly paid: number
  /** Of those whose cost is known. */
  readonly paid_known: number
  readonly cost: number
  readonly orders_known: number
}

/** The share of what is paid that counts, and how it is known: from what orders cost, as asked for, as the company said, or not at all. */
export interface Margin {
  readonly share: number
  readonly source: 'cost' | 'asked' | 'said' | 'none'
  readonly known: number
}

/** Orders that say what they cost speak for all when they are so many, and so much of what was paid. */
const FEWEST_KNOWN = 30
const LEAST_KNOWN = 0.2

/** Of what is paid, how much is margin: as somebody says, else as orders say; else all of it is counted. */
export function marginOf({ paid, paid_known, cost, orders_known }: Costs, { margin, margin_by }: Pick<Reckoned, 'margin' | 'margin_by'>): Margin {
  const known = paid > 0 ? paid_known / paid : 0
  if (margin !== null && margin_by !== null) return { share: margin, source: margin_by, known }
  return orders_known >= FEWEST_KNOWN && known >= LEAST_KNOWN ? { share: 1 - cost / paid_known, source: 'cost', known } : { share: 1, source: 'none', known }
}
