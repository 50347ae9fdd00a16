/**
 * Minimising a smooth function of a few unknowns: BFGS on the inverse Hessian (Nocedal & Wright 2006, chapter 6) with the weak
 * Wolfe line search by bisection (Lewis & Overton 2013, algorithm 4.6). Deterministic.
 */
import { dot, inverse, type Matrix } from './linear.ts'

export interface Evaluation {
  readonly value: number
  readonly gradient: readonly number[]
}

/** A value that is not finite means "outside": the search steps back. */
export type Objective = (x: readonly number[]) => Evaluation

export interface Minimum {
  readonly x: readonly number[]
  readonly value: number
  readonly gradient: readonly number[]
  readonly iterations: number
  /** Every |gradient| ≤ tolerance; or, where double precision leaves no step down, ≤ 1e-6 (more for values beyond 1e6). */
  readonly converged: boolean
}

export interface MinimiseOptions {
  readonly tolerance?: number
  readonly mostIterations?: number
  /** A guess at the inverse of the second derivatives at the minimum: with a good one the first steps are Newton's. */
  readonly metric?: Matrix
}

interface Point extends Evaluation {
  readonly x: readonly number[]
}

const SUFFICIENT_DECREASE = 1e-4
const CURVATURE = 0.9
const STALLED = 1e-6
/** A sum of many logarithms is known to about this share of itself; a rise within it is no rise. */
const ROUNDING = 1e-13
const MOST_TRIALS = 60

const identity = (size: number, scale: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? scale : 0)))

const at = (objective: Objective, x: readonly number[]): Point => ({ x, ...objective(x) })

const isFinitePoint = (point: Evaluation): boolean => Number.isFinite(point.value) && point.gradient.every(Number.isFinite)

const steepness = (point: Evaluation): number => Math.max(...point.gradient.map(Math.abs))

/** How steep a point may be where no step goes down any more: rounding of large values blurs the gradient too. */
const stalledBelow = ({ value }: Evaluation): number => STALLED * Math.max(1, STALLED * Math.abs(value))

/** The next point along a direction of descent, or undefined where rounding leaves none. */
function lineSearch(objective: Objective, from: Point, direction: readonly number[], first: number): Point | undefined {
  const slope = dot(from.gradient, direction)
  if (!(slope < 0)) return undefined
  const rounding = ROUNDING * Math.abs(from.value)
  let low = 0
  let high = Infinity
  let step = first
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const point = at(
      objective,
      from.x.map((value, i) => value + step * direction[i]!),
    )
    const falls = isFinitePoint(point) && point.value <= from.value + SUFFICIENT_DECREASE * step * slope + rounding
    if (!falls) high = step
    else if (dot(point.gradient, direction) < CURVATURE * slope) low = step
    else return point
    step = high === Infinity ? 2 * low : (low + high) / 2
  }
  return undefined
}

/** The BFGS update of the inverse Hessian in place, for a step s and the change y of the gradient (Nocedal & Wright 6.17). */
function update(hessianInverse: number[][], s: readonly number[], y: readonly number[]): void {
  const rho = 1 / dot(s, y)
  const hy = hessianInverse.map((row) => dot(row, y))
  const own = rho * (1 + rho * dot(y, hy))
  for (const [i, row] of hessianInverse.entries())
    for (let j = 0; j < row.length; j++) row[j]! += own * s[i]! * s[j]! - rho * (s[i]! * hy[j]! + hy[i]! * s[j]!)
}

/**
 * Minimises `objective` from `start`. The tolerance on the gradient is absolute, so the objective should be of natural size: a mean
 * log-likelihood in logarithms of parameters, say. Default 1e-10, at most 200 iterations.
 */
export function minimise(objective: Objective, start: readonly number[], options: MinimiseOptions = {}): Minimum {
  const { tolerance = 1e-10, mostIterations = 200, metric } = options
  let here = at(objective, start)
  let iterations = 0
  const done = (converged: boolean): Minimum => ({ ...here, iterations, converged })
  if (!isFinitePoint(here)) return done(false)
  let hessianInverse = metric ? metric.map((row) => [...row]) : identity(start.length, 1)
  let fresh = !metric
  while (steepness(here) > tolerance) {
    if (iterations >= mostIterations) return done(false)
    const direction = hessianInverse.map((row) => -dot(row, here.gradient))
    const next = lineSearch(objective, here, direction, fresh ? 1 / Math.max(1, Math.hypot(...here.gradient)) : 1)
    if (!next && fresh) return done(steepness(here) <= stalledBelow(here))
    iterations++
    if (!next) {
      hessianInverse = identity(start.length, 1)
      fresh = true
      continue
    }
    const s = next.x.map((value, i) => value - here.x[i]!)
    const y = next.gradient.map((value, i) => value - here.gradient[i]!)
    if (fresh) hessianInverse = identity(start.length, dot(s, y) / dot(y, y))
    update(hessianInverse, s, y)
    fresh = false
    here = next
  }
  return done(true)
}

/**
 * The matrix of second derivatives by central differences of the gradient, made symmetric. With a step of 1e-4 on
 * log-parameters the error is about 1e-8 of the third derivatives.
 */
export function hessian(objective: Objective, x: readonly number[], step = 1e-4): number[][] {
  const rows = x.map((_, i) => {
    const up = objective(x.map((value, j) => (i === j ? value + step : value))).gradient
    const down = objective(x.map((value, j) => (i === j ? value - step : value))).gradient
    return up.map((value, j) => (value - down[j]!) / (2 * step))
  })
  return rows.map((row, i) => row.map((value, j) => (value + rows[j]![i]!) / 2))
}

/**
 * The covariance of an estimate: the inverse of the observed information, where `objective` is a negative log-likelihood.
 * Undefined where the curvature does not hold the estimate on every side.
 */
export const covarianceAt = (objective: Objective, x: readonly number[]): Matrix | undefined => inverse(hessian(objective, x))
