import { quantilesOf } from '../describe.ts'
import { spreadOf, type PositiveFit } from '../fit-positive.ts'
import { diceOf, normalVector } from '../random.ts'
import type { History } from './cells.ts'
import type { StayModel } from './model.ts'
import type { ContractFuture } from './under-contract.ts'

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

type Fit = Pick<PositiveFit, 'parameters' | 'covariance'>

interface Drawn {
  readonly drawn: readonly (readonly number[])[]
  readonly figure: (of: (parameters: readonly number[]) => number) => Figure
}

function drawnFrom(fit: Fit, { draws = 1000, seed = 1, level = 0.95 }: ForecastOptions): Drawn {
  const drawn = drawParameters(fit, draws, seed)
  const figure = (of: (parameters: readonly number[]) => number): Figure => {
    const [low, high] = quantilesOf(drawn.map(of), [(1 - level) / 2, (1 + level) / 2]) as [number, number]
    return { value: of(fit.parameters), low, high }
  }
  return { drawn, figure }
}

function purchasesFrom(model: ContractFuture, { drawn, figure }: Drawn, history: History, horizon: number, seed: number): Pick<Forecast, 'expected' | 'purchases'> {
  const dice = diceOf(seed ^ 0x5bd1e995)
  const counts = drawn.map((parameters) => model.draw(parameters, history, horizon, dice).length)
  return { expected: figure((p) => model.expected(p, history, horizon)), purchases: quantilesOf(counts, [0.1, 0.5, 0.9]).map(Math.round) as [number, number, number] }
}

/** How many purchases are to be expected of one customer over (T, T + horizon], and how many it may well be. The same seed gives the same answer, to the bit. */
export const forecastPurchases = (model: ContractFuture, fit: Fit, history: History, horizon: number, options: ForecastOptions = {}): Pick<Forecast, 'expected' | 'purchases'> =>
  purchasesFrom(model, drawnFrom(fit, options), history, horizon, options.seed ?? 1)

/** What a fitted model foretells of one customer over (T, T + horizon]. The same seed gives the same answer, to the bit. */
export function forecast(model: StayModel, fit: Fit, history: History, horizon: number, options: ForecastOptions = {}): Forecast {
  const drawn = drawnFrom(fit, options)
  return {
    alive: drawn.figure((p) => model.alive(p, history)),
    chance: drawn.figure((p) => model.chance(p, history, horizon)),
    ...purchasesFrom(model, drawn, history, horizon, options.seed ?? 1),
  }
}
