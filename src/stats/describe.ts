/** Plain description of weighted numbers, in one pass where it streams. */

/** Count, mean and sum of squared deviations from it: merges without the cancellation of a sum of squares. */
export interface Moments {
  readonly n: number
  readonly mean: number
  readonly squares: number
}

export const NO_MOMENTS: Moments = { n: 0, mean: 0, squares: 0 }

/** One more value, standing for `count` equal ones (Welford 1962, weighted by West 1979). */
export const addValue = (moments: Moments, value: number, count = 1): Moments => mergeMoments(moments, { n: count, mean: value, squares: 0 })

/** The moments of both parts together (Chan, Golub & LeVeque 1979). */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const n = a.n + b.n
  if (n === 0) return NO_MOMENTS
  const apart = b.mean - a.mean
  return { n, mean: a.mean + (apart * b.n) / n, squares: a.squares + b.squares + ((apart * a.n) / n) * apart * b.n }
}

/** The unbiased variance, or undefined below two values. */
export const varianceOf = (moments: Moments): number | undefined => (moments.n > 1 ? moments.squares / (moments.n - 1) : undefined)

/** exp of the weighted mean logarithm over the positive values with a positive weight; undefined where there is none. */
export function geometricMean(values: ArrayLike<number>, weights?: ArrayLike<number>): number | undefined {
  let logs = NO_MOMENTS
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const weight = weights?.[i] ?? 1
    if (value > 0 && weight > 0) logs = addValue(logs, Math.log(value), weight)
  }
  return logs.n > 0 ? Math.exp(logs.mean) : undefined
}

/**
 * The weighted quantile: the smallest value that at least a share `p` of the weight does not exceed (the inverse of the
 * empirical distribution, type 1 of Hyndman & Fan 1996; at p = 0 the smallest). Undefined without positive weight.
 */
export function weightedQuantile(values: readonly number[], weights: readonly number[], p: number): number | undefined {
  const order = values.map((value, i) => ({ value, weight: weights[i] ?? 0 })).filter(({ weight }) => weight > 0)
  order.sort((a, b) => a.value - b.value)
  let total = 0
  for (const { weight } of order) total += weight
  let below = 0
  for (const { value, weight } of order) {
    below += weight
    if (below >= p * total) return value
  }
  return order.at(-1)?.value
}

/** Quantiles of plain values by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996); NaN of none. */
export function quantilesOf(values: ArrayLike<number>, ps: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort()
  return ps.map((p) => {
    const at = p * (sorted.length - 1)
    const below = Math.floor(at)
    const left = sorted[below] ?? NaN
    const right = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN
    return at === below ? left : left + (at - below) * (right - left)
  })
}
