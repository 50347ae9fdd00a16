/** Small dense square matrices as flat rows (K × K numbers in a `Float64Array`), for work that is done thousands of times. */

/** a · b into `out` (which is neither). */
export function multiply(a: Float64Array, b: Float64Array, size: number, out: Float64Array): Float64Array {
  out.fill(0)
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const left = a[i * size + k]!
      if (left === 0) continue
      for (let j = 0; j < size; j++) out[i * size + j]! += left * b[k * size + j]!
    }
  return out
}

export function identity(size: number): Float64Array {
  const out = new Float64Array(size * size)
  for (let i = 0; i < size; i++) out[i * size + i] = 1
  return out
}

/** The largest sum of absolute values in a column. */
export function oneNorm(a: Float64Array, size: number): number {
  let most = 0
  for (let j = 0; j < size; j++) {
    let sum = 0
    for (let i = 0; i < size; i++) sum += Math.abs(a[i * size + j]!)
    most = Math.max(most, sum)
  }
  return most
}

function swapRows(a: Float64Array, width: number, i: number, j: number): void {
  for (let k = 0; k < width; k++) {
    const kept = a[i * width + k]!
    a[i * width + k] = a[j * width + k]!
    a[j * width + k] = kept
  }
}

/** The row at or below `k` whose entry in column k is the largest. */
function pivotOf(a: Float64Array, size: number, k: number): number {
  let best = k
  for (let i = k + 1; i < size; i++) if (Math.abs(a[i * size + k]!) > Math.abs(a[best * size + k]!)) best = i
  return best
}

/**
 * X with A X = B by elimination with partial pivoting, B of `width` columns. Both are overwritten; the answer stands in `b`.
 * Undefined where A is singular to the last digit.
 * @param dominant each row's diagonal outweighs the rest of it: then no pivots are sought, and what is 0 stays 0
 */
export function solveSquare(a: Float64Array, size: number, b: Float64Array, width: number, dominant = false): Float64Array | undefined {
  for (let k = 0; k < size; k++) {
    const pivot = dominant ? k : pivotOf(a, size, k)
    if (!(Math.abs(a[pivot * size + k]!) > 0)) return undefined
    if (pivot !== k) {
      swapRows(a, size, pivot, k)
      swapRows(b, width, pivot, k)
    }
    for (let i = k + 1; i < size; i++) {
      const factor = a[i * size + k]! / a[k * size + k]!
      if (factor === 0) continue
      for (let j = k + 1; j < size; j++) a[i * size + j]! -= factor * a[k * size + j]!
      for (let j = 0; j < width; j++) b[i * width + j]! -= factor * b[k * width + j]!
    }
  }
  for (let i = size - 1; i >= 0; i--)
    for (let j = 0; j < width; j++) {
      let rest = b[i * width + j]!
      for (let k = i + 1; k < size; k++) rest -= a[i * size + k]! * b[k * width + j]!
      b[i * width + j] = rest / a[i * size + i]!
    }
  return b
}
