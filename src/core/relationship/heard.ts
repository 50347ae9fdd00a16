import { LEANINGS, type Leaning } from './leaning.ts'
import type { Model } from './model.ts'

/** What followed answers on recommending, of one leaning, summed over them. */
export interface AfterAnswers {
  readonly leaning: Leaning
  readonly answers: number
  /** Referrals and praise while the answer was fresh, or until the next one. */
  readonly events: number
  /** The same as it was expected without the answer: Σ (shape + events before) · time / (rate + time before). */
  readonly expected: number
  /** By how much one event more before would have raised that: Σ time / (rate + time before). */
  readonly lift: number
}

/** Fewer answers say nothing of what follows them. */
export const FEWEST_HEARD = 50
/** An answer is at most as good as so many good words said: it is what people say that they would do. */
const MOST = 5

/**
 * As how many good words each answer counts: so many that what was expected comes to be what followed, which is linear in them (the method of moments of a Gamma-Poisson
 * with events added). Of too few answers, none.
 */
export function heardAs(shape: number, after: readonly AfterAnswers[]): NonNullable<Model['say']>['heard'] {
  const of = (leaning: Leaning): number => {
    const found = after.find((each) => each.leaning === leaning)
    if (!found || found.answers < FEWEST_HEARD || !(found.lift > 0)) return 0
    return Math.min(MOST, Math.max(-shape, (found.events - found.expected) / found.lift))
  }
  return Object.fromEntries(LEANINGS.map((leaning) => [leaning, of(leaning)])) as Record<Leaning, number>
}
