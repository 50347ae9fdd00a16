import { everybodysFuture, fitOf, futureOf, type Foreteller } from '#core/relationship/future.ts'
import { quantilesOf } from '#stats/describe.ts'
import { discountedPurchases, drawValue, lifetimeValue, valueInSum, type Models, type Setting, type Spender, type Spread } from '#stats/pay/lifetime.ts'
import { diceOf } from '#stats/random.ts'
import { drawParameters } from '#stats/stay/forecast.ts'
import type { Buyer } from './buyer.ts'
import { everybody, samplingError, totalOf, type Lot } from './lot.ts'
import { spendIn, type Spending } from './spending.ts'

/** What money to come is foretold by. */
export interface Foretelling extends Foreteller {
  readonly spending: Spending
  /** The share of what is paid that counts. */
  readonly margin: number
  readonly discount: number
  readonly years: number
}

export interface Lifetime {
  /** Purchases, not discounted, and their margin, discounted. */
  readonly purchases: number
  readonly expected: number
  readonly spread: Spread
  /** The chance that it comes out from P10 to P90: eight in ten, and more where it may well be nothing, since nobody comes out below that. */
  readonly within: number
  /** The chance that nothing comes. */
  readonly nothing: number
}

export interface LifetimeInSum {
  readonly expected: number
  readonly spread: Spread
}

const YEAR_DAYS = 365
/** A period is discounted from its middle: within half a year the purchases of one are spread evenly enough. */
const PERIODS_A_YEAR = 2
/** Futures of one customer, and models as they might as well have been fitted. */
const FUTURES = 600
const DRAWS = 60
/** So many tell how far the sum may be off. */
const KINDS = 2000

export const settingOf = ({ margin, discount, years }: Pick<Foretelling, 'margin' | 'discount' | 'years'>): Setting =>
  ({ margin, discount, horizon: years * YEAR_DAYS, year: YEAR_DAYS, periods: years * PERIODS_A_YEAR })

function spenderOf({ x, t_x, T, by_season, net, held }: Buyer, foretelling: Foretelling, n = 1): Spender {
  const history = by_season ?? { x, t_x, T }
  return { ...history, n, paid: x + 1, mean: net / (x + 1), future: futureOf(foretelling, history, held) }
}

const modelsOf = (foretelling: Foretelling): Models =>
  ({ stay: everybodysFuture(foretelling), parameters: fitOf(foretelling).parameters, spend: spendIn(foretelling.spending).mean })

/** The models as they might as well have been fitted. */
function drawnModels(foretelling: Foretelling): Models[] {
  const models = modelsOf(foretelling)
  const { drawn } = spendIn(foretelling.spending, DRAWS)
  return drawParameters(fitOf(foretelling), DRAWS, 1).map((parameters, i) => ({ ...models, parameters, spend: drawn[i % drawn.length] ?? models.spend }))
}

/** What one customer is still worth within the years: expected, and how much it may well be, the doubt about the models and chance itself both in. */
export function lifetimeOf(buyer: Buyer, foretelling: Foretelling, seed = 1): Lifetime {
  const [models, setting, spender] = [modelsOf(foretelling), settingOf(foretelling), spenderOf(buyer, foretelling)]
  const dice = diceOf(seed)
  const drawn = drawnModels(foretelling)
  const futures = Array.from({ length: FUTURES }, (_, i) => drawValue(drawn[i % drawn.length]!, spender, setting, dice))
  const spread = quantilesOf(futures, [0.1, 0.5, 0.9]) as unknown as Spread
  const share = (is: (value: number) => boolean): number => futures.filter(is).length / FUTURES
  return {
    purchases: discountedPurchases(models, spender, { ...setting, discount: 0 }), expected: lifetimeValue(models, spender, setting), spread,
    within: share((value) => spread[0] <= value && value <= spread[2]), nothing: share((value) => value === 0),
  }
}

/** What each of many is expected to be worth still, one by one. */
export function expectedOf(buyers: readonly Buyer[], foretelling: Foretelling): number[] {
  const [models, setting] = [modelsOf(foretelling), settingOf(foretelling)]
  return buyers.map((buyer) => lifetimeValue(models, spenderOf(buyer, foretelling), setting))
}

/**
 * What all of them together are still worth within the years. @param expected of each, as `expectedOf` has it
 * @param lot how they stand for all, where some are looked at for all; the spread holds what that adds
 */
export function inSum(buyers: readonly Buyer[], expected: readonly number[], foretelling: Foretelling, lot: Lot = everybody(buyers.length)): LifetimeInSum {
  const total = totalOf(expected, lot)
  if (buyers.length === 0 || total <= 0) return { expected: 0, spread: [0, 0, 0] }
  const stride = Math.ceil(buyers.length / KINDS)
  const some = buyers.flatMap((buyer, i) => (i % stride === 0 ? [spenderOf(buyer, foretelling, lot.weights[i]! * stride)] : []))
  const found = valueInSum(modelsOf(foretelling), drawnModels(foretelling), some, settingOf(foretelling))
  const scale = found && found.mean > 0 ? total / found.mean : 1
  const spread = (found?.spread ?? [0, 0, 0]).map((value) => value * scale) as unknown as Spread
  return { expected: total, spread: wider(spread, samplingError(expected, lot)) }
}

/** P90 of a standard normal distribution. */
const TAIL = 1.2815515655446004

function wider([p10, p50, p90]: Spread, error: number): Spread {
  const tail = TAIL * error
  return [p50 - Math.hypot(p50 - p10, tail), p50, p50 + Math.hypot(p90 - p50, tail)]
}
