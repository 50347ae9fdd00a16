/**
 * Sufficient statistics of the models of staying: how many customers have each history (x, t_x, T). They stream in one pass, merge by
 * adding counts, and a fit costs by the number of distinct ones.
 */
import { geometricMean } from '../describe.ts'

/** One customer's purchases, as far as the models look at them. */
export interface History {
  /** Repeat purchases: days with a purchase after the first such day. */
  readonly x: number
  /** From the first to the last purchase; 0 where x is 0. Days, or any unit. */
  readonly t_x: number
  /** From the first purchase to the end of observation. */
  readonly T: number
}

/** Customers with the same history. */
export interface Cell extends History {
  /** How many customers. */
  readonly n: number
}

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

/** Histories as columns of equal length, `n` 1 each where it is left out. */
export interface Columns {
  readonly x: ArrayLike<number>
  readonly t_x: ArrayLike<number>
  readonly T: ArrayLike<number>
  readonly n?: ArrayLike<number>
}

/** The distinct values of a column in rising order, and which of them each row has. */
interface Distinct {
  readonly sorted: Float64Array
  readonly at: Int32Array
}

/** Whole numbers below this are looked up in a table, others in a map: a million rows in 10 ms instead of 60. */
const TABLE = 1 << 16

function distinct(values: ArrayLike<number>): Distinct {
  const at = new Int32Array(values.length)
  const seen = new Uint8Array(TABLE)
  let small = true
  for (let i = 0; i < values.length && small; i++) {
    small = values[i]! < TABLE && Number.isInteger(values[i]!)
    if (small) seen[values[i]!] = 1
  }
  if (small) {
    const places = new Int32Array(TABLE)
    const found: number[] = []
    for (let value = 0; value < TABLE; value++) if (seen[value] === 1) places[value] = found.push(value) - 1
    for (let i = 0; i < at.length; i++) at[i] = places[values[i]!]!
    return { sorted: Float64Array.from(found), at }
  }
  const sorted = Float64Array.from(new Set(Array.from(values))).sort()
  const place = new Map(Array.from(sorted, (value, i) => [value, i]))
  for (let i = 0; i < at.length; i++) at[i] = place.get(values[i]!)!
  return { sorted, at }
}

function assertHistory(x: number, t_x: number, T: number, n: number): void {
  const whole = x >= 0 && t_x >= 0 && T >= t_x && n > 0 && (x > 0 || t_x === 0)
  if (!whole || !Number.isFinite(x + T + n)) throw new RangeError(`not a purchase history: x ${x}, t_x ${t_x}, T ${T}, n ${n}`)
}

/** Sums `n` over equal keys, keys in rising order. */
function tally(keys: Float64Array, n: ArrayLike<number> | undefined): { distinct: Float64Array; counts: Float64Array } {
  if (n) {
    const counts = new Map<number, number>()
    for (let i = 0; i < keys.length; i++) counts.set(keys[i]!, (counts.get(keys[i]!) ?? 0) + n[i]!)
    const distinct = Float64Array.from(counts.keys()).sort()
    return { distinct, counts: distinct.map((key) => counts.get(key)!) }
  }
  const sorted = keys.toSorted()
  let found = 0
  const counts = new Float64Array(sorted.length)
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i] !== sorted[found]) sorted[++found] = sorted[i]!
    counts[found]!++
  }
  const size = sorted.length === 0 ? 0 : found + 1
  return { distinct: sorted.slice(0, size), counts: counts.slice(0, size) }
}

/**
 * Merges equal histories and lays them out in the order of (x, t_x, T), so that the order in which they come does not change a bit of the
 * answer. A row that is no history (t_x beyond T, no customers, …) is a bug of the caller and throws.
 */
export function packColumns({ x, t_x, T, n }: Columns): PackedCells {
  for (let i = 0; i < x.length; i++) assertHistory(x[i]!, t_x[i]!, T[i]!, n ? n[i]! : 1)
  const [byX, byRecency, byLength] = [distinct(x), distinct(t_x), distinct(T)]
  const [recencies, lengths] = [byRecency.sorted.length, byLength.sorted.length]
  const keys = new Float64Array(x.length)
  for (let i = 0; i < keys.length; i++) keys[i] = (byX.at[i]! * recencies + byRecency.at[i]!) * lengths + byLength.at[i]!
  const { distinct: cells, counts } = tally(keys, n)
  const lengthAt = Int32Array.from(cells, (key) => key % lengths)
  const rest = cells.map((key) => Math.floor(key / lengths))
  const recencyAt = Int32Array.from(rest, (key) => key % recencies)
  const xAt = Int32Array.from(rest, (key) => Math.floor(key / recencies))
  const customersByX = new Float64Array(byX.sorted.length)
  for (let i = 0; i < counts.length; i++) customersByX[xAt[i]!]! += counts[i]!
  const customers = counts.reduce((sum, count) => sum + count, 0)
  return { xs: byX.sorted, recencies: byRecency.sorted, lengths: byLength.sorted, customersByX, customers, xAt, recencyAt, lengthAt, n: counts }
}

const columnOf = (cells: readonly Cell[], name: keyof Cell): Float64Array => Float64Array.from(cells, (cell) => cell[name])

export const packCells = (cells: readonly Cell[]): PackedCells =>
  packColumns({ x: columnOf(cells, 'x'), t_x: columnOf(cells, 't_x'), T: columnOf(cells, 'T'), n: columnOf(cells, 'n') })

/** The cells again, in the order of (x, t_x, T). */
export const unpack = ({ xs, recencies, lengths, xAt, recencyAt, lengthAt, n }: PackedCells): Cell[] =>
  Array.from(n, (count, i) => ({ x: xs[xAt[i]!]!, t_x: recencies[recencyAt[i]!]!, T: lengths[lengthAt[i]!]!, n: count }))

/** Every so-manieth cell: enough to find where a likelihood is high before all cells say where it is highest. */
export function thinned(packed: PackedCells, most: number): PackedCells {
  const stride = Math.ceil(packed.n.length / most)
  if (stride <= 1) return packed
  const pick = <Column extends Int32Array | Float64Array>(column: Column): Column => column.filter((_, i) => i % stride === 0) as Column
  const n = pick(packed.n)
  const xAt = pick(packed.xAt)
  const customersByX = new Float64Array(packed.xs.length)
  for (let i = 0; i < n.length; i++) customersByX[xAt[i]!]! += n[i]!
  return { ...packed, n, xAt, recencyAt: pick(packed.recencyAt), lengthAt: pick(packed.lengthAt), customersByX, customers: n.reduce((sum, count) => sum + count, 0) }
}

/** Customers with x ≥ 1. */
export const repeatersOf = ({ xs, customersByX }: PackedCells): number => customersByX.reduce((sum, count, i) => (xs[i]! > 0 ? sum + count : sum), 0)

/** The geometric mean over repeaters of the time between purchases; undefined where all repeats fell on the first day. */
export function usualGap({ xs, recencies, xAt, recencyAt, n }: PackedCells): number | undefined {
  const gaps = n.map((_, i) => recencies[recencyAt[i]!]! / Math.max(1, xs[xAt[i]!]!))
  return geometricMean(gaps, n)
}
