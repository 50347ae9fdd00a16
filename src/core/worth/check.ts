import { STATES, type State } from '#core/relationship/state.ts'
import { normalQuantile } from '#stats/quantiles.ts'
import { wilson } from '#stats/proportions.ts'
import { multiply } from '#stats/square.ts'
import { sameChances, type Counts, type Homogeneity } from '#stats/states/transitions.ts'
import { sureCounts } from '#stats/states/varying.ts'
import { worthWithin, type Worth } from '#stats/states/worth.ts'
import type { Basis } from './basis.ts'

/** What came of those who stood in a state a year before the end: how many stand there again, and what they paid in that year. */
export interface YearOn {
  readonly state: number
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

/**
 * How far the chain is off because it forgets: it takes who has stood somewhere for years as who came last month. What it expects of those who stood
 * in each state a year before the end, against what came of them.
 */
export function checkYear({ chances: { means }, rewards }: Basis, seen: readonly YearOn[], margin: number): Checked[] {
  const size = STATES.length
  const once = Float64Array.from(means.flat())
  let p: Float64Array = once
  for (let step = 1; step < YEAR_STEPS; step++) p = multiply(p, once, size, new Float64Array(size * size))
  const paid = worthWithin(means, rewards.map(({ mean }) => mean * margin), 1, YEAR_STEPS)
  return STATES.flatMap((state, i): Checked[] => {
    const own = seen.find((each) => each.state === i + 1)
    if (!own || own.customers < FEWEST) return []
    const { customers, still, paid_squares } = own
    const mean = (own.paid / customers) * margin
    const half = (normalQuantile(0.975) * margin * Math.sqrt(paid_squares / (customers - 1))) / Math.sqrt(customers)
    const share = wilson(still, customers)
    return [{ state, customers, still: { expected: p[i * size + i]!, value: share.value, low: share.low, high: share.high }, year: { expected: paid[i]!, value: mean, low: mean - half, high: mean + half } }]
  })
}
