/** Inverses of the distribution functions, to a relative 1e-10: Newton on the logarithm of the smaller tail, kept inside a bracket. */
import { betaTails, gammaTails, type Tails } from './distributions.ts'

const MOST_STEPS = 200
const CLOSE = 1e-14

/** ln(tail / target), signed so that it rises with u, and the Newton step that would bring it to 0. */
interface Reading {
  readonly excess: number
  readonly step: number
}

function read(tails: Tails, p: number, lowerSide: boolean): Reading {
  const tail = lowerSide ? tails.lower : tails.upper
  const excess = lowerSide ? Math.log(tail / p) : -Math.log(tail / (1 - p))
  return { excess, step: (-excess * tail) / tails.kernel }
}

/**
 * Solves lower(u) = p for u on the whole line, lower rising in u and `kernel` its derivative. The walk from `start` doubles
 * its stride until p is bracketed; a Newton step that leaves the bracket is replaced by its middle.
 */
function solve(p: number, start: number, tailsAt: (u: number) => Tails): number {
  const lowerSide = p <= tailsAt(start).lower
  let low = lowerSide ? -Infinity : start
  let high = lowerSide ? start : Infinity
  let u = start
  let stride = 1
  for (let i = 0; i < MOST_STEPS; i++) {
    const { excess, step } = read(tailsAt(u), p, lowerSide)
    if (excess === 0) return u
    if (excess < 0) low = u
    else high = u
    let next = u + step
    if (!(next > low && next < high) || Math.abs(step) > stride) {
      next = low === -Infinity ? u - stride : high === Infinity ? u + stride : (low + high) / 2
      stride *= 2
    }
    if (Math.abs(next - u) <= CLOSE * Math.max(1, Math.abs(u))) return next
    u = next
  }
  return u
}

/** The x with P(X ≤ x) = p, X gamma with the given shape and rate; 0 ≤ p ≤ 1, else NaN. */
export function gammaQuantile(p: number, shape: number, rate: number): number {
  if (!(p >= 0 && p <= 1 && shape > 0 && rate > 0)) return NaN
  if (p === 0) return 0
  if (p === 1) return Infinity
  return Math.exp(solve(p, Math.log(shape), (u) => gammaTails(Math.exp(u), shape))) / rate
}

/** The x with P(X ≤ x) = p, X of Beta(a, b), all of it at 0 for a = 0 and at 1 for b = 0; 0 ≤ p ≤ 1, else NaN. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1 && a >= 0 && b >= 0 && a + b > 0)) return NaN
  if (a === 0 || b === 0) return a === 0 ? 0 : 1
  if (p === 0 || p === 1) return p
  const u = solve(p, Math.log(a / b), (v) => betaTails(1 / (1 + Math.exp(-v)), 1 / (1 + Math.exp(v)), a, b))
  return 1 / (1 + Math.exp(-u))
}

/** The standard normal quantile: its square is gamma with shape ½ and rate ½. To 1e-10 for 1e-6 ≤ p ≤ 1 − 1e-6. */
export function normalQuantile(p: number): number {
  return Math.sign(p - 0.5) * Math.sqrt(gammaQuantile(Math.abs(2 * p - 1), 0.5, 0.5))
}
