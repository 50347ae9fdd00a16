import { stayModelOf, type FittedStay } from '#core/relationship/stay.ts'
import { expectedSpend, fitGammaGamma, type GammaGammaParams, type Independence, type SpendCell } from '#stats/pay/gamma-gamma.ts'
import { lifetimeValue, valueInSum, type Models, type Setting, type Spender, type Spread } from '#stats/pay/lifetime.ts'
import { normalQuantile } from '#stats/quantiles.ts'
import { drawParameters } from '#stats/stay/forecast.ts'

/** A customer's purchases: days after the first on which they bought, days from first to last and from first to now, and what they paid in all, refunds taken off. */
export interface Buyer {
  readonly x: number
  readonly t_x: number
  readonly T: number
  readonly net: number
}

export interface NextYear {
  readonly expected: number
  readonly spread: Spread
  /** `gamma_gamma`: what a purchase is worth is drawn towards that of all; `own_mean`: it is the mean of their own. */
  readonly spend: 'gamma_gamma' | 'own_mean'
  readonly independence: Independence | null
}

/** Means within two hundredths of each other are taken for one: cells are few then. */
const BANDS = 50
const DRAWS = 60
const YEAR_DAYS = 365
/** Net paid within a year, as it comes: a year's discount is less than the forecast is unsure of. */
const SETTING: Setting = { margin: 1, discount: 0, horizon: YEAR_DAYS, year: YEAR_DAYS, periods: 1 }

/** What customers are expected to pay within a year, in sum. @param times each stands for so many, where some are looked at for all; null where the model has no finite mean */
export function nextYear(buyers: readonly Buyer[], stay: FittedStay, times: number): NextYear | null {
  const { parameters } = stay
  const spenders = buyers.filter(({ net }) => net > 0).map(({ x, t_x, T, net }): Spender => ({ x, t_x, T, n: times, paid: x + 1, mean: net / (x + 1) }))
  if (spenders.length === 0) return null
  const fit = fitGammaGamma(spendCells(spenders))
  const independence = fit.ok ? fit.value.independence : null
  const spends = fit.ok && fit.value.independence.holds ? { mean: paramsOf(fit.value.parameters), drawn: drawParameters(fit.value, DRAWS, 2).map(paramsOf) } : null
  const models = (spend: GammaGammaParams, own: readonly number[] = parameters): Models => ({ stay: stayModelOf(stay.kind), parameters: own, spend })
  const stays = drawParameters(stay, DRAWS, 1)
  const under = (spend: GammaGammaParams, drawn: readonly GammaGammaParams[] | null): NextYear | null => {
    const found = valueInSum(models(spend), stays.map((own, i) => models(drawn?.[i] ?? spend, own)), spenders, SETTING)
    if (!found) return null
    return { expected: found.mean, spread: wider(found.spread, sampling(spenders, models(spend), times)), spend: drawn ? 'gamma_gamma' : 'own_mean', independence }
  }
  const shrunken = spends && spenders.every(({ paid, mean }) => Number.isFinite(expectedSpend(spends.mean, paid, mean))) ? under(spends.mean, spends.drawn) : null
  return shrunken ?? under({ p: Math.max(1, fit.ok ? fit.value.parameters[0]! : 1), q: 1, gamma: 0 }, null)
}

const paramsOf = ([p, q, gamma]: readonly number[]): GammaGammaParams => ({ p: p!, q: q!, gamma: gamma! })

/** Spenders as cells of purchases and about the same mean. */
function spendCells(spenders: readonly Spender[]): SpendCell[] {
  const cells = new Map<string, { x: number; sum: number; n: number }>()
  for (const { paid, mean } of spenders) {
    const key = `${paid} ${Math.floor(Math.log(mean) * BANDS)}`
    const cell = cells.get(key) ?? { x: paid, sum: 0, n: 0 }
    cells.set(key, { x: paid, sum: cell.sum + mean, n: cell.n + 1 })
  }
  return [...cells.values()].map(({ x, sum, n }) => ({ x, mean: sum / n, n }))
}

/** How far the sum may be off because some stand for all: its standard error. */
function sampling(spenders: readonly Spender[], models: Models, times: number): number {
  if (times <= 1) return 0
  const some = spenders.filter((_, i) => i % Math.ceil(spenders.length / 2000) === 0).map((each) => lifetimeValue(models, each, SETTING))
  const mean = some.reduce((sum, value) => sum + value, 0) / some.length
  const variance = some.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, some.length - 1)
  return times * Math.sqrt(variance * spenders.length * (1 - 1 / times))
}

function wider([p10, p50, p90]: Spread, error: number): Spread {
  const tail = normalQuantile(0.9) * error
  return [p50 - Math.hypot(p50 - p10, tail), p50, p50 + Math.hypot(p90 - p50, tail)]
}
