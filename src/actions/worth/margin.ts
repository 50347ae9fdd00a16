import type { Costs } from '#store/worth/margin.ts'

/** The share of what is paid that counts, and how it is known. */
export interface Margin {
  readonly share: number
  readonly source: 'cost' | 'asked' | 'none'
  readonly known: number
}

/** Orders that say what they cost speak for all when they are so many, and so much of what was paid. */
const FEWEST_KNOWN = 30
const LEAST_KNOWN = 0.2

/** Of what is paid, how much is margin: as somebody says, else as orders say; else all of it is counted. */
export function marginOf({ paid, paid_known, cost, orders_known }: Costs, asked: number | undefined): Margin {
  const known = paid > 0 ? paid_known / paid : 0
  if (asked !== undefined) return { share: asked, source: 'asked', known }
  return orders_known >= FEWEST_KNOWN && known >= LEAST_KNOWN ? { share: 1 - cost / paid_known, source: 'cost', known } : { share: 1, source: 'none', known }
}
