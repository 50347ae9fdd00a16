/**
 * The Pareto/NBD model (Schmittlein, Morrison & Colombo 1987): while alive a customer buys at a rate λ ~ Gamma(r, rate α), and drops out
 * at a rate μ ~ Gamma(s, rate β), at any time and not only at a purchase. One history, with R = r + x:
 *
 *   Γ(R)/Γ(r) α^r β^s [(α + T)^−R (β + T)^−s + s ∫_{t_x}^{T} (α + y)^−R (β + y)^−(s + 1) dy]
 *
 * The integral, over the moment y of dropping out, is usually written as a difference of two 2F1 (Fader & Hardie 2005), which cancels
 * and overflows for heavy buyers and has no easy gradient. Here it is summed over panels between the times that occur for an x, from
 * the last backwards, so that every cell of that x shares them and the gradient comes with it; nothing is subtracted that does not
 * stay beside a larger term, since s ∫_T^∞ is never more than the first term of the bracket.
 */
import type { Evaluation } from '../optimise.ts'
import { digamma, lgammaRatio } from '../special.ts'
import type { PackedCells } from './cells.ts'

export interface ParetoParams {
  readonly r: number
  readonly alpha: number
  readonly s: number
  readonly beta: number
}

/** Gauss–Legendre on [−1, 1], eight nodes (DLMF table 3.5.2): exact to 1e-15 where the exponent varies by at most `STEEPEST` on a panel. */
const NODES = [-0.9602898564975363, -0.7966664774136267, -0.525532409916329, -0.1834346424956498, 0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363] as const
const WEIGHTS = [0.1012285362903763, 0.2223810344533745, 0.3137066458778873, 0.362683783378362, 0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763] as const
const STEEPEST = 2.5
const MOST_PANELS = 4000

/** Moments of the integrand f over a stretch, relative to f at its beginning: ∫f, ∫f ln(α + y), ∫f / (α + y), ∫f ln(β + y), ∫f / (β + y). */
const MOMENTS = 5

const exponentAt = ({ alpha, s, beta }: ParetoParams, R: number, y: number): number => -R * Math.log(alpha + y) - (s + 1) * Math.log(beta + y)

/** Adds the moments of one stretch to `out` at `at`, scaled by exp(−reference). */
function addStretch(p: ParetoParams, R: number, from: number, to: number, reference: number, out: Float64Array, at: number): void {
  const [middle, half] = [(from + to) / 2, (to - from) / 2]
  for (let i = 0; i < NODES.length; i++) {
    const y = middle + half * NODES[i]!
    const [logA, logB] = [Math.log(p.alpha + y), Math.log(p.beta + y)]
    const f = half * WEIGHTS[i]! * Math.exp(-R * logA - (p.s + 1) * logB - reference)
    out[at]! += f
    out[at + 1]! += f * logA
    out[at + 2]! += f / (p.alpha + y)
    out[at + 3]! += f * logB
    out[at + 4]! += f / (p.beta + y)
  }
}

/** The same over a stretch of any length, in panels on which the exponent varies little, each a fixed share of what is left above −α and −β. */
function addPanels(p: ParetoParams, R: number, from: number, to: number, reference: number, out: Float64Array, at: number): void {
  let begin = from
  for (let panel = 0; begin < to && panel < MOST_PANELS; panel++) {
    const steepness = R / (p.alpha + begin) + (p.s + 1) / (p.beta + begin)
    const end = Math.min(to, begin + STEEPEST / steepness)
    addStretch(p, R, begin, end, reference, out, at)
    // What is below e^−40 of the beginning adds nothing.
    if (exponentAt(p, R, end) - reference < -40) return
    begin = end
  }
}

/** The integrals from each of some times to the last of them, for one x: scaled by `references`. */
export interface Tails {
  readonly times: readonly number[]
  readonly references: Float64Array
  readonly moments: Float64Array
}

/** @param times in rising order */
export function tailsOf(p: ParetoParams, x: number, times: readonly number[]): Tails {
  const R = p.r + x
  const references = Float64Array.from(times, (y) => exponentAt(p, R, y))
  const moments = new Float64Array(times.length * MOMENTS)
  for (let i = times.length - 2; i >= 0; i--) {
    const scale = Math.exp(references[i + 1]! - references[i]!)
    for (let m = 0; m < MOMENTS; m++) moments[i * MOMENTS + m] = moments[(i + 1) * MOMENTS + m]! * scale
    addPanels(p, R, times[i]!, times[i + 1]!, references[i]!, moments, i * MOMENTS)
  }
  return { times, references, moments }
}

/** ln of the bracket for the stretch from times[from] to times[to], and its derivatives by (r, α, s, β) into `out`. */
export function bracket(p: ParetoParams, x: number, tails: Tails, from: number, to: number, out: Float64Array): number {
  const { times, references, moments } = tails
  const [R, T] = [p.r + x, times[to]!]
  const [logA, logB] = [Math.log(p.alpha + T), Math.log(p.beta + T)]
  const logAlive = -R * logA - p.s * logB
  // Relative to the alive term: s times the integral, with what lies beyond T taken off.
  const first = p.s * Math.exp(references[from]! - logAlive)
  const beyond = p.s * Math.exp(references[to]! - logAlive)
  const part = (m: number): number => first * moments[from * MOMENTS + m]! - beyond * moments[to * MOMENTS + m]!
  const gone = Math.max(0, part(0))
  if (gone === Infinity) return bracketGone(p, x, tails, from, out)
  const whole = 1 + gone
  out[0] = -(logA + part(1)) / whole
  out[1] = -(R * (1 / (p.alpha + T) + part(2))) / whole
  out[2] = (-logB + gone / p.s - part(3)) / whole
  out[3] = -(p.s / (p.beta + T) + (p.s + 1) * part(4)) / whole
  return logAlive + Math.log1p(gone)
}

/** The same where nobody can be alive: the integral alone. */
function bracketGone(p: ParetoParams, x: number, { references, moments }: Tails, from: number, out: Float64Array): number {
  const all = moments[from * MOMENTS]!
  const mean = (m: number): number => moments[from * MOMENTS + m]! / all
  out[0] = -mean(1)
  out[1] = -(p.r + x) * mean(2)
  out[2] = 1 / p.s - mean(3)
  out[3] = -(p.s + 1) * mean(4)
  return references[from]! + Math.log(p.s * all)
}

/** The part that depends on x alone: log-likelihood and derivatives by (r, α, s, β). */
function partByX({ xs, customersByX, customers }: PackedCells, { r, alpha, s, beta }: ParetoParams): { value: number; gradient: number[] } {
  const [logAlpha, logBeta, psiR] = [Math.log(alpha), Math.log(beta), digamma(r)]
  let value = customers * (r * logAlpha + s * logBeta)
  let byR = customers * logAlpha
  for (let i = 0; i < xs.length; i++) {
    value += customersByX[i]! * lgammaRatio(r, xs[i]!)
    byR += customersByX[i]! * (digamma(r + xs[i]!) - psiR)
  }
  return { value, gradient: [byR, (customers * r) / alpha, customers * logBeta, (customers * s) / beta] }
}

/** Log-likelihood and its gradient in (ln r, ln α, ln s, ln β). Cells of one x stand together, as `packColumns` lays them out. */
export function evaluatePareto(packed: PackedCells, p: ParetoParams): Evaluation {
  const { xs, recencies, lengths, xAt, recencyAt, lengthAt, n } = packed
  const first = partByX(packed, p)
  let { value } = first
  const gradient = [...first.gradient]
  const slopes = new Float64Array(4)
  for (let begin = 0; begin < n.length; ) {
    let end = begin
    const used = new Set<number>()
    for (; end < n.length && xAt[end] === xAt[begin]; end++) used.add(recencies[recencyAt[end]!]!).add(lengths[lengthAt[end]!]!)
    const times = [...used].sort((a, b) => a - b)
    const place = new Map(times.map((time, i) => [time, i]))
    const x = xs[xAt[begin]!]!
    const tails = tailsOf(p, x, times)
    for (let i = begin; i < end; i++) {
      value += n[i]! * bracket(p, x, tails, place.get(recencies[recencyAt[i]!]!)!, place.get(lengths[lengthAt[i]!]!)!, slopes)
      for (let k = 0; k < 4; k++) gradient[k]! += n[i]! * slopes[k]!
    }
    begin = end
  }
  return { value, gradient: [p.r, p.alpha, p.s, p.beta].map((scale, i) => scale * gradient[i]!) }
}
