import type { Evaluation } from '../optimise.ts'
import type { Dice } from '../random.ts'
import type { History, PackedCells } from './cells.ts'

/** P(at least one purchase within a horizon that is fixed), given the history. */
export type ChanceWithin = (x: number, t_x: number, T: number) => number

/** A model of customers who are free to stay away, as a fit, a forecast and a comparison need it. Parameters come as plain numbers in the order of `parameters`. */
export interface StayModel {
  readonly name: string
  readonly parameters: readonly string[]
  /** Log-likelihood and its gradient in the logarithms of the parameters. */
  readonly evaluate: (packed: PackedCells, parameters: readonly number[]) => Evaluation
  /** Where to start climbing; the unit of time is the usual gap between purchases. */
  readonly starts: readonly (readonly number[])[]
  /** Which parameters are times (then starts and the middle of a prior scale with the usual gap). */
  readonly inTime: readonly boolean[]
  /** P(has not dropped out by T). */
  readonly alive: (parameters: readonly number[], history: History) => number
  /** P(at least one purchase in (T, T + horizon]). */
  readonly chance: (parameters: readonly number[], history: History, horizon: number) => number
  /** The same with parameters and horizon made ready, for whoever asks of very many histories. */
  readonly chanceWithin?: (parameters: readonly number[], horizon: number) => ChanceWithin
  /** ln(chance / (1 − chance)) and its gradient in the logarithms of the parameters, where it has a closed form. */
  readonly logit?: (parameters: readonly number[], history: History, horizon: number) => Evaluation
  /** Purchases expected in (T, T + horizon]. */
  readonly expected: (parameters: readonly number[], history: History, horizon: number) => number
  /** Repeat purchases expected of a new customer in their first `t`. */
  readonly expectedNew: (parameters: readonly number[], t: number) => number
  /** One possible future: when they buy in (T, T + horizon], counted from T. */
  readonly draw: (parameters: readonly number[], history: History, horizon: number, dice: Dice) => number[]
}
