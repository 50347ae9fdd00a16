/**
 * What a customer is still worth: margin × spend × Σ over periods of the purchases expected in it, each period discounted to now from its
 * middle. Spread by possible futures: purchases drawn from the customer's own posterior, and the size of each.
 */
import { quantilesOf } from '../describe.ts'
import { diceOf, gamma, normal, type Dice } from '../random.ts'
import type { Cell } from '../stay/cells.ts'
import type { ContractFuture } from '../stay/under-contract.ts'
import { expectedSpend, type GammaGammaParams } from './gamma-gamma.ts'

/** One customer, or as many with the same history: purchases as the model of staying counts them, and what they spent. */
export interface Spender extends Cell {
  /** Purchases that `mean` is of; 0 where nothing is known of their spend. */
  readonly paid: number
  /** Mean of those purchases. */
  readonly mean: number
  /** By what their purchases are foretold, where not as everybody's: under the same parameters. */
  readonly future?: ContractFuture
}

export interface Setting {
  /** Share of spend that is margin. */
  readonly margin: number
  /** A year, as .1 for 10 %. */
  readonly discount: number
  /** How long to look ahead, and how long a year is, in the model's unit of time. */
  readonly horizon: number
  readonly year: number
  /** Periods that the horizon is cut into. */
  readonly periods: number
}

export interface Models {
  readonly stay: ContractFuture
  readonly parameters: readonly number[]
  readonly spend: GammaGammaParams
}

/** P10, P50 and P90. */
export type Spread = readonly [p10: number, p50: number, p90: number]

const factorAt = ({ discount, year }: Setting, t: number): number => (1 + discount) ** (-t / year)

/** Purchases expected within the horizon, each discounted to now. */
export function discountedPurchases({ stay, parameters }: Pick<Models, 'stay' | 'parameters'>, spender: Cell & Pick<Spender, 'future'>, setting: Setting): number {
  const { horizon, periods } = setting
  const length = horizon / periods
  let [sum, before] = [0, 0]
  for (let i = 1; i <= periods; i++) {
    const until = (spender.future ?? stay).expected(parameters, spender, i * length)
    sum += (until - before) * factorAt(setting, (i - 0.5) * length)
    before = until
  }
  return sum
}

/** The mean of what one such customer is still worth. */
export const lifetimeValue = (models: Models, spender: Spender, setting: Setting): number =>
  setting.margin * expectedSpend(models.spend, spender.paid, spender.mean) * discountedPurchases(models, spender, setting)

/** What one such customer turns out to be worth in one possible future. */
export function drawValue({ stay, parameters, spend }: Models, spender: Spender, setting: Setting, dice: Dice): number {
  const times = (spender.future ?? stay).draw(parameters, spender, setting.horizon, dice)
  if (times.length === 0) return 0
  const rate = gamma(dice, spend.p * spender.paid + spend.q, spend.gamma + spender.paid * spender.mean)
  return setting.margin * times.reduce((sum, t) => sum + gamma(dice, spend.p, rate) * factorAt(setting, t), 0)
}

/** How much one such customer may well be worth. */
export function valueSpread(models: Models, spender: Spender, setting: Setting, { draws = 1000, seed = 1 } = {}): Spread {
  const dice = diceOf(seed)
  return quantilesOf(Array.from({ length: draws }, () => drawValue(models, spender, setting, dice)), [0.1, 0.5, 0.9]) as unknown as Spread
}

export interface InSum {
  readonly mean: number
  readonly spread: Spread
}

/** So many kinds of customers tell how far the sum may be off. */
const KINDS = 200

/**
 * What all of them together are worth, and how much that may well be; undefined where the mean is not finite (a spend without one). The mean is over everybody; its spread comes from `drawn` models
 * (the uncertainty of the fits) on a systematic sample of kinds of customers, with the luck of that many customers added: negligible
 * for many, and most of it for few.
 */
export function valueInSum(models: Models, drawn: readonly Models[], spenders: readonly Spender[], setting: Setting, seed = 1): InSum | undefined {
  const dice = diceOf(seed)
  const total = (of: Models, among: readonly Spender[]): number => among.reduce((sum, each) => sum + each.n * lifetimeValue(of, each, setting), 0)
  const mean = total(models, spenders)
  if (!Number.isFinite(mean)) return undefined
  const stride = Math.ceil(spenders.length / KINDS)
  const some = spenders.filter((_, i) => i % stride === 0)
  const base = total(models, some)
  const customers = some.reduce((sum, { n }) => sum + n, 0)
  const everybody = spenders.reduce((sum, { n }) => sum + n, 0)
  // Variance of one customer's luck, averaged over the kinds: half the square by which two futures of the same kind differ.
  const luck = some.reduce((sum, each) => sum + (each.n * (drawValue(models, each, setting, dice) - drawValue(models, each, setting, dice)) ** 2) / 2, 0) / Math.max(1, customers)
  const sums = drawn.map((each) => (base > 0 ? (mean * total(each, some)) / base : 0) + normal(dice) * Math.sqrt(luck * everybody))
  return { mean, spread: quantilesOf(sums, [0.1, 0.5, 0.9]) as unknown as Spread }
}
