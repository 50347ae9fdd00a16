/**
 * Maximum likelihood for a handful of positive parameters: BFGS on their logarithms with analytic gradient from several starts; the
 * covariance is the inverse of the observed information, from central differences of the gradient. Where the data leave a parameter
 * open it would run to 0 or to infinity; then a weak normal prior on the logarithms holds it, and the fit names it.
 */
import { cholesky, inverse, quadraticForm, type Matrix } from './linear.ts'
import { hessian, minimise, type Evaluation, type Minimum, type Objective } from './optimise.ts'

export interface Likelihood {
  readonly parameters: readonly string[]
  /** Log-likelihood and its gradient in the logarithms of the parameters. */
  readonly evaluate: (parameters: readonly number[]) => Evaluation
  /** The same on fewer data, to tell one peak from another. */
  readonly rough?: (parameters: readonly number[]) => Evaluation
  readonly starts: readonly (readonly number[])[]
  /** Where the weak prior is centred, should it be needed. */
  readonly middle: readonly number[]
  /** How many units the data are of: divides the objective, so that its size is natural. */
  readonly size: number
  readonly roughSize?: number
}

export interface PositiveFit {
  /** In the order of the likelihood's `parameters`. */
  readonly parameters: readonly number[]
  /** By the delta method from `covariance`. */
  readonly standardErrors: readonly number[]
  /** Of the logarithms of the parameters; a prior's information included. */
  readonly covariance: Matrix
  /** At the estimate, without a prior. */
  readonly logLikelihood: number
  readonly iterations: number
  /** Parameters that the data alone leave open: a weak prior holds them. Empty where the fit is plain maximum likelihood. */
  readonly held: readonly string[]
}

/** `when_needed` tries plain maximum likelihood first. */
export type PriorUse = 'never' | 'when_needed' | 'always'

/** Standard deviation of the weak prior on a logarithm: "within a factor of 150". */
export const WEAK_PRIOR_SD = 2.5
/** A parameter this many factors of e from the middle is running away. */
const RUNAWAY = Math.log(1e5)
/** So many factors of e from the middle a likelihood is not asked any more: of numbers that large it is rounding alone, and a first step that leaps there would be believed. */
const OUTSIDE = 3 * RUNAWAY
/** A parameter whose variance is at least this share of the prior's is held by it (an open direction shared by d of them leaves each 1 / d). */
const HELD = 0.2
const ROUGH = 1e-4
/** By so little (the square of a hundredth of a standard error) a peak may be missed. */
const NEAR_ENOUGH = 1e-4

/** Minus the log-posterior, so divided that its size does not depend on the number of units. */
function objectiveOf(evaluate: Likelihood['evaluate'], middle: readonly number[], precision: number, divisor: number): Objective {
  return (logs) => {
    if (logs.some((log, i) => !(Math.abs(log - middle[i]!) < OUTSIDE))) return { value: Infinity, gradient: logs.map(() => 0) }
    const { value, gradient } = evaluate(logs.map(Math.exp))
    const pull = logs.map((log, i) => (log - middle[i]!) * precision)
    const penalty = pull.reduce((sum, p, i) => sum + (p * (logs[i]! - middle[i]!)) / 2, 0)
    return { value: (penalty - value) / divisor, gradient: gradient.map((g, i) => (pull[i]! - g) / divisor) }
  }
}

interface Peak {
  readonly minimum: Minimum
  readonly covariance: Matrix
}

/** The start that leads highest, on fewer data where there are some: where it leads to, and the metric there. */
function roughPeak({ evaluate, rough = evaluate, size, roughSize = size, starts }: Likelihood, middle: readonly number[], precision: number): { minimum: Minimum; metric: Matrix | undefined } {
  const objective = objectiveOf(rough, middle, precision, roughSize)
  const climbs = starts.map((start) => minimise(objective, start.map(Math.log), { tolerance: ROUGH, mostIterations: 60 }))
  const minimum = climbs.reduce((low, next) => (next.value < low.value ? next : low))
  // On all data the way is short and each step dear: worth knowing the curvature beforehand.
  return { minimum, metric: rough === evaluate ? undefined : inverse(hessian(objective, minimum.x)) }
}

/** The highest peak that the starts lead to, with the covariance there; undefined where it is none or lies at infinity. */
function peak(likelihood: Likelihood, precision: number): Peak | undefined {
  const { evaluate, size } = likelihood
  const middle = likelihood.middle.map(Math.log)
  const { minimum: best, metric } = roughPeak(likelihood, middle, precision)
  const minimum = minimise(objectiveOf(evaluate, middle, precision, size), best.x, metric && { metric })
  // A prior holds even what the data would let run for long: customers who all buy alike, say.
  if (precision === 0 && minimum.x.some((log, i) => !(Math.abs(log - middle[i]!) < RUNAWAY))) return undefined
  const covariance = inverse(hessian(objectiveOf(evaluate, middle, precision, 1), minimum.x))
  if (!covariance || !cholesky(covariance)) return undefined
  // Along a valley with hardly a slope double precision may leave no step down before the gradient is as small as elsewhere: what is left is then a small part of a standard error.
  const left = quadraticForm(covariance, minimum.gradient.map((g) => g * size))
  return minimum.converged || left < NEAR_ENOUGH ? { minimum: { ...minimum, iterations: best.iterations + minimum.iterations }, covariance } : undefined
}

/** The fit, or undefined where there is none that is finite. */
export function fitPositive(likelihood: Likelihood, prior: PriorUse = 'when_needed'): PositiveFit | undefined {
  const precision = 1 / (WEAK_PRIOR_SD * WEAK_PRIOR_SD)
  const plain = prior === 'always' ? undefined : peak(likelihood, 0)
  const found = plain ?? (prior === 'never' ? undefined : peak(likelihood, precision))
  if (!found) return undefined
  const { minimum, covariance } = found
  const parameters = minimum.x.map(Math.exp)
  return {
    parameters,
    standardErrors: parameters.map((value, i) => value * Math.sqrt(covariance[i]![i]!)),
    covariance,
    logLikelihood: likelihood.evaluate(parameters).value,
    iterations: minimum.iterations,
    held: plain ? [] : heldBy(covariance, precision, likelihood.parameters),
  }
}

/** Where the prior was needed, at least the parameter that the data say least of is held by it. */
function heldBy(covariance: Matrix, precision: number, names: readonly string[]): string[] {
  const variances = covariance.map((row, i) => row[i]!)
  const most = variances.indexOf(Math.max(...variances))
  return names.filter((_, i) => variances[i]! * precision > HELD || i === most)
}

/** The lower triangle by which the logarithms of the parameters are drawn (`normalVector`). */
export const spreadOf = ({ covariance }: Pick<PositiveFit, 'covariance'>): number[][] => cholesky(covariance)!
