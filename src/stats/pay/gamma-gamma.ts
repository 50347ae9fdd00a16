/**
 * The Gamma-Gamma model of spend (Fader, Hardie & Lee 2005, "RFM and CLV"; Fader & Hardie 2013): each purchase of a customer is
 * Gamma(p, rate ν), ν ~ Gamma(q, rate γ) over customers, both independent of how often they buy. Of x purchases of mean m the likelihood is
 *
 *   Γ(px + q) / (Γ(px) Γ(q)) · γ^q m^(px − 1) x^(px) / (γ + x m)^(px + q)
 */
import { fitPositive, type PositiveFit } from '../fit-positive.ts'
import type { Evaluation } from '../optimise.ts'
import { fitted, unfit, type Outcome } from '../outcome.ts'
import { normalQuantile } from '../quantiles.ts'
import { betaln, digamma } from '../special.ts'

/** Customers with as many purchases of the same mean. */
export interface SpendCell {
  /** Purchases that the mean is of; at least 1. */
  readonly x: number
  /** Their mean, in any unit of money; above 0. */
  readonly mean: number
  readonly n: number
}

export interface GammaGammaParams {
  readonly p: number
  readonly q: number
  /** In units of money. */
  readonly gamma: number
}

export interface GammaGammaFit extends PositiveFit {
  readonly customers: number
  readonly independence: Independence
}

/** Does spend go with frequency? The model says it does not. */
export interface Independence {
  /** Pearson's, between x and mean spend, with its 95 % interval by Fisher's z. */
  readonly correlation: number
  readonly low: number
  readonly high: number
  /** No stronger than `WARN_ABOVE`, either way. */
  readonly holds: boolean
}

export type GammaGammaUnfit = 'no_customers' | 'one_customer' | 'too_few_customers' | 'all_alike' | 'not_converged'

export const FEWEST_SPENDERS = 10
/** Beyond a correlation of this size the forecast leans: those who buy often are given too much or too little. */
export const WARN_ABOVE = 0.15

/** Log-likelihood and its gradient in (ln p, ln q, ln γ). */
export function evaluateGammaGamma(cells: readonly SpendCell[], [p, q, gamma]: readonly number[]): Evaluation {
  const [logGamma, psiQ] = [Math.log(gamma!), digamma(q!)]
  // Cells are many, and their numbers of purchases few.
  const byCount = new Map<number, { readonly psi: number; readonly psiAll: number; readonly logBeta: number }>()
  const ofCount = (x: number): NonNullable<ReturnType<typeof byCount.get>> => {
    const known = byCount.get(x) ?? { psi: digamma(p! * x), psiAll: digamma(p! * x + q!), logBeta: betaln(p! * x, q!) }
    byCount.set(x, known)
    return known
  }
  let [value, byP, byQ, byGamma] = [0, 0, 0, 0]
  for (const { x, mean, n } of cells) {
    const px = p! * x
    const total = x * mean
    const logAll = Math.log(gamma! + total)
    const logTotal = Math.log(total)
    const { psi, psiAll, logBeta } = ofCount(x)
    value += n * (q! * (logGamma - logAll) + px * (logTotal - logAll) - Math.log(mean) - logBeta)
    byP += n * x * (psiAll - psi + logTotal - logAll)
    byQ += n * (psiAll - psiQ + logGamma - logAll)
    byGamma += n * (q! / gamma! - (px + q!) / (gamma! + total))
  }
  return { value, gradient: [byP * p!, byQ * q!, byGamma * gamma!] }
}

/** The correlation of x and mean spend over customers. With fewer than four customers, or none differing, there is none: 0, −1 … 1. */
export function independenceOf(cells: readonly SpendCell[]): Independence {
  const n = cells.reduce((sum, cell) => sum + cell.n, 0)
  const meanOf = (of: (cell: SpendCell) => number): number => cells.reduce((sum, cell) => sum + cell.n * of(cell), 0) / n
  const [x, mean] = [meanOf((cell) => cell.x), meanOf((cell) => cell.mean)]
  const cross = (one: (cell: SpendCell) => number, other: (cell: SpendCell) => number): number => cells.reduce((sum, cell) => sum + cell.n * one(cell) * other(cell), 0)
  const [dx, dm] = [(cell: SpendCell) => cell.x - x, (cell: SpendCell) => cell.mean - mean]
  const size = Math.sqrt(cross(dx, dx) * cross(dm, dm))
  if (!(n > 3) || !(size > 0)) return { correlation: 0, low: -1, high: 1, holds: true }
  const correlation = Math.max(-1, Math.min(1, cross(dx, dm) / size))
  const half = normalQuantile(0.975) / Math.sqrt(n - 3)
  const [low, high] = [-half, half].map((step) => Math.tanh(Math.atanh(correlation) + step)) as [number, number]
  return { correlation, low, high, holds: Math.abs(correlation) <= WARN_ABOVE }
}

function refusalOf(cells: readonly SpendCell[], customers: number): GammaGammaUnfit | undefined {
  if (customers === 0) return 'no_customers'
  if (customers === 1) return 'one_customer'
  if (customers < FEWEST_SPENDERS) return 'too_few_customers'
  return cells.every(({ mean }) => mean === cells[0]!.mean) ? 'all_alike' : undefined
}

/** Fits the model to customers who bought at least once for money. Throws on a cell that did not. */
export function fitGammaGamma(cells: readonly SpendCell[]): Outcome<GammaGammaFit, GammaGammaUnfit> {
  const bad = cells.find(({ x, mean, n }) => !(x >= 1 && mean > 0 && n > 0 && Number.isFinite(x * mean * n)))
  if (bad) throw new RangeError(`not spend: ${JSON.stringify(bad)}`)
  const customers = cells.reduce((sum, { n }) => sum + n, 0)
  const refusal = refusalOf(cells, customers)
  if (refusal) return unfit(refusal)
  const typical = cells.reduce((sum, { mean, n }) => sum + n * mean, 0) / customers
  const fit = fitPositive({
    parameters: ['p', 'q', 'gamma'], evaluate: (parameters) => evaluateGammaGamma(cells, parameters),
    starts: [[6, 4, typical / 2], [1, 3, 2 * typical], [30, 10, typical / 3]], middle: [1, 1, typical], size: customers,
  })
  return fit ? fitted({ ...fit, customers, independence: independenceOf(cells) }) : unfit('not_converged')
}

/**
 * What a purchase of theirs is worth on average, given x purchases of mean `mean` (x = 0: anybody): the company's mean and their own,
 * weighted. Without a mean (q + px ≤ 1, where the model has none) it is infinite.
 */
export function expectedSpend({ p, q, gamma }: GammaGammaParams, x: number, mean: number): number {
  return p * x + q > 1 ? (p * (gamma + x * mean)) / (p * x + q - 1) : Infinity
}
