/**
 * Gauss's hypergeometric function 2F1(a, b; c; z) for real z < 1 (DLMF chapter 15): the power series, after Pfaff's
 * transformation where z is negative and Euler's where it makes the terms fall. To a relative 1e-12 where terms do not cancel (a, b, c
 * positive, or both of a and b left positive by a transformation) and z ≤ .999; slower, and less sharp, beyond.
 */
const MOST_TERMS = 2_000_000
const EPSILON = 2 ** -54

/** Σ (a)ₙ (b)ₙ / (c)ₙ zⁿ / n!, compensated (Neumaier 1974) so that thousands of terms add up to one rounding. */
function series(a: number, b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  let lost = 0
  for (let n = 0; n < MOST_TERMS; n++) {
    const ratio = (((a + n) / (c + n)) * ((b + n) / (n + 1))) * z
    term *= ratio
    const next = sum + term
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum
    sum = next
    // What is left is at most this term times a geometric series with the next ratio.
    if (term === 0 || (Math.abs(ratio) < 1 && Math.abs(term / (1 - Math.abs(ratio))) <= EPSILON * Math.abs(sum))) return sum + lost
  }
  return NaN
}

/** 2F1(a, b; c; z), z < 1; at z = 1 Gauss's sum is left to the caller. NaN outside, and where c is 0, −1, −2, … */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  if (!(z < 1) || (c <= 0 && Number.isInteger(c))) return NaN
  if (z === 0) return 1
  if (z < 0) {
    const [small, large] = a < b ? [a, b] : [b, a]
    return (1 - z) ** -large * hypergeometric(c - small, large, c, z / (z - 1))
  }
  if (c - a > 0 && c - b > 0 && c - a - b < 0) return (1 - z) ** (c - a - b) * series(c - a, c - b, c, z)
  return series(a, b, c, z)
}
