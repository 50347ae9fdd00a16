/**
 * The recommend score of answers from 0 to 10: the share who would recommend (9, 10) less the share who would not (0 to 6), with all three shares and
 * the histogram, because a score alone hides them. Interval: adjusted Wald (Rocks 2016, "Interval estimation for the net promoter score"):
 * three answers more, ¾ of them promoters and ¾ detractors.
 */
import { NORMAL_95 } from '../proportions.ts'

/** Answers by value, 0 to 10; not whole where they are weighted. */
export type Histogram = readonly number[]

export interface RecommendScore {
  readonly n: number
  /** How many answers of equal weight would be as sure (Kish 1965). */
  readonly effective: number
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
  /** −100 to 100. */
  readonly score: number
  /** The middle of the interval, drawn in a little. */
  readonly centre: number
  /** Its standard error. */
  readonly error: number
  readonly low: number
  readonly high: number
  readonly histogram: Histogram
}

const ADDED = 3

const clip = (score: number): number => Math.min(100, Math.max(-100, score))

/** From shares and how many answers they are worth; null without any. */
function scoreOf(histogram: Histogram, n: number, effective: number): RecommendScore | null {
  const weight = histogram.reduce((sum, count) => sum + count, 0)
  if (!(weight > 0)) return null
  const share = (from: number, to: number): number => histogram.slice(from, to + 1).reduce((sum, count) => sum + count, 0) / weight
  const [promoters, passives, detractors] = [share(9, 10), share(7, 8), share(0, 6)]
  const size = effective + ADDED
  const [up, down] = [promoters, detractors].map((part) => (part * effective + ADDED / 4) / size) as [number, number]
  const error = Math.sqrt((up + down - (up - down) ** 2) / size)
  const half = NORMAL_95 * error
  return {
    n, effective, promoters, passives, detractors, score: 100 * (promoters - detractors), centre: 100 * (up - down), error: 100 * error,
    low: clip(100 * (up - down - half)), high: clip(100 * (up - down + half)), histogram,
  }
}

/** The score of a plain histogram of eleven counts; null without answers. */
export function recommendScore(histogram: Histogram): RecommendScore | null {
  if (histogram.length !== 11 || histogram.some((count) => !(count >= 0))) throw new RangeError(`not counts of 0 to 10: ${histogram.join(', ')}`)
  const n = histogram.reduce((sum, count) => sum + count, 0)
  return scoreOf(histogram, n, n)
}

/** How many equally weighted answers say as much: (Σ w)² / Σ w² (Kish 1965). */
export function effectiveSize(weights: ArrayLike<number>): number {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!
    squares += weights[i]! ** 2
  }
  return squares > 0 ? sum ** 2 / squares : 0
}

/** Answers of a group whose share of everybody is known. */
export interface Stratum {
  readonly histogram: Histogram
  /** How many belong to it, whether they answered or not. */
  readonly people: number
}

/**
 * The score weighted so that each group counts by its people, not by how eagerly it answers (post-stratification). Groups in which nobody answered
 * are not heard; `heard` is the share of people in the others.
 */
export function stratifiedScore(strata: readonly Stratum[]): (RecommendScore & { readonly heard: number }) | null {
  const counted = strata.map(({ histogram, people }) => ({ histogram, people, n: histogram.reduce((sum, count) => sum + count, 0) }))
  const answered = counted.filter(({ n }) => n > 0)
  const people = answered.reduce((sum, stratum) => sum + stratum.people, 0)
  const n = answered.reduce((sum, stratum) => sum + stratum.n, 0)
  // Every answer of a group has the same weight, so the sums run over groups.
  const weights = answered.map((stratum) => stratum.people / stratum.n)
  const squares = answered.reduce((sum, stratum, i) => sum + stratum.n * weights[i]! ** 2, 0)
  const histogram = Array.from({ length: 11 }, (_, value) => answered.reduce((sum, stratum, i) => sum + weights[i]! * stratum.histogram[value]!, 0))
  const score = scoreOf(histogram, n, squares > 0 ? people ** 2 / squares : 0)
  const everybody = counted.reduce((sum, stratum) => sum + stratum.people, 0)
  return score && { ...score, heard: everybody > 0 ? people / everybody : 0 }
}
