/** Eigenvalues and vectors of small symmetric matrices by cyclic Jacobi rotations (Golub & Van Loan 2013, §8.5): slow and as exact as can be. */

const MOST_SWEEPS = 60

export interface Eigen {
  readonly values: Float64Array
  /** Flat; column m belongs to value m. */
  readonly vectors: Float64Array
}

/** Turns rows and columns p and q so that their entry vanishes. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!
  if (apq === 0) return
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(1, theta))
  const c = 1 / Math.hypot(1, t)
  const s = t * c
  const turn = (matrix: Float64Array, one: number, other: number): void => {
    const [x, y] = [matrix[one]!, matrix[other]!]
    matrix[one] = c * x - s * y
    matrix[other] = s * x + c * y
  }
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q)
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k)
  for (let k = 0; k < size; k++) turn(vectors, k * size + p, k * size + q)
}

export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice()
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += a[p * size + q]! ** 2
    if (off < 1e-30) break
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q)
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!), vectors }
}
