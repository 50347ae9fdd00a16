/**
 * The beta and the gamma distribution, both tails, each to a relative 1e-12 where shapes are below 1e6. The density's
 * kernel is written around its mode (Loader 2000, "Fast and accurate computation of binomial probabilities"), so that large
 * shapes do not cancel.
 */
import { lessLog1p, stirlingError } from './special.ts'

/** Both tails at a point, and the density there per unit of ln x (gamma) or of logit x (beta). */
export interface Tails {
  readonly lower: number
  readonly upper: number
  readonly kernel: number
}

const TINY = 1e-300
const EPSILON = 2 ** -53
/** A fraction needs about √shape terms; this is enough for shapes of 1e10. */
const MOST_TERMS = 1_000_000

/** ratio − 1 − ln ratio, from whichever of the ratio and its distance from 1 is the better known. */
const deviance = (ratio: number, distance: number): number => (Math.abs(distance) <= 0.5 ? lessLog1p(distance) : ratio - 1 - Math.log(ratio))

/** 1 + c₁/(1 + c₂/(1 + …)) by the modified Lentz method (DLMF 3.10(iii)). */
function continuedFraction(coefficient: (n: number) => number): number {
  let value = 1
  let c = 1
  let d = 0
  for (let n = 1; n <= MOST_TERMS; n++) {
    const term = coefficient(n)
    d = 1 / (1 + term * d || TINY)
    c = 1 + term / c || TINY
    value *= c * d
    if (Math.abs(c * d - 1) <= EPSILON) break
  }
  return value
}

/** x^a y^b / B(a, b), y = 1 − x. */
function betaKernel(x: number, y: number, a: number, b: number): number {
  const apart = b * x - a * y
  const total = a + b
  const exponent = a * deviance((x * total) / a, apart / a) + b * deviance((y * total) / b, -apart / b)
  const stirling = stirlingError(total) - stirlingError(a) - stirlingError(b)
  return Math.sqrt(((a / total) * b) / (2 * Math.PI)) * Math.exp(stirling - exponent)
}

/** The lower tail of the beta distribution below its mean (DLMF 8.17.22), given its kernel. */
function betaFraction(x: number, a: number, b: number, kernel: number): number {
  const fraction = continuedFraction((n) => {
    const m = n >> 1
    const at = a + 2 * m
    return n % 2 === 0 ? (m * (b - m) * x) / ((at - 1) * at) : (-(a + m) * (a + b + m) * x) / (at * (at + 1))
  })
  return Math.min(1, kernel / (a * fraction))
}

const NOTHING: Tails = { lower: NaN, upper: NaN, kernel: NaN }
const ALL_ABOVE: Tails = { lower: 0, upper: 1, kernel: 0 }
const ALL_BELOW: Tails = { lower: 1, upper: 0, kernel: 0 }

/**
 * P(X ≤ x) and P(X > x) of Beta(a, b) at x, with y = 1 − x given apart so that neither end is blunt. With a = 0 all of it sits at 0,
 * with b = 0 at 1.
 */
export function betaTails(x: number, y: number, a: number, b: number): Tails {
  if (!(a >= 0 && b >= 0 && a + b > 0) || Number.isNaN(x)) return NOTHING
  if (x < 0 || (x === 0 && a > 0)) return ALL_ABOVE
  if (y <= 0 || a === 0) return ALL_BELOW
  if (b === 0) return ALL_ABOVE
  const kernel = betaKernel(x, y, a, b)
  if (x * (a + b + 2) <= a + 1) {
    const lower = betaFraction(x, a, b, kernel)
    return { lower, upper: 1 - lower, kernel }
  }
  const upper = betaFraction(y, b, a, kernel)
  return { lower: 1 - upper, upper, kernel }
}

/** P(X ≤ x) of Beta(a, b): the regularised incomplete beta function I_x(a, b). */
export const betaCdf = (x: number, a: number, b: number): number => betaTails(x, 1 - x, a, b).lower

/** The lower tail by its power series over the kernel (DLMF 8.11.4), for x below about the mean. */
function gammaSeries(x: number, shape: number, kernel: number): number {
  let term = 1 / shape
  let sum = term
  for (let n = 1; n <= MOST_TERMS && term > sum * EPSILON; n++) {
    term *= x / (shape + n)
    sum += term
  }
  return Math.min(1, kernel * sum)
}

/** The upper tail by Legendre's continued fraction (DLMF 8.9.2 in its even part), for x above about the mean. */
function gammaFraction(x: number, shape: number, kernel: number): number {
  const base = (n: number): number => x + 2 * n + 1 - shape
  const fraction = continuedFraction((n) => (-n * (n - shape)) / (base(n - 1) * base(n)))
  return Math.min(1, kernel / (base(0) * fraction))
}

/** P(X ≤ x) and P(X > x) of the gamma distribution with rate 1. */
export function gammaTails(x: number, shape: number): Tails {
  if (!(shape > 0) || Number.isNaN(x)) return NOTHING
  if (x <= 0) return ALL_ABOVE
  if (x === Infinity) return ALL_BELOW
  const exponent = shape * deviance(x / shape, (x - shape) / shape) + stirlingError(shape)
  const kernel = Math.sqrt(shape / (2 * Math.PI)) * Math.exp(-exponent)
  if (x < shape + 1) {
    const lower = gammaSeries(x, shape, kernel)
    return { lower, upper: 1 - lower, kernel }
  }
  const upper = gammaFraction(x, shape, kernel)
  return { lower: 1 - upper, upper, kernel }
}

/** P(X ≤ x) of the gamma distribution with the given shape and rate: the regularised lower incomplete gamma function. */
export const gammaCdf = (x: number, shape: number, rate: number): number => gammaTails(x * rate, shape).lower
