/**
 * The shifted beta-geometric model of contracts (Fader & Hardie 2007, "How to project customer retention"): at the end of each period a
 * customer does not renew with chance θ, always the same for them, θ ~ Beta(a, b) over customers. With S(t) = B(a, b + t) / B(a, b),
 * leaving at the end of period t has chance B(a + 1, b + t − 1) / B(a, b).
 */
import { fitPositive, type PositiveFit } from '../fit-positive.ts'
import { quadraticForm } from '../linear.ts'
import type { Evaluation } from '../optimise.ts'
import { fitted, unfit, type Outcome } from '../outcome.ts'
import { normalQuantile } from '../quantiles.ts'
import { logBetaRise, slopeOfRise } from './beta-rise.ts'
import type { ChanceInterval } from './chance.ts'

/** Customers under contract with the same history. */
export interface ContractCell {
  /** Periods under contract: the one at whose end they left, or all that there have been. */
  readonly periods: number
  readonly left: boolean
  readonly n: number
}

export interface SbgFit extends PositiveFit {
  readonly customers: number
  readonly lost: number
}

export type SbgUnfit = 'no_customers' | 'one_customer' | 'nobody_left' | 'nobody_stayed' | 'one_period' | 'not_converged'

/** Log-likelihood and its gradient in (ln a, ln b). */
export function evaluateSbg(cells: readonly ContractCell[], [a, b]: readonly number[]): Evaluation {
  let value = 0
  let [byA, byB] = [0, 0]
  for (const { periods, left, n } of cells) {
    const [k, m] = left ? [1, periods - 1] : [0, periods]
    const slopes = slopeOfRise(a!, b!, k, m)
    value += n * logBetaRise(a!, b!, k, m)
    byA += n * slopes[0]
    byB += n * slopes[1]
  }
  return { value, gradient: [byA * a!, byB * b!] }
}

function refusalOf(cells: readonly ContractCell[], customers: number, lost: number): SbgUnfit | undefined {
  if (customers === 0) return 'no_customers'
  if (customers === 1) return 'one_customer'
  if (lost === 0) return 'nobody_left'
  // One period tells how many leave, and nothing of how customers differ.
  if (cells.every(({ periods }) => periods <= 1)) return 'one_period'
  return cells.every(({ periods, left }) => left && periods === 1) ? 'nobody_stayed' : undefined
}

/** Fits the model to contract cells. Throws on a cell that is none. */
export function fitSbg(cells: readonly ContractCell[]): Outcome<SbgFit, SbgUnfit> {
  const bad = cells.find(({ periods, n, left }) => !(Number.isInteger(periods) && periods >= (left ? 1 : 0) && n > 0 && Number.isFinite(n)))
  if (bad) throw new RangeError(`not a contract: ${JSON.stringify(bad)}`)
  const customers = cells.reduce((sum, { n }) => sum + n, 0)
  const lost = cells.reduce((sum, { n, left }) => sum + (left ? n : 0), 0)
  const refusal = refusalOf(cells, customers, lost)
  if (refusal) return unfit(refusal)
  const fit = fitPositive({ parameters: ['alpha', 'beta'], evaluate: (p) => evaluateSbg(cells, p), starts: [[1, 1], [0.5, 5], [5, 20]], middle: [1, 1], size: customers })
  return fit ? fitted({ ...fit, customers, lost }) : unfit('not_converged')
}

/** Share of a cohort still there after `t` periods. */
export const survivalOf = ([a, b]: readonly number[], t: number): number => Math.exp(logBetaRise(a!, b!, 0, t))

/** Of those who were there for t − 1 periods, the share that renews at the end of period t: rises with t, as those who leave easily have left. */
export const retentionOf = ([a, b]: readonly number[], t: number): number => (b! + t - 1) / (a! + b! + t - 1)

/**
 * Of those who have been there for `t` periods, the share that is there after another `ahead`: S(t + ahead) / S(t), the survival of Beta(a, b + t). Periods may be broken: S runs on
 * between their ends.
 */
export const keepChance = ([a, b]: readonly number[], t: number, ahead: number): number => survivalOf([a!, b! + t], ahead)

/** The same, with an interval by the delta method on the logit scale. @param level share of such intervals that hold the truth, e.g. .95 */
export function keepInterval(fit: Pick<PositiveFit, 'parameters' | 'covariance'>, t: number, ahead: number, level: number): ChanceInterval {
  const [a, b] = fit.parameters as [number, number]
  const chance = keepChance(fit.parameters, t, ahead)
  const [byA, byB] = slopeOfRise(a, b + t, 0, ahead)
  const margin = normalQuantile((1 + level) / 2) * Math.sqrt(quadraticForm(fit.covariance, [(a * byA) / (1 - chance), (b * byB) / (1 - chance)]))
  const off = (by: number): number => 1 / (1 + ((1 - chance) / chance) * Math.exp(-by))
  return { chance, low: off(-margin), high: off(margin) }
}

/** More than this many periods are not looked at: what lies beyond is worth nothing at any discount. */
const MOST_PERIODS = 100_000

/**
 * Periods still expected of a customer who has been there for `renewed` periods, each counted at (1 + discount)^−t, t = 1, 2, … from now,
 * up to `horizon` of them (Fader & Hardie 2010, "Customer-base valuation in a contractual setting"). Infinite without a discount or a
 * horizon where a ≤ 1: so one of the two is to be given.
 */
export function residualPeriods([a, b]: readonly number[], renewed: number, discount: number, horizon = Infinity): number {
  let [sum, share] = [0, 1]
  for (let t = 1; t <= Math.min(horizon, MOST_PERIODS); t++) {
    share *= retentionOf([a!, b!], renewed + t) / (1 + discount)
    sum += share
    if (share < 1e-16 * sum) break
  }
  return sum
}

/** The cells of one cohort of which so many were there after 0, 1, 2, … periods. */
export function cohortCells(survivors: readonly number[]): ContractCell[] {
  const last = survivors.length - 1
  const lost = survivors.slice(1).map((count, i) => ({ periods: i + 1, left: true, n: survivors[i]! - count }))
  return [...lost, { periods: last, left: false, n: survivors[last] ?? 0 }].filter(({ n }) => n !== 0)
}
