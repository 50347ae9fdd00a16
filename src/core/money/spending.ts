import { expectedSpend, fitGammaGamma, type GammaGammaParams, type Independence, type SpendCell } from '#stats/pay/gamma-gamma.ts'
import { drawParameters } from '#stats/stay/forecast.ts'
import type { Buyer } from './buyer.ts'

/** What a purchase brings, as it was learned from those who paid. Plain data. */
export interface Spending {
  /** `gamma_gamma`: drawn towards that of all; `own_mean`: the mean of each customer's own. */
  readonly kind: 'gamma_gamma' | 'own_mean'
  /** p, q and γ. */
  readonly parameters: readonly number[]
  /** Of the logarithms of the parameters; null where they were not fitted. */
  readonly covariance: readonly (readonly number[])[] | null
  readonly independence: Independence | null
}

/** Means within two hundredths of each other are taken for one: cells are few then. */
const BANDS = 50

/** Learns what a purchase brings; where how much goes with how often, or the fit has no finite mean for somebody, each customer's own mean is taken. */
export function learnSpending(buyers: readonly Buyer[]): Spending {
  const payers = buyers.filter(({ net }) => net > 0)
  const fit = fitGammaGamma(cellsOf(payers))
  const independence = fit.ok ? fit.value.independence : null
  const isFinite = fit.ok && payers.every(({ x, net }) => Number.isFinite(expectedSpend(paramsOf(fit.value.parameters), x + 1, net / (x + 1))))
  if (fit.ok && isFinite && fit.value.independence.holds) return { kind: 'gamma_gamma', parameters: fit.value.parameters, covariance: fit.value.covariance, independence }
  return { kind: 'own_mean', parameters: [Math.max(1, fit.ok ? fit.value.parameters[0]! : 1), 1, 0], covariance: null, independence }
}

/** The model as fitted, and as it might as well have been. */
export function spendIn({ parameters, covariance }: Spending, draws = 0): { readonly mean: GammaGammaParams; readonly drawn: readonly GammaGammaParams[] } {
  return { mean: paramsOf(parameters), drawn: covariance === null || draws === 0 ? [] : drawParameters({ parameters, covariance }, draws, 2).map(paramsOf) }
}

const paramsOf = ([p, q, gamma]: readonly number[]): GammaGammaParams => ({ p: p!, q: q!, gamma: gamma! })

/** Payers as cells of purchases and about the same mean. */
function cellsOf(payers: readonly Buyer[]): SpendCell[] {
  const cells = new Map<string, { x: number; sum: number; n: number }>()
  for (const { x, net } of payers) {
    const [paid, mean] = [x + 1, net / (x + 1)]
    const key = `${paid} ${Math.floor(Math.log(mean) * BANDS)}`
    const cell = cells.get(key) ?? { x: paid, sum: 0, n: 0 }
    cells.set(key, { x: paid, sum: cell.sum + mean, n: cell.n + 1 })
  }
  return [...cells.values()].map(({ x, sum, n }) => ({ x, mean: sum / n, n }))
}
