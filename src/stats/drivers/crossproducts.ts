/**
 * The sufficient statistics of linear models: how many rows, their means, and the sums of products of deviations from them. They stream, and merge
 * without cancellation (Chan, Golub & LeVeque 1979).
 */
export interface CrossProducts {
  readonly n: number
  readonly means: Float64Array
  /** Flat and symmetric: Σ (x_i − mean_i)(x_j − mean_j). */
  readonly products: Float64Array
}

/** Columns of equal length. */
export type DataColumns = readonly Float64Array[]

/** Over the rows from `from` to before `to`, in two passes. */
export function crossProducts(columns: DataColumns, from = 0, to = columns[0]?.length ?? 0): CrossProducts {
  const width = columns.length
  const n = to - from
  const means = Float64Array.from(columns, (column) => {
    let sum = 0
    for (let i = from; i < to; i++) sum += column[i]!
    return n > 0 ? sum / n : 0
  })
  const products = new Float64Array(width * width)
  const deviations = columns.map((column, j) => column.subarray(from, to).map((value) => value - means[j]!))
  for (let j = 0; j < width; j++)
    for (let k = 0; k <= j; k++) {
      const [a, b] = [deviations[j]!, deviations[k]!]
      let sum = 0
      for (let i = 0; i < n; i++) sum += a[i]! * b[i]!
      products[j * width + k] = sum
      products[k * width + j] = sum
    }
  return { n, means, products }
}

/** Of all parts together, each counted so many times. */
export function mergeCrossProducts(parts: readonly CrossProducts[], times?: ArrayLike<number>): CrossProducts {
  const width = parts[0]?.means.length ?? 0
  const means = new Float64Array(width)
  const products = new Float64Array(width * width)
  let n = 0
  for (const [p, part] of parts.entries()) {
    const weight = times ? times[p]! : 1
    const more = weight * part.n
    if (more === 0) continue
    const pull = (n * more) / (n + more)
    for (let j = 0; j < width; j++)
      for (let k = 0; k < width; k++)
        products[j * width + k]! += weight * part.products[j * width + k]! + pull * (part.means[j]! - means[j]!) * (part.means[k]! - means[k]!)
    for (let j = 0; j < width; j++) means[j]! += ((part.means[j]! - means[j]!) * more) / (n + more)
    n += more
  }
  return { n, means, products }
}

/** Deviations this small beside the mean are rounding: the column is constant. */
const CONSTANT = 1e-12

export const isConstant = ({ n, means, products }: CrossProducts, column: number): boolean =>
  !(products[column * means.length + column]! > n * (CONSTANT * Math.abs(means[column]!)) ** 2)

export interface Correlations {
  /** Of the drivers among themselves, flat. */
  readonly among: Float64Array
  /** Of each with the outcome. */
  readonly outcome: Float64Array
}

/** Correlations of the drivers at `drivers` and with the outcome. None of them may be constant. */
export function correlationsOf({ means, products }: CrossProducts, drivers: readonly number[], outcome: number): Correlations {
  const width = means.length
  const at = (j: number, k: number): number => products[j * width + k]! / Math.sqrt(products[j * width + j]! * products[k * width + k]!)
  const among = new Float64Array(drivers.length * drivers.length)
  for (const [a, j] of drivers.entries()) for (const [b, k] of drivers.entries()) among[a * drivers.length + b] = a === b ? 1 : at(j, k)
  return { among, outcome: Float64Array.from(drivers, (j) => at(j, outcome)) }
}
