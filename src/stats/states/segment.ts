/**
 * A segment of customers, drawn towards the whole as far as the two look alike. Rows of its chances are multinomial around Dirichlets whose means
 * are the rows of the whole and which have one weight: so many moves the whole is worth to a segment. What a month brings lies about that of
 * the whole with one relative spread. How much customers of a segment differ is itself not known from one segment: it is weighed over all that it
 * may be, with τ = 1 / √(1 + weight), the spread of a share as a part of the most it could be, as likely to be anything between 0 and 1 (Gelman
 * 2006 on uniform priors of a spread), so that intervals carry it.
 */
import { dirichlet, pickIndex } from '../random.ts'
import { lgammaRatio } from '../special.ts'
import { posteriorWeights, type Counts } from './transitions.ts'
import type { Reward, UnsureChances } from './worth.ts'

const SPREADS = Array.from({ length: 50 }, (_, i) => (i + 0.5) / 50)
/** What the weight of a whole may be. */
export const WEIGHTS = SPREADS.map((spread) => 1 / (spread * spread) - 1)

const sumOf = (row: readonly number[]): number => row.reduce((sum, n) => sum + n, 0)

/** What logarithms of likelihoods make of equal chances. */
export function odds(logs: readonly number[]): number[] {
  const most = Math.max(...logs)
  const raw = logs.map((log) => Math.exp(log - most))
  return raw.map((each) => each / sumOf(raw))
}

/** The log-likelihood of a row of a segment, where the whole is worth so many moves. */
export function rowLikelihood(row: readonly number[], shares: readonly number[], weight: number): number {
  const each = row.map((n, j) => (n > 0 ? lgammaRatio(weight * shares[j]!, n) : 0))
  return sumOf(each) - lgammaRatio(weight, sumOf(row))
}

export interface SegmentChances extends UnsureChances {
  /** How many moves the whole is worth to the segment: as likely to be more as to be less. */
  readonly weight: number
  /** By state: the share of the row that is the segment's own. */
  readonly own: readonly number[]
}

/**
 * The chances of a segment. Throws where a segment went where the whole never did.
 * @param segment moves seen in it, no more than they are sure of (`sureCounts`)
 * @param whole the chances of all customers, the segment among them
 */
export function segmentChances(segment: Counts, whole: UnsureChances): SegmentChances {
  const shares = whole.means
  if (segment.some((row, i) => row.some((n, j) => n > 0 && !(shares[i]![j]! > 0)))) throw new RangeError('a segment moved as the whole never did')
  const chance = odds(WEIGHTS.map((weight) => segment.reduce((sum, row, i) => sum + rowLikelihood(row, shares[i]!, weight), 0)))
  const mixed = (of: (weight: number) => number): number => sumOf(chance.map((each, k) => each * of(WEIGHTS[k]!)))
  const own = segment.map((row) => mixed((weight) => sumOf(row) / (sumOf(row) + weight)))
  const means = shares.map((row, i) => {
    const n = sumOf(segment[i]!)
    return n === 0 ? row : row.map((share, j) => share * (1 - own[i]!) + (segment[i]![j]! / n) * own[i]!)
  })
  return {
    means, own, weight: WEIGHTS[medianOf(chance)]!,
    draw: (dice) => {
      const weight = WEIGHTS[pickIndex(dice, chance)]!
      const about = whole.draw(dice)
      return posteriorWeights(segment, about.map((row) => row.map((share) => share * weight))).map((row) => dirichlet(dice, row))
    },
  }
}

/** The first place by which half of the chances are passed. */
function medianOf(chance: readonly number[]): number {
  let passed = 0
  return Math.max(0, chance.findIndex((each) => (passed += each) >= 0.5))
}

export interface SegmentReward extends Reward {
  /** The share that is the segment's own. */
  readonly own: number
}

/**
 * What a step brings in each state of a segment, drawn towards what it brings in all. A state of which the whole brings nothing, or in which
 * nobody of the segment stood (null), is as the whole.
 */
export function segmentRewards(segment: readonly (Reward | null)[], whole: readonly Reward[]): SegmentReward[] {
  const apart = whole.map(({ mean }, i) => {
    const each = segment[i] ?? null
    return each !== null && mean > 0 && each.error > 0 ? { by: each.mean / mean - 1, variance: (each.error / mean) ** 2 } : null
  })
  const chance = odds(SPREADS.map((spread) => sumOf(apart.map((each) => {
    if (each === null) return 0
    const variance = spread * spread + each.variance
    return -0.5 * (Math.log(variance) + (each.by * each.by) / variance)
  }))))
  return whole.map(({ mean, error }, i) => {
    const each = apart[i]!
    if (each === null) return { mean, error, own: 0 }
    const at = SPREADS.map((spread) => {
      const own = (spread * spread) / (spread * spread + each.variance)
      return { own, mean: mean * (1 + own * each.by), variance: mean * mean * own * each.variance + ((1 - own) * error) ** 2 }
    })
    const mixed = (of: (one: (typeof at)[number]) => number): number => sumOf(at.map((one, k) => of(one) * chance[k]!))
    const middle = mixed((one) => one.mean)
    return { mean: middle, error: Math.sqrt(mixed((one) => one.variance + (one.mean - middle) ** 2)), own: mixed(({ own }) => own) }
  })
}
