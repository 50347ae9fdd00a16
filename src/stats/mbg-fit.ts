import type { Matrix } from './linear.ts'
import type { MbgParams } from './mbg.ts'
import { evaluateMbg } from './mbg-likelihood.ts'
import { covarianceAt, minimise, type Minimum, type Objective } from './optimise.ts'
import { fitted, unfit, type Outcome } from './outcome.ts'
import { logParams, paramsOf } from './stay/bg.ts'
import { packCells, repeatersOf, usualGap, type Cell, type PackedCells } from './stay/cells.ts'

export interface MbgFit extends MbgParams {
  /** At the estimate, without the prior. */
  readonly logLikelihood: number
  /** Of (ln r, ln α, ln a, ln b): the inverse of the observed information, the prior's own included. */
  readonly covariance: Matrix
  /** Of the optimiser, on the way that led to the estimate. */
  readonly iterations: number
  readonly customers: number
  /** Customers with x ≥ 1. */
  readonly repeaters: number
}

export interface MbgOptions {
  /**
   * Standard deviation of the normal prior on each of ln r, ln α, ln a, ln b, around 1, the usual gap, 1 and 1. The default of
   * 2.5 says "within a factor of about 150", which a few hundred repeaters outweigh, and keeps parameters finite where the data
   * leave one open (no drop-out to be seen, say). `Infinity` is plain maximum likelihood, as published.
   */
  readonly priorSd?: number
  /** Fewer repeaters are refused. */
  readonly fewestRepeaters?: number
}

export type MbgUnfit = 'too_few_repeaters' | 'not_converged'

/** Below this a shop is one-off trade rather than a rhythm: repeaters' gaps say little of the others. */
export const FEWEST_REPEATERS = 200
export const WEAK_PRIOR_SD = 2.5

/** A parameter this many factors of e from the middle of its prior is running away. */
const RUNAWAY = Math.log(1e6)

/**
 * Where to start, as (r, α / usual gap, a, b). With few repeaters the likelihood can have two peaks (4 of 69 simulated shops of
 * 1,500 customers with 200 to 700 repeaters), so each start climbs roughly and the highest goes on.
 */
const STARTS = [
  [0.5, 1, 0.8, 1.6],
  [1, 30, 0.1, 0.1],
  [5, 10, 0.05, 1],
  [0.05, 1, 0.1, 3],
] as const
/** Of the gradient of the mean log-posterior: enough to tell one peak from another. */
const ROUGH = 1e-4

/** Minus the log-posterior, so divided that its size does not depend on the number of customers. */
function objectiveOf(packed: PackedCells, middle: readonly number[], priorSd: number, divisor: number): Objective {
  const precision = 1 / (priorSd * priorSd)
  return (logs) => {
    const { value, gradient } = evaluateMbg(packed, paramsOf(logs))
    const pull = logs.map((log, i) => (log - middle[i]!) * precision)
    const penalty = pull.reduce((sum, p, i) => sum + (p * (logs[i]! - middle[i]!)) / 2, 0)
    return { value: (penalty - value) / divisor, gradient: gradient.map((g, i) => (pull[i]! - g) / divisor) }
  }
}

const hasRunAway = (logs: readonly number[], middle: readonly number[]): boolean => logs.some((log, i) => !(Math.abs(log - middle[i]!) < RUNAWAY))

/**
 * Fits the MBG/NBD model to cells of customers: BFGS on the logarithms of the parameters with analytic gradient; the covariance from
 * central differences of that gradient. Cost goes with the number of distinct cells. Throws on a cell that is no history.
 */
export function fitMbg(cells: readonly Cell[], options: MbgOptions = {}): Outcome<MbgFit, MbgUnfit> {
  const { priorSd = WEAK_PRIOR_SD, fewestRepeaters = FEWEST_REPEATERS } = options
  const packed = packCells(cells)
  const repeaters = repeatersOf(packed)
  const gap = usualGap(packed)
  if (gap === undefined || repeaters < fewestRepeaters) return unfit('too_few_repeaters')
  const middle = [0, Math.log(gap), 0, 0]
  const objective = objectiveOf(packed, middle, priorSd, packed.customers)
  const found = lowest(objective, gap, middle)
  const covariance = found && covarianceAt(objectiveOf(packed, middle, priorSd, 1), found.x)
  if (!found || !covariance) return unfit('not_converged')
  const params = paramsOf(found.x)
  const logLikelihood = evaluateMbg(packed, params).value
  return fitted({ ...params, logLikelihood, covariance, iterations: found.iterations, customers: packed.customers, repeaters })
}

/** The lowest minimum that the starts lead to, or undefined where it is none or lies at infinity. */
function lowest(objective: Objective, gap: number, middle: readonly number[]): Minimum | undefined {
  const rough = STARTS.map(([r, gaps, a, b]) => minimise(objective, logParams({ r, alpha: gaps * gap, a, b }), { tolerance: ROUGH }))
  const best = rough.reduce((low, next) => (next.value < low.value ? next : low))
  const found = minimise(objective, best.x)
  return found.converged && !hasRunAway(found.x, middle) ? { ...found, iterations: best.iterations + found.iterations } : undefined
}
