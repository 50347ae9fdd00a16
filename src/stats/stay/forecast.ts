import { quantilesOf } from '../describe.ts'
import { spreadOf, type PositiveFit } from '../fit-positive.ts'
import { diceOf, normalVector } from '../random.ts'
import type { History } from './cells.ts'
import type { StayModel } from './model.ts'

/** A figure with its interval by the uncertainty of the fit alone. */
export interface Figure {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface Forecast {
  readonly alive: Figure
  /** Of at least one purchase within the horizon. */
  readonly chance: Figure
  readonly expected: Figure
  /** How many purchases it may well be: the 10th, 50th and 90th of 100 possible futures, the uncertainty of the fit and chance itself both in. */
  readonly purchases: readonly [p10: number, p50: number, p90: number]
}

export interface ForecastOptions {
  readonly draws?: number
  readonly seed?: number
  /** Of the intervals. */
  readonly level?: number
}

/** Parameters as they might as well be, each time drawn from the normal law of the fit on the logarithms. */
export function drawParameters(fit: Pick<PositiveFit, 'parameters' | 'covariance'>, draws: number, seed: number): number[][] {
  const dice = diceOf(seed)
  const lower = spreadOf(fit)
  const logs = fit.parameters.map(Math.log)
  return Array.from({ length: draws }, () => normalVector(dice, logs, lower).map(Math.exp))
}

/** What a fitted model foretells of one customer over (T, T + horizon]. The same seed gives the same answer, to the bit. */
export function forecast(model: StayModel, fit: Pick<PositiveFit, 'parameters' | 'covariance'>, history: History, horizon: number, options: ForecastOptions = {}): Forecast {
  const { draws = 1000, seed = 1, level = 0.95 } = options
  const dice = diceOf(seed ^ 0x5bd1e995)
  const drawn = drawParameters(fit, draws, seed)
  const figure = (of: (parameters: readonly number[]) => number): Figure => {
    const [low, high] = quantilesOf(drawn.map(of), [(1 - level) / 2, (1 + level) / 2]) as [number, number]
    return { value: of(fit.parameters), low, high }
  }
  const counts = drawn.map((parameters) => model.draw(parameters, history, horizon, dice).length)
  return {
    alive: figure((p) => model.alive(p, history)),
    chance: figure((p) => model.chance(p, history, horizon)),
    expected: figure((p) => model.expected(p, history, horizon)),
    purchases: quantilesOf(counts, [0.1, 0.5, 0.9]).map(Math.round) as [number, number, number],
  }
}
