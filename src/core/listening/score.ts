import { NORMAL_95 } from '#stats/proportions.ts'
import { recommendScore, stratifiedScore, type Stratum } from '#stats/scores/recommend.ts'
import { scaleScore } from '#stats/scores/scale.ts'
import { scaleOf, type Asked } from './asked.ts'

/** What answers say together: the recommend score (−100 to 100) or the mean of a scale. */
export interface Score {
  readonly n: number
  readonly value: number
  readonly low: number
  readonly high: number
  readonly error: number
  /** Of recommending: 9 and 10, 7 and 8, 0 to 6; of others: above the middle of the scale, on it, below it. */
  readonly shares: { readonly high: number; readonly middle: number; readonly low: number }
}

/** Fewer answers give no score. */
export const FEWEST_ANSWERS = 10

/** @param histogram answers by value, the lowest first; null where they are too few */
export function scoreOf(asked: Asked, histogram: readonly number[]): Score | null {
  if (histogram.reduce((sum, count) => sum + count, 0) < FEWEST_ANSWERS) return null
  if (asked === 'recommend') {
    const score = recommendScore(histogram)
    return score && { n: score.n, value: score.score, low: score.low, high: score.high, error: score.error, shares: { high: score.promoters, middle: score.passives, low: score.detractors } }
  }
  const score = scaleScore(histogram, scaleOf(asked)[0])
  return score && { n: score.n, value: score.mean, low: score.low, high: score.high, error: score.error, shares: { high: score.above, middle: score.middle, low: score.below } }
}

/**
 * How much a score changed, with its 95 % interval. Both are taken to have nothing to do with each other: where the same customers answered twice
 * the interval is wider than it need be.
 */
export function changeOf(now: Score, before: Score): { readonly value: number; readonly low: number; readonly high: number } {
  const value = now.value - before.value
  const half = NORMAL_95 * Math.hypot(now.error, before.error)
  return { value, low: value - half, high: value + half }
}

/** Customers by how often they ever bought: whoever buys more is asked more. Bands begin with so many orders. */
export const BANDS = [0, 2, 4, 10] as const

/** A group of customers by what they bought: how many there are, and what those of them said who answered. */
export interface Band extends Stratum {
  readonly band: number
}

/**
 * The recommend score as if all bands had answered alike (post-stratification), with how many answers that is worth (Kish 1965). Bands too few of whom answered
 * are put together with the next lower one; null where that leaves one, or it is another question.
 */
export function weightedScore(asked: Asked, bands: readonly Band[]): { readonly value: number; readonly low: number; readonly high: number; readonly effective: number } | null {
  if (asked !== 'recommend') return null
  const strata: Stratum[] = []
  let open: Stratum = { histogram: Array.from({ length: 11 }, () => 0), people: 0 }
  for (const { histogram, people } of bands.toSorted((a, b) => b.band - a.band)) {
    open = { histogram: open.histogram.map((count, i) => count + histogram[i]!), people: open.people + people }
    if (answersIn(open) < FEWEST_ANSWERS) continue
    strata.push(open)
    open = { histogram: open.histogram.map(() => 0), people: 0 }
  }
  const last = strata.at(-1)
  if (last && open.people > 0) strata[strata.length - 1] = { histogram: last.histogram.map((count, i) => count + open.histogram[i]!), people: last.people + open.people }
  if (strata.length < 2) return null
  const score = stratifiedScore(strata)
  return score && { value: score.score, low: score.low, high: score.high, effective: score.effective }
}

const answersIn = ({ histogram }: Stratum): number => histogram.reduce((sum, count) => sum + count, 0)
