/**
 * How much of R² each of some correlated drivers carries.
 *
 * LMG, also called Shapley (Lindeman, Merenda & Gold 1980; Grömping 2006): the mean, over all orders, of what a driver adds to R² when its turn
 * comes. Exact, from R² of every subset: the subsets are walked as a tree in which each driver is either swept out of what is left of the
 * correlations or passed over, so that each costs a small square and nothing is ever swept back.
 *
 * Johnson's relative weights (2000): the drivers are replaced by their nearest orthogonal counterparts; for any number of drivers.
 */
import type { Correlations } from './crossproducts.ts'
import { symmetricEigen } from './eigen.ts'

/** 2^16 subsets are a matter of a tenth of a second, and each driver more doubles it. */
export const MOST_DRIVERS = 16
/** What is left of a driver's variance below this is rounding: the drivers before it say all that it says. */
const SPENT = 1e-10

/** R² of every subset of drivers, by its bits. */
export function subsetFits({ among, outcome }: Correlations): Float64Array {
  const p = outcome.length
  if (p > MOST_DRIVERS) throw new RangeError(`too many drivers: ${p}`)
  const fits = new Float64Array(2 ** p)
  // One triangle of what is left for each depth: rows depth … p − 1 with the outcome as the last column.
  const left = Array.from({ length: p + 1 }, () => new Float64Array(p * (p + 1)))
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < p; k++) left[0]![j * (p + 1) + k] = among[j * p + k]!
    left[0]![j * (p + 1) + p] = outcome[j]!
  }
  const visit = (depth: number, mask: number, fit: number, here: Float64Array): void => {
    if (depth === p) {
      fits[mask] = fit
      return
    }
    visit(depth + 1, mask, fit, here)
    const pivot = here[depth * (p + 1) + depth]!
    if (!(pivot > SPENT)) return visit(depth + 1, mask | (1 << depth), fit, here)
    const next = left[depth + 1]!
    sweepOut(here, next, depth, p)
    visit(depth + 1, mask | (1 << depth), fit + here[depth * (p + 1) + p]! ** 2 / pivot, next)
  }
  visit(0, 0, 0, left[0]!)
  return fits
}

/** What is left of the drivers after `depth`, and of the outcome, once that driver is known. */
function sweepOut(here: Float64Array, next: Float64Array, depth: number, p: number): void {
  const wide = p + 1
  const pivot = here[depth * wide + depth]!
  for (let j = depth + 1; j < p; j++) {
    const factor = here[depth * wide + j]! / pivot
    for (let k = j; k <= p; k++) next[j * wide + k] = here[j * wide + k]! - factor * here[depth * wide + k]!
  }
}

/** The share of each driver in R²; they sum to R². */
export function lmg(correlations: Correlations): number[] {
  const p = correlations.outcome.length
  const fits = subsetFits(correlations)
  // A subset of s others comes before a driver in s! (p − 1 − s)! of the p! orders.
  const weights = [1 / p]
  for (let s = 1; s < p; s++) weights.push((weights[s - 1]! * s) / (p - s))
  const sizes = new Uint8Array(fits.length)
  for (let mask = 1; mask < fits.length; mask++) sizes[mask] = sizes[mask >> 1]! + (mask & 1)
  return Array.from({ length: p }, (_, j) => {
    const bit = 1 << j
    let sum = 0
    for (let mask = 0; mask < fits.length; mask++) if ((mask & bit) === 0) sum += weights[sizes[mask]!]! * (fits[mask | bit]! - fits[mask]!)
    return sum
  })
}

/** The relative weight of each driver; they sum to R². */
export function relativeWeights({ among, outcome }: Correlations): number[] {
  const p = outcome.length
  const { values, vectors } = symmetricEigen(among, p)
  // Λ = V diag(√values) Vᵀ: the drivers in terms of their orthogonal counterparts.
  const root = (power: number) => (j: number, k: number): number => {
    let sum = 0
    for (let m = 0; m < p; m++) if (values[m]! > SPENT) sum += vectors[j * p + m]! * values[m]! ** power * vectors[k * p + m]!
    return sum
  }
  const [lambda, inverse] = [root(0.5), root(-0.5)]
  const betas = Array.from({ length: p }, (_, k) => outcome.reduce((sum, r, j) => sum + inverse(k, j) * r, 0))
  return Array.from({ length: p }, (_, j) => betas.reduce((sum, beta, k) => sum + lambda(j, k) ** 2 * beta ** 2, 0))
}
