import { quantilesOf } from '#stats/describe.ts'
import { diceOf, gamma, resample } from '#stats/random.ts'

/** What one newcomer paid, by months since the one they first paid in (which is 0), and how many whole months they have been there. */
export interface Newcomer {
  readonly months: readonly number[]
  readonly paid: readonly number[]
  readonly there: number
}

export interface Payback {
  /** Months until the mean newcomer's margin has reached what winning them cost; null where it has not within `looked_at`. */
  readonly months: number | null
  /** 95 % interval; null: not within `looked_at`. */
  readonly low: number | null
  readonly high: number | null
  readonly looked_at: number
  readonly customers: number
}

/** So few newcomers say nothing of a month. */
const FEWEST = 20
const MOST_MONTHS = 36
const DRAWS = 200

/** What newcomers have paid on average by the end of each month since they came: of each month the mean of those who were there for all of it. */
function means(newcomers: readonly Newcomer[], weights: ArrayLike<number>): number[] {
  const sums = Array.from({ length: MOST_MONTHS }, () => 0)
  const there = Array.from({ length: MOST_MONTHS }, () => 0)
  for (const [i, { months, paid, there: whole }] of newcomers.entries()) {
    const weight = weights[i]!
    if (weight === 0) continue
    for (let month = 0; month < Math.min(whole, MOST_MONTHS); month++) there[month]! += weight
    for (const [k, month] of months.entries()) if (month < whole && month < MOST_MONTHS) sums[month]! += weight * paid[k]!
  }
  const seen = there.findIndex((n) => n < FEWEST)
  let total = 0
  return sums.slice(0, seen < 0 ? MOST_MONTHS : seen).map((sum, month) => (total += sum / there[month]!))
}

/** The month in which the line reaches an amount, between its ends in proportion; Infinity where it does not. */
function reaches(line: readonly number[], amount: number): number {
  const month = line.findIndex((total) => total >= amount)
  if (month < 0) return Infinity
  const before = line[month - 1] ?? 0
  return month + (amount - before) / (line[month]! - before)
}

/**
 * How long until a newcomer has paid back what winning them cost. The interval holds who happened to come (customers resampled whole) and how many (the cost of each).
 * Null with fewer than twenty newcomers.
 * @param cost of one, in minor units; of `n` newcomers
 */
export function paybackOf(newcomers: readonly Newcomer[], cost: number, n: number, margin: number, seed = 1): Payback | null {
  const line = means(newcomers, newcomers.map(() => 1))
  if (line.length === 0 || !(margin > 0) || n <= 0) return null
  const dice = diceOf(seed)
  const drawn = Array.from({ length: DRAWS }, () => {
    const weights = resample(dice, newcomers.length)
    return reaches(means(newcomers, weights), (cost * n) / gamma(dice, n) / margin)
  })
  const [low, high] = finiteQuantiles(drawn)
  const months = reaches(line, cost / margin)
  return { months: finite(months), low: finite(low), high: finite(high), looked_at: line.length, customers: newcomers.length }
}

const finite = (months: number): number | null => (Number.isFinite(months) ? months : null)

/** Quantiles of months of which some are never: those stand at the end. */
function finiteQuantiles(drawn: readonly number[]): [number, number] {
  const least = drawn.filter((one) => one === Infinity).length / drawn.length
  const known = drawn.map((one) => (one === Infinity ? Number.MAX_VALUE : one))
  const [low, high] = quantilesOf(known, [0.025, 0.975]) as [number, number]
  return [least > 0.975 ? Infinity : low, least > 0.025 ? Infinity : high]
}
