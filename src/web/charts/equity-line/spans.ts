import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import type { State } from '../picture.ts'

/** A stay in one state, as long as it lasted. */
export interface Span {
  readonly state: State
  readonly at: string
  /** Until the next move; null while it lasts. */
  readonly until: string | null
  readonly x: number
  readonly width: number
}

/** From move to move; the last stay lasts. */
export function spansOf({ moves }: { moves: readonly Pick<CustomerAnswer['moves'][number], 'at' | 'to'>[] }, { x, end }: { x: (at: number) => number; end: number }): Span[] {
  const sorted = moves.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return sorted.map(({ at, to }, i) => {
    const next = sorted[i + 1]?.at ?? null
    const from = x(Date.parse(at))
    return { state: to, at, until: next, x: from, width: Math.max(0, (next === null ? end : x(Date.parse(next))) - from) }
  })
}
