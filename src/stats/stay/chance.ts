/** The chance that one customer comes back, as a telling asks for it: fast for many histories, with its interval for one. */
import { quadraticForm } from '../linear.ts'
import type { PositiveFit } from '../fit-positive.ts'
import type { Evaluation } from '../optimise.ts'
import { normalQuantile } from '../quantiles.ts'
import type { History } from './cells.ts'
import type { ChanceWithin, StayModel } from './model.ts'

/** An interval for one customer's chance, by the uncertainty of the fit alone. */
export interface ChanceInterval {
  readonly chance: number
  readonly low: number
  readonly high: number
}

/** P(at least one purchase within the horizon), for many histories under the same parameters. */
export const chanceWithin = (model: StayModel, parameters: readonly number[], horizon: number): ChanceWithin =>
  model.chanceWithin?.(parameters, horizon) ?? ((x, t_x, T) => model.chance(parameters, { x, t_x, T }, horizon))

const STEP = 1e-5
const logit = (chance: number): number => Math.log(chance / (1 - chance))
const logistic = (v: number): number => 1 / (1 + Math.exp(-v))

/** The logit of the chance and its gradient by central differences, for a model that has no closed form of them. */
function logitByDifferences(model: StayModel, parameters: readonly number[], history: History, horizon: number): Evaluation {
  const at = (i: number, step: number): number => logit(model.chance(parameters.map((p, j) => (i === j ? p * Math.exp(step) : p)), history, horizon))
  return { value: logit(model.chance(parameters, history, horizon)), gradient: parameters.map((_, i) => (at(i, STEP) - at(i, -STEP)) / (2 * STEP)) }
}

/**
 * The chance of at least one purchase within the horizon, with an interval by the delta method on the logit scale.
 * @param fit the covariance is that of the logarithms of the parameters
 * @param level share of such intervals that hold the truth, e.g. .95
 */
export function chanceInterval(model: StayModel, fit: Pick<PositiveFit, 'parameters' | 'covariance'>, history: History, horizon: number, level: number): ChanceInterval {
  if (!(horizon > 0)) return { chance: 0, low: 0, high: 0 }
  const { value, gradient } = model.logit?.(fit.parameters, history, horizon) ?? logitByDifferences(model, fit.parameters, history, horizon)
  const margin = normalQuantile((1 + level) / 2) * Math.sqrt(quadraticForm(fit.covariance, gradient))
  return { chance: logistic(value), low: logistic(value - margin), high: logistic(value + margin) }
}
