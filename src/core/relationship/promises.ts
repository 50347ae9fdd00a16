import type { Fact } from '#core/history/fact.ts'
import type { Instant } from '#core/units/time.ts'
import type { Memory } from './memory.ts'

/** How one promise was held to one customer. */
export interface PromiseHeld {
  readonly promise: string
  readonly kept: number
  readonly broken: number
  /** When it was last kept or broken. */
  readonly last_at: Instant
  /** The latest breach of it that is remembered and not made good; null where there is none. */
  readonly open: { readonly source: string; readonly id: string; readonly at: Instant } | null
}

/** The promises that were kept or broken in a history, the latest first. @param memory the history as told */
export function promisesOf(facts: readonly Fact[], memory: Memory): PromiseHeld[] {
  const held = new Map<string, { kept: number; broken: number; last_at: Instant }>()
  for (const fact of facts) {
    if (fact.kind !== 'kept' && fact.kind !== 'broke') continue
    const counts = held.get(fact.promise) ?? { kept: 0, broken: 0, last_at: fact.at }
    held.set(fact.promise, counts)
    counts[fact.kind === 'kept' ? 'kept' : 'broken']++
    counts.last_at = fact.at
  }
  const open = new Map(memory.broken.map(({ promise, source, id, at }) => [promise, { source, id, at }]))
  return [...held].map(([promise, counts]) => ({ promise, ...counts, open: open.get(promise) ?? null })).toSorted((a, b) => b.last_at - a.last_at)
}
