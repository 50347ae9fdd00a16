/**
 * The beta-geometric family: while alive a customer buys with Erlang-k gaps of stage rate λ ~ Gamma(r, rate α); after each purchase they
 * drop out with chance p ~ Beta(a, b), λ and p independent. With k = 1 and repeats alone able to be the last it is BG/NBD (Fader,
 * Hardie & Lee 2005); where the first purchase too may have been the last, MBG/NBD (Batislam, Denizel & Filiztekin 2007); k = 2, 3
 * make buying regular, (M)BG/CNBD-k (Platzer & Reutterer 2016; Reutterer, Platzer & Schröder 2021).
 *
 * One history, with R = r + kx, n the purchases that could have been the last (x, and one more where the first could), τ = T − t_x:
 *
 *   Γ(R)/Γ(r) α^r · Γ(a + b) Γ(b + n − 1) / (Γ(b) Γ(a + b + n)) · [(b + n − 1) Σ_{j<k} (R)_j/j! τ^j (α + T)^−(R + j) + a (α + t_x)^−R]
 *
 * and, where n = 0, Γ(r)/Γ(r) α^r Σ_j … alone. Left out is (k − 1) Σ ln gap − x ln Γ(k), which knows no parameter (`gapTerm`).
 * The likelihood is a density in the times: in another unit of time its logarithm shifts by Σ n x ln(units).
 */
import type { Evaluation } from '../optimise.ts'
import { digamma, lgamma, lgammaRatio } from '../special.ts'
import type { PackedCells } from './cells.ts'

/** A member of the family. */
export interface BgKind {
  /** Stages of a gap: 1 is a Poisson process. */
  readonly k: 1 | 2 | 3
  /** May the first purchase have been the last? */
  readonly firstMayBeLast: boolean
}

export interface BgParams {
  readonly r: number
  /** In units of time. */
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** The parameters as the optimiser sees them: (ln r, ln α, ln a, ln b). */
export const logParams = ({ r, alpha, a, b }: BgParams): number[] => [r, alpha, a, b].map(Math.log)

export function paramsOf(logs: readonly number[]): BgParams {
  const [r, alpha, a, b] = logs.map(Math.exp) as [number, number, number, number]
  return { r, alpha, a, b }
}

/** Purchases less one that could have been the last: n − 1. Below 0 where none could. */
export const chancesToLeave = ({ firstMayBeLast }: BgKind, x: number): number => x + (firstMayBeLast ? 0 : -1)

/** Σ_{j<k} (R)_j/j! u^j and its derivatives by R and u: the silence since the last purchase has gone through j stages of a gap. */
export function stages(k: number, R: number, u: number): { readonly value: number; readonly byR: number; readonly byU: number } {
  if (k === 1) return { value: 1, byR: 0, byU: 0 }
  if (k === 2) return { value: 1 + R * u, byR: u, byU: R }
  return { value: 1 + R * u + (R * (R + 1) * u * u) / 2, byR: u + ((2 * R + 1) * u * u) / 2, byU: R + R * (R + 1) * u }
}

/** What the times between purchases add for k > 1: needed only to compare one k with another. */
export const gapTerm = (k: number, repeats: number, sumLogGaps: number): number => (k - 1) * sumLogGaps - repeats * lgamma(k)

/** The part that depends on x alone, over the distinct x: log-likelihood and derivatives by (r, α, a, b). */
function partByX(kind: BgKind, { xs, customersByX }: PackedCells, { r, alpha, a, b }: BgParams): Evaluation {
  let value = 0
  let [byR, byA, byB, customers] = [0, 0, 0, 0]
  const logAlpha = Math.log(alpha)
  const [psiR, psiB, psiAB] = [digamma(r), digamma(b), digamma(a + b)]
  for (let i = 0; i < xs.length; i++) {
    const stagesPassed = kind.k * xs[i]!
    const m = chancesToLeave(kind, xs[i]!)
    const n = customersByX[i]!
    customers += n
    value += n * (lgammaRatio(r, stagesPassed) + r * logAlpha)
    byR += n * (digamma(r + stagesPassed) - psiR + logAlpha)
    if (m < 0) continue
    value += n * (lgammaRatio(b, m) - lgammaRatio(a + b, m + 1))
    const shared = psiAB - digamma(a + b + m + 1)
    byA += n * shared
    byB += n * (digamma(b + m) - psiB + shared)
  }
  return { value, gradient: [byR, (customers * r) / alpha, byA, byB] }
}

/** What a cell that is still alive says at T: into `out` its logarithm (less the chance of staying) and the derivatives of that by r and α. */
function aliveAt(k: number, R: number, silence: number, end: number, logEnd: number, out: Float64Array): void {
  out[0] = -R * logEnd
  out[1] = -logEnd
  out[2] = -R / end
  if (k === 1) return
  const u = silence / end
  const passed = stages(k, R, u)
  out[0] += Math.log(passed.value)
  out[1] += passed.byR / passed.value
  out[2] -= (passed.byU * u) / (passed.value * end)
}

/** The part of the bracket: one exponential a cell. */
function partByCell(kind: BgKind, packed: PackedCells, { r, alpha, a, b }: BgParams): Evaluation {
  const { xs, recencies, lengths, xAt, recencyAt, lengthAt, n } = packed
  const logToLast = recencies.map((t_x) => Math.log(alpha + t_x))
  const logToEnd = lengths.map((T) => Math.log(alpha + T))
  const chances = xs.map((x) => chancesToLeave(kind, x))
  const logStay = chances.map((m) => (m < 0 ? 0 : Math.log(b + m)))
  const logA = Math.log(a)
  const end = new Float64Array(3)
  let [value, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0]
  for (let i = 0; i < n.length; i++) {
    const count = n[i]!
    const R = r + kind.k * xs[xAt[i]!]!
    const m = chances[xAt[i]!]!
    const [t_x, T] = [recencies[recencyAt[i]!]!, lengths[lengthAt[i]!]!]
    aliveAt(kind.k, R, T - t_x, alpha + T, logToEnd[lengthAt[i]!]!, end)
    const alive = logStay[xAt[i]!]! + end[0]!
    const gone = m < 0 ? -Infinity : logA - R * logToLast[recencyAt[i]!]!
    const smaller = Math.exp(-Math.abs(alive - gone))
    const pAlive = alive > gone ? 1 / (1 + smaller) : smaller / (1 + smaller)
    const pGone = alive > gone ? smaller / (1 + smaller) : 1 / (1 + smaller)
    value += count * (Math.max(alive, gone) + Math.log1p(smaller))
    byR += count * (pAlive * end[1]! - pGone * logToLast[recencyAt[i]!]!)
    byAlpha += count * (pAlive * end[2]! - (pGone * R) / (alpha + t_x))
    byA += (count * pGone) / a
    if (m >= 0) byB += (count * pAlive) / (b + m)
  }
  return { value, gradient: [byR, byAlpha, byA, byB] }
}

/** Log-likelihood and its gradient in (ln r, ln α, ln a, ln b). */
export function evaluateBg(kind: BgKind, packed: PackedCells, params: BgParams): Evaluation {
  const first = partByX(kind, packed, params)
  const second = partByCell(kind, packed, params)
  const scale = [params.r, params.alpha, params.a, params.b]
  return { value: first.value + second.value, gradient: scale.map((p, i) => p * (first.gradient[i]! + second.gradient[i]!)) }
}
