/**
 * The likelihood of the MBG/NBD model. One history (x, t_x, T), with λ and p integrated out:
 *
 *   Γ(r + x) α^r / Γ(r) · Γ(a + b) Γ(b + x) / (Γ(b) Γ(a + b + x + 1)) · [(b + x) (α + T)^−(r + x) + a (α + t_x)^−(r + x)]
 *
 * from (1 − p)^x λ^x [(1 − p) e^(−λT) + p e^(−λ t_x)] (Batislam, Denizel & Filiztekin 2007). It is a density in the times of the
 * purchases: in another unit of time its logarithm shifts by Σ n x ln(units a day).
 */
import type { Cell, MbgParams } from './mbg.ts'
import type { Evaluation } from './optimise.ts'
import { digamma, lgammaRatio } from './special.ts'

/** Cells as columns: distinct values of each of x, t_x and T, and per cell an index into each. */
export interface PackedCells {
  readonly xs: Float64Array
  readonly recencies: Float64Array
  readonly lengths: Float64Array
  /** How many customers have each distinct x. */
  readonly customersByX: Float64Array
  readonly customers: number
  readonly xAt: Int32Array
  readonly recencyAt: Int32Array
  readonly lengthAt: Int32Array
  readonly n: Float64Array
}

/** The distinct values in rising order, and the place of each. */
function distinct(values: Iterable<number>): { sorted: Float64Array; place: Map<number, number> } {
  const sorted = Float64Array.from(new Set(values)).sort()
  return { sorted, place: new Map(Array.from(sorted, (value, i) => [value, i])) }
}

function assertCell({ x, t_x, T, n }: Cell): void {
  const whole = x >= 0 && t_x >= 0 && T >= t_x && n > 0 && (x > 0 || t_x === 0)
  if (!whole || !Number.isFinite(x + T + n)) throw new RangeError(`not a purchase history: x ${x}, t_x ${t_x}, T ${T}, n ${n}`)
}

/**
 * Merges equal cells and lays them out in the order of (x, t_x, T), so that the order in which cells come does not change a bit
 * of the answer. A cell that is no history (t_x beyond T, no customers, …) is a bug of the caller and throws.
 */
export function packCells(cells: readonly Cell[]): PackedCells {
  for (const cell of cells) assertCell(cell)
  const x = distinct(cells.map((cell) => cell.x))
  const recency = distinct(cells.map((cell) => cell.t_x))
  const length = distinct(cells.map((cell) => cell.T))
  const counts = new Map<number, number>()
  for (const cell of cells) {
    const key = (x.place.get(cell.x)! * recency.sorted.length + recency.place.get(cell.t_x)!) * length.sorted.length + length.place.get(cell.T)!
    counts.set(key, (counts.get(key) ?? 0) + cell.n)
  }
  const keys = Float64Array.from(counts.keys()).sort()
  const n = Float64Array.from(keys, (key) => counts.get(key)!)
  const lengthAt = Int32Array.from(keys, (key) => key % length.sorted.length)
  const rest = keys.map((key) => Math.floor(key / length.sorted.length))
  const recencyAt = Int32Array.from(rest, (key) => key % recency.sorted.length)
  const xAt = Int32Array.from(rest, (key) => Math.floor(key / recency.sorted.length))
  const customersByX = new Float64Array(x.sorted.length)
  for (let i = 0; i < n.length; i++) customersByX[xAt[i]!]! += n[i]!
  const customers = n.reduce((sum, count) => sum + count, 0)
  return { xs: x.sorted, recencies: recency.sorted, lengths: length.sorted, customersByX, customers, xAt, recencyAt, lengthAt, n }
}

/** The part that depends on x alone, over the distinct x: log-likelihood and derivatives by (r, α, a, b). */
function partByX({ xs, customersByX }: PackedCells, { r, alpha, a, b }: MbgParams): Evaluation {
  let value = 0
  let [byR, byA, byB, customers] = [0, 0, 0, 0]
  const logAlpha = Math.log(alpha)
  const [psiR, psiB, psiAB] = [digamma(r), digamma(b), digamma(a + b)]
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!
    const n = customersByX[i]!
    customers += n
    value += n * (lgammaRatio(r, x) + r * logAlpha + lgammaRatio(b, x) - lgammaRatio(a + b, x + 1))
    const shared = psiAB - digamma(a + b + x + 1)
    byR += n * (digamma(r + x) - psiR + logAlpha)
    byA += n * shared
    byB += n * (digamma(b + x) - psiB + shared)
  }
  return { value, gradient: [byR, (customers * r) / alpha, byA, byB] }
}

/** The part of the bracket, ln[(b + x) (α + T)^−(r + x) + a (α + t_x)^−(r + x)]: one exponential a cell. */
function partByCell(packed: PackedCells, { r, alpha, a, b }: MbgParams): Evaluation {
  const { xs, recencies, lengths, xAt, recencyAt, lengthAt, n } = packed
  const logToLast = recencies.map((t_x) => Math.log(alpha + t_x))
  const logToEnd = lengths.map((T) => Math.log(alpha + T))
  const logStay = xs.map((x) => Math.log(b + x))
  const logA = Math.log(a)
  let [value, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0]
  for (let i = 0; i < n.length; i++) {
    const x = xs[xAt[i]!]!
    const toLast = logToLast[recencyAt[i]!]!
    const toEnd = logToEnd[lengthAt[i]!]!
    const alive = logStay[xAt[i]!]! - (r + x) * toEnd
    const gone = logA - (r + x) * toLast
    const smaller = Math.exp(-Math.abs(alive - gone))
    const pAlive = alive > gone ? 1 / (1 + smaller) : smaller / (1 + smaller)
    const pGone = alive > gone ? smaller / (1 + smaller) : 1 / (1 + smaller)
    const count = n[i]!
    value += count * (Math.max(alive, gone) + Math.log1p(smaller))
    byR -= count * (pAlive * toEnd + pGone * toLast)
    byAlpha -= count * (r + x) * (pAlive / (alpha + lengths[lengthAt[i]!]!) + pGone / (alpha + recencies[recencyAt[i]!]!))
    byA += (count * pGone) / a
    byB += (count * pAlive) / (b + x)
  }
  return { value, gradient: [byR, byAlpha, byA, byB] }
}

/** The parameters as the optimiser sees them: (ln r, ln α, ln a, ln b). */
export const logParams = ({ r, alpha, a, b }: MbgParams): number[] => [r, alpha, a, b].map(Math.log)

export function paramsOf(logs: readonly number[]): MbgParams {
  const [r, alpha, a, b] = logs.map(Math.exp) as [number, number, number, number]
  return { r, alpha, a, b }
}

/** Log-likelihood and its gradient in (ln r, ln α, ln a, ln b). */
export function evaluateMbg(packed: PackedCells, params: MbgParams): Evaluation {
  const first = partByX(packed, params)
  const second = partByCell(packed, params)
  const scale = [params.r, params.alpha, params.a, params.b]
  return { value: first.value + second.value, gradient: scale.map((p, i) => p * (first.gradient[i]! + second.gradient[i]!)) }
}

/** The log-likelihood of the cells. */
export const mbgLogLikelihood = (params: MbgParams, cells: readonly Cell[]): number => evaluateMbg(packCells(cells), params).value

/** Its gradient in (ln r, ln α, ln a, ln b). */
export const mbgGradient = (params: MbgParams, cells: readonly Cell[]): readonly number[] => evaluateMbg(packCells(cells), params).gradient
