/** The mean of answers on a scale of whole numbers, with its interval. */
import { NORMAL_95 } from '../proportions.ts'

export interface ScaleScore {
  readonly n: number
  readonly mean: number
  readonly error: number
  readonly low: number
  readonly high: number
  /** Shares above the middle of the scale, on it and below it. */
  readonly above: number
  readonly middle: number
  readonly below: number
}

/** Half an answer at either end of the scale is added for the interval: answers that are all alike are not certainty (as Agresti & Coull 1998 do for a share). */
const ADDED = 0.5

/**
 * The score of a histogram, whose first count is that of the lowest answer; null without answers. The interval is normal, by the variance with the added answers, and
 * never beyond the scale.
 */
export function scaleScore(histogram: readonly number[], lowest: number): ScaleScore | null {
  const n = histogram.reduce((sum, count) => sum + count, 0)
  if (!(n > 0)) return null
  const highest = lowest + histogram.length - 1
  const momentsOf = (counts: readonly number[]): { size: number; mean: number; variance: number } => {
    const size = counts.reduce((sum, count) => sum + count, 0)
    const mean = counts.reduce((sum, count, i) => sum + count * (lowest + i), 0) / size
    return { size, mean, variance: counts.reduce((sum, count, i) => sum + count * (lowest + i - mean) ** 2, 0) / size }
  }
  const { mean } = momentsOf(histogram)
  const drawn = momentsOf(histogram.map((count, i) => count + (i === 0 || i === histogram.length - 1 ? ADDED : 0)))
  const error = Math.sqrt(drawn.variance / drawn.size)
  const middle = (lowest + highest) / 2
  const share = (fits: (value: number) => boolean): number => histogram.reduce((sum, count, i) => (fits(lowest + i) ? sum + count : sum), 0) / n
  return {
    n, mean, error, low: Math.max(lowest, drawn.mean - NORMAL_95 * error), high: Math.min(highest, drawn.mean + NORMAL_95 * error),
    above: share((value) => value > middle), middle: share((value) => value === middle), below: share((value) => value < middle),
  }
}
