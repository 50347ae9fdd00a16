import type { Pool } from '#store/pool.ts'

/** What was done through a pool since it was opened, for whoever watches. Plain numbers: counting must cost nothing. */
export interface Counts {
  readonly facts: Record<'taken' | 'known' | 'refused', number>
  /** Requests and commands that brought facts, however many each. */
  batches: number
  /** Transactions that another writer overtook, and that were begun again. */
  retries: number
  /** What is held to be shown again, each time it was drawn. */
  pictures: number
}

const KEPT = new WeakMap<Pool, Counts>()

export function countsOf(pool: Pool): Counts {
  const counts = KEPT.get(pool) ?? { facts: { taken: 0, known: 0, refused: 0 }, batches: 0, retries: 0, pictures: 0 }
  KEPT.set(pool, counts)
  return counts
}

/** Counts what became of the facts of one batch. */
export function countBatch(pool: Pool, receipts: readonly { readonly status: keyof Counts['facts'] }[]): void {
  const counts = countsOf(pool)
  counts.batches++
  for (const { status } of receipts) counts.facts[status]++
}
