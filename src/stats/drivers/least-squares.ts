import { inverse, type Matrix } from '../linear.ts'
import type { CrossProducts } from './crossproducts.ts'

export interface LeastSquares {
  /** In the order of the drivers; the intercept is left out. */
  readonly slopes: readonly number[]
  readonly covariance: Matrix
  /** Of the residuals. */
  readonly variance: number
  readonly rSquared: number
}

/** The ordinary least-squares fit of one column on others, from their cross products; undefined where a driver is said by the others, or rows are too few. */
export function leastSquares({ n, means, products }: CrossProducts, drivers: readonly number[], outcome: number): LeastSquares | undefined {
  const width = means.length
  const at = (j: number, k: number): number => products[j * width + k]!
  const inverted = inverse(drivers.map((j) => drivers.map((k) => at(j, k))))
  const degrees = n - drivers.length - 1
  if (!inverted || degrees <= 0) return undefined
  const slopes = inverted.map((row) => row.reduce((sum, entry, k) => sum + entry * at(drivers[k]!, outcome), 0))
  const explained = slopes.reduce((sum, slope, k) => sum + slope * at(drivers[k]!, outcome), 0)
  const variance = Math.max(0, at(outcome, outcome) - explained) / degrees
  return { slopes, covariance: inverted.map((row) => row.map((entry) => entry * variance)), variance, rSquared: explained / at(outcome, outcome) }
}
