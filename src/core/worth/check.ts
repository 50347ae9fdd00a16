import { STATES, type State } from '#core/relationship/state.ts'
import { mergeMoments, NO_MOMENTS } from '#stats/describe.ts'
import { normalQuantile } from '#stats/quantiles.ts'
import { wilson } from '#stats/proportions.ts'
import { againAfter, worthAlong } from '#stats/states/remembering.ts'
import { sameChances, type Counts, type Homogeneity } from '#stats/states/transitions.ts'
import { sureCounts } from '#stats/states/varying.ts'
import type { Worth } from '#stats/states/worth.ts'
import type { Basis } from './basis.ts'

/** What came of those who stood in a state a year before the end, with what they had been and for how many months: how many stand there again, and what they paid in that year. */
export interface YearOn {
  readonly state: number
  /** As PASTS has them, from 0. */
  readonly past: number
  readonly months: number
  readonly customers: number
  readonly still: number
  readonly paid: number
  /** Squares of what one customer paid, about the mean. */
  readonly paid_squares: number
}

/** What the chain expects, and what was seen with its interval. */
export interface Against extends Worth {
  readonly expected: number
}

export interface Checked {
  readonly state: State
  readonly customers: number
  /** The share who stand there a year on, whether or not they were elsewhere between. */
  readonly still: Against
  /** Margin of the year, not discounted. */
  readonly year: Against
}

/** A year, in steps of a month. */
export const YEAR_STEPS = 12
/** Of fewer nothing is said. */
const FEWEST = 30

/**
 * Whether the first and the second half of the months have the same chances; null where nothing can differ. Counts are taken for no surer than the
 * months make them: with very many customers any two months differ.
 */
export function sameInHalves(months: readonly Counts[], { alike }: Basis): Homogeneity | null {
  const middle = Math.floor(months.length / 2)
  return sameChances(sureCounts(months.slice(0, middle), alike), sureCounts(months.slice(middle), alike))
}

/** How far the chain is off: what it expects of those who stood in each state a year before the end, as long as they had stood there by then, against what came of them. */
export function checkYear({ chances: { means }, rewards, recall: { chain, placeOf } }: Basis, seen: readonly YearOn[], margin: number): Checked[] {
  const again = againAfter(chain, means, YEAR_STEPS)
  const paid = worthAlong(chain, means, rewards.map(({ mean }) => mean * margin), 1, YEAR_STEPS)
  return STATES.flatMap((state, i): Checked[] => {
    const own = seen.filter((each) => each.state === i + 1)
    const { n, mean, squares } = own.reduce((all, each) => mergeMoments(all, { n: each.customers, mean: each.paid / each.customers, squares: each.paid_squares }), NO_MOMENTS)
    if (n < FEWEST) return []
    const expected = (v: Float64Array): number => own.reduce((sum, { past, months, customers }) => sum + customers * v[placeOf(i, past, months)]!, 0) / n
    const half = (normalQuantile(0.975) * margin * Math.sqrt(squares / (n - 1))) / Math.sqrt(n)
    const share = wilson(own.reduce((sum, { still }) => sum + still, 0), n)
    const value = mean * margin
    return [{ state, customers: n, still: { expected: expected(again), value: share.value, low: share.low, high: share.high }, year: { expected: expected(paid), value, low: value - half, high: value + half } }]
  })
}
