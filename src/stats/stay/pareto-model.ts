import { exponential, gamma, type Dice } from '../random.ts'
import type { History } from './cells.ts'
import type { StayModel } from './model.ts'
import { bracket, evaluatePareto, tailsOf, type ParetoParams } from './pareto.ts'

const paramsOf = ([r, alpha, s, beta]: readonly number[]): ParetoParams => ({ r: r!, alpha: alpha!, s: s!, beta: beta! })

/** ln of the bracket of a history less its first term: 0 where they are certainly alive, and minus the logarithm of P(alive). */
function logWhole(p: ParetoParams, { x, t_x, T }: History): number {
  if (T === t_x) return 0
  const whole = bracket(p, x, tailsOf(p, x, [t_x, T]), 0, 1, new Float64Array(4))
  return whole + (p.r + x) * Math.log(p.alpha + T) + p.s * Math.log(p.beta + T)
}

/** P(has not dropped out by T). */
export const paretoAlive = (p: ParetoParams, history: History): number => Math.exp(-logWhole(p, history))

/**
 * P(at least one purchase in (T, T + horizon]): a silent stretch is the history itself with a later end, so the chance of silence is
 * the ratio of the two likelihoods; given alive at T it is that of a newcomer to Gamma(r + x, α + T), Gamma(s, β + T).
 */
export function paretoChance(p: ParetoParams, history: History, horizon: number): number {
  const { x, T } = history
  if (!(horizon > 0)) return 0
  const silent = bracket(p, x, tailsOf(p, x, [T, T + horizon]), 0, 1, new Float64Array(4))
  return -Math.expm1(silent + (p.r + x) * Math.log(p.alpha + T) + p.s * Math.log(p.beta + T)) * paretoAlive(p, history)
}

/** Purchases expected in (T, T + horizon] (Fader & Hardie 2005, equation 22), whole at s = 1 too. */
export function paretoExpected(p: ParetoParams, history: History, horizon: number): number {
  const { x, T } = history
  const logRatio = Math.log1p(horizon / (p.beta + T))
  const bend = 1 - p.s
  const span = Math.abs(bend * logRatio) < 1e-12 ? logRatio : Math.expm1(bend * logRatio) / bend
  return ((p.r + x) / (p.alpha + T)) * (p.beta + T) * span * paretoAlive(p, history)
}

/** One possible future: when they buy in (T, T + horizon], counted from T. */
function drawPareto(p: ParetoParams, history: History, horizon: number, dice: Dice): number[] {
  if (dice.uniform() >= paretoAlive(p, history)) return []
  const rate = gamma(dice, p.r + history.x, p.alpha + history.T)
  const end = Math.min(horizon, exponential(dice) / gamma(dice, p.s, p.beta + history.T))
  const times: number[] = []
  for (let at = exponential(dice) / rate; at <= end; at += exponential(dice) / rate) times.push(at)
  return times
}

const NEW = { x: 0, t_x: 0, T: 0 }

export const PARETO_NBD: StayModel = {
  name: 'paretonbd',
  parameters: ['r', 'alpha', 's', 'beta'],
  inTime: [false, true, false, true],
  starts: [
    [0.5, 1, 0.5, 1],
    [1, 30, 0.2, 30],
    [5, 10, 0.5, 100],
    [0.05, 1, 1, 3],
  ],
  evaluate: (packed, p) => evaluatePareto(packed, paramsOf(p)),
  alive: (p, history) => paretoAlive(paramsOf(p), history),
  chance: (p, history, horizon) => paretoChance(paramsOf(p), history, horizon),
  expected: (p, history, horizon) => paretoExpected(paramsOf(p), history, horizon),
  expectedNew: (p, t) => paretoExpected(paramsOf(p), NEW, t),
  draw: (p, history, horizon, dice) => drawPareto(paramsOf(p), history, horizon, dice),
}
