/**
 * The modified beta-geometric / NBD model of free-to-leave trade (Batislam, Denizel & Filiztekin 2007, "Empirical validation
 * and comparison of models for customer base analysis"). While alive a customer buys at a rate λ ~ Gamma(r, rate α); after each
 * purchase, the first included, they drop out with chance p ~ Beta(a, b). Rates and chances are independent of each other.
 *
 * Time is in days (any unit serves: α has the same one).
 */
import { quadraticForm, type Matrix } from './linear.ts'
import { normalQuantile } from './quantiles.ts'
import type { BgParams } from './stay/bg.ts'

export type MbgParams = BgParams

/** An interval for one customer's chance, by the uncertainty of the fit alone. */
export interface ChanceInterval {
  readonly chance: number
  readonly low: number
  readonly high: number
}

/** ln of the odds of having dropped out after the last purchase: (a / (b + x)) ((α + T) / (α + t_x))^(r + x). */
function logOddsGone({ r, alpha, a, b }: MbgParams, x: number, t_x: number, T: number): number {
  return Math.log(a / (b + x)) + (r + x) * Math.log1p((T - t_x) / (alpha + t_x))
}

/** P(has not dropped out by T), given the history. Gone and alive-but-silent differ only in the factor above. */
export const probabilityAlive = (params: MbgParams, x: number, t_x: number, T: number): number => 1 / (1 + Math.exp(logOddsGone(params, x, t_x, T)))

/**
 * P(at least one purchase in (T, T + horizon]), given the history; horizon in days. An alive customer's rate is then
 * Gamma(r + x, α + T), so none comes with chance ((α + T) / (α + T + horizon))^(r + x), whatever p is: dropping out happens
 * only at a purchase. For x = 0 the same holds with t_x = 0, since the first purchase too may have been the last.
 */
export function chanceOfPurchase(params: MbgParams, x: number, t_x: number, T: number, horizon: number): number {
  const someIfAlive = -Math.expm1(-(params.r + x) * Math.log1p(horizon / (params.alpha + T)))
  return someIfAlive / (1 + Math.exp(logOddsGone(params, x, t_x, T)))
}

const logExpm1 = (m: number): number => (m > 40 ? m : Math.log(Math.expm1(m)))
const softplus = (v: number): number => (v > 0 ? v + Math.log1p(Math.exp(-v)) : Math.log1p(Math.exp(v)))
const logistic = (v: number): number => 1 / (1 + Math.exp(-v))

/**
 * ln(chance / (1 − chance)) and its gradient in (ln r, ln α, ln a, ln b). With m = (r + x) ln((α + T + H) / (α + T)) and z the log
 * odds of being gone, the chance is (1 − e^−m) / (1 + e^z), whose logit is ln(e^m − 1) − ln(1 + e^(z + m)).
 */
function logitChance(params: MbgParams, x: number, t_x: number, T: number, horizon: number): { logit: number; gradient: number[] } {
  const { r, alpha, b } = params
  const perPurchase = Math.log1p(horizon / (alpha + T))
  const m = (r + x) * perPurchase
  const z = logOddsGone(params, x, t_x, T)
  const byM = 1 / -Math.expm1(-m) - logistic(z + m)
  const byZ = -logistic(z + m)
  const dmByAlpha = ((r + x) * -horizon) / ((alpha + T) * (alpha + T + horizon))
  const dzByAlpha = ((r + x) * (t_x - T)) / ((alpha + T) * (alpha + t_x))
  const gradient = [
    r * (byM * perPurchase + byZ * Math.log1p((T - t_x) / (alpha + t_x))),
    alpha * (byM * dmByAlpha + byZ * dzByAlpha),
    byZ,
    (byZ * -b) / (b + x),
  ]
  return { logit: logExpm1(m) - softplus(z + m), gradient }
}

/**
 * `chanceOfPurchase` with an interval by the delta method on the logit scale.
 * @param covariance of (ln r, ln α, ln a, ln b), as `fitMbg` gives it
 * @param level share of such intervals that hold the truth, e.g. .95
 */
export function chanceInterval(
  params: MbgParams,
  covariance: Matrix,
  x: number,
  t_x: number,
  T: number,
  horizon: number,
  level: number,
): ChanceInterval {
  if (!(horizon > 0)) return { chance: 0, low: 0, high: 0 }
  const { logit, gradient } = logitChance(params, x, t_x, T, horizon)
  const margin = normalQuantile((1 + level) / 2) * Math.sqrt(quadraticForm(covariance, gradient))
  return { chance: logistic(logit), low: logistic(logit - margin), high: logistic(logit + margin) }
}
