/** Small dense symmetric matrices (a handful of parameters), rows of numbers. */
export type Matrix = readonly (readonly number[])[]

/** The lower triangle L with L Lᵀ = matrix, or undefined where the matrix is not positive definite (or holds a NaN). */
export function cholesky(matrix: Matrix): number[][] | undefined {
  const lower: number[][] = []
  for (const [i, row] of matrix.entries()) {
    const out: number[] = []
    for (let j = 0; j <= i; j++) {
      const above = j === i ? out : lower[j]!
      let rest = row[j]!
      for (let k = 0; k < j; k++) rest -= out[k]! * above[k]!
      if (j === i && !(rest > 0 && rest < Infinity)) return undefined
      out.push(j === i ? Math.sqrt(rest) : rest / above[j]!)
    }
    lower.push(out)
  }
  return lower
}

/** x with L Lᵀ x = right, L from `cholesky`. */
export function choleskySolve(lower: Matrix, right: readonly number[]): number[] {
  const size = lower.length
  const x = [...right]
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i]![k]! * x[k]!
    x[i]! /= lower[i]![i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= lower[k]![i]! * x[k]!
    x[i]! /= lower[i]![i]!
  }
  return x
}

/** The inverse of a symmetric positive definite matrix, exactly symmetric; undefined where it is not one. */
export function inverse(matrix: Matrix): number[][] | undefined {
  const lower = cholesky(matrix)
  if (!lower) return undefined
  const columns = matrix.map((_, j) =>
    choleskySolve(
      lower,
      matrix.map((_row, i) => (i === j ? 1 : 0)),
    ),
  )
  return columns.map((column, j) => column.map((value, i) => (value + columns[i]![j]!) / 2))
}

export const dot = (a: readonly number[], b: readonly number[]): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** vᵀ M v: the variance of a linear combination, M its covariance. */
export const quadraticForm = (matrix: Matrix, v: readonly number[]): number => dot(
  v,
  matrix.map((row) => dot(row, v)),
)
