/**
 * The gamma function and its kin for positive arguments, accurate to a relative 1e-13 (an absolute 1e-14 beside a root).
 * Outside their domain they answer NaN, as `Math.log` does. Sources: NIST Digital Library of Mathematical Functions (DLMF)
 * chapters 5 and 25.
 */

/** Bernoulli numbers B₂, B₄, … B₁₆ (DLMF table 24.2.1). */
const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510] as const

/** ζ(k) − 1 for k = 2, 3, …: at |z| ≤ ½ the 26th term of the series for ln Γ(2 + z) is below 1e-17. */
const ZETA_LESS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914, 0.008349277381922827,
  0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645, 0.0002460865533080483,
  0.00012271334757848915, 6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6,
  3.81729326499984e-6, 1.908212716553939e-6, 9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7,
  1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.490155482836504e-8,
] as const

const EULER_GAMMA = 0.5772156649015329
const HALF_LN_TWO_PI = 0.9189385332046728

/** From here on eight terms of Stirling's series reach double precision. */
const STIRLING_FROM = 12

/** Σ B₂ₖ / (2k(2k−1) x^(2k−1)): what Stirling's formula leaves out of ln Γ(x), x ≥ 12 (DLMF 5.11.1). */
function stirlingSeries(x: number): number {
  const squared = 1 / (x * x)
  let sum = 0
  for (let k = BERNOULLI.length; k >= 1; k--) sum = sum * squared + BERNOULLI[k - 1]! / (2 * k * (2 * k - 1))
  return sum / x
}

/** ln Γ(2 + z) for |z| ≤ ½, exact beside its root z = 0 (DLMF 5.7.3 shifted by one). */
function lgammaNearTwo(z: number): number {
  let sum = 0
  for (let k = ZETA_LESS_ONE.length + 1; k >= 2; k--) sum = -z * (ZETA_LESS_ONE[k - 2]! / k + sum)
  return z * (1 - EULER_GAMMA) - z * sum
}

/** ln Γ(x), x > 0. */
export function lgamma(x: number): number {
  if (!(x > 0)) return NaN
  if (x >= STIRLING_FROM) return x === Infinity ? Infinity : (x - 0.5) * Math.log(x) - x + HALF_LN_TWO_PI + stirlingSeries(x)
  if (x < 0.5) return lgammaNearTwo(x) - Math.log1p(x) - Math.log(x)
  if (x < 1.5) return lgammaNearTwo(x - 1) - Math.log1p(x - 1)
  let product = 1
  let down = x
  while (down > 2.5) product *= --down
  return lgammaNearTwo(down - 2) + Math.log(product)
}

/** What Stirling's formula leaves out: ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], x > 0. Tends to 1 / 12x. */
export function stirlingError(x: number): number {
  if (x >= STIRLING_FROM) return x === Infinity ? 0 : stirlingSeries(x)
  return lgamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LN_TWO_PI)
}

/** ln Γ(x + d) − ln Γ(x) for x > 0, d ≥ 0: the logarithm of a rising factorial, without the cancellation of two large logarithms. */
export function lgammaRatio(x: number, d: number): number {
  if (d === 0) return 0
  if (x < STIRLING_FROM) return lgamma(x + d) - lgamma(x)
  return d * Math.log(x) + ((x + d - 0.5) * Math.log1p(d / x) - d) + stirlingSeries(x + d) - stirlingSeries(x)
}

/** ψ(x), the derivative of ln Γ, x > 0 (DLMF 5.5.2 up to 12, then 5.11.2). */
export function digamma(x: number): number {
  if (!(x > 0)) return NaN
  let below = 0
  let at = x
  for (; at < STIRLING_FROM; at++) below += 1 / at
  const squared = 1 / (at * at)
  let sum = 0
  for (let k = BERNOULLI.length; k >= 1; k--) sum = (sum + BERNOULLI[k - 1]! / (2 * k)) * squared
  return Math.log(at) - 0.5 / at - sum - below
}

/** ψ′(x), x > 0 (DLMF 5.15.5 up to 12, then 5.15.8). */
export function trigamma(x: number): number {
  if (!(x > 0)) return NaN
  let below = 0
  let at = x
  for (; at < STIRLING_FROM; at++) below += 1 / (at * at)
  const squared = 1 / (at * at)
  let sum = 0
  for (let k = BERNOULLI.length; k >= 1; k--) sum = (sum + BERNOULLI[k - 1]!) * squared
  return (1 + sum + 0.5 / at) / at + below
}

/** ln B(a, b), a > 0, b > 0 (DLMF 5.12.1). */
export function betaln(a: number, b: number): number {
  const small = Math.min(a, b)
  const large = Math.max(a, b)
  if (large < STIRLING_FROM) return lgamma(small) + (lgamma(large) - lgamma(small + large))
  if (small < STIRLING_FROM) return lgamma(small) - lgammaRatio(large, small)
  const logs = -(small - 0.5) * Math.log1p(large / small) - large * Math.log1p(small / large) - 0.5 * Math.log(large)
  return logs + HALF_LN_TWO_PI + stirlingSeries(small) + stirlingSeries(large) - stirlingSeries(small + large)
}

/** u − ln(1 + u), u > −1, relative 1e-15 also where u is tiny: ln(1 + u) = 2 artanh(u / (2 + u)) (DLMF 4.6.4). */
export function lessLog1p(u: number): number {
  if (Math.abs(u) > 0.5) return u - Math.log1p(u)
  const v = u / (2 + u)
  const squared = v * v
  let sum = 0
  for (let k = 39; k >= 3; k -= 2) sum = (sum + 1 / k) * squared
  return v * (u - 2 * sum)
}
