/** Chance from a seed: the same seed gives the same numbers, to the bit, on every machine. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A generator handed on: every draw moves it. */
export interface Dice {
  /** In [0, 1), 53 bits. */
  readonly uniform: () => number
}

export function diceOf(seed: number): Dice {
  const generator = xoroshiro128plus(seed | 0)
  return { uniform: () => uniformFloat64(generator) }
}

/** Unit exponential. */
export const exponential = (dice: Dice): number => -Math.log1p(-dice.uniform())

/** Standard normal (Box & Muller 1958). */
export const normal = (dice: Dice): number => Math.sqrt(2 * exponential(dice)) * Math.cos(2 * Math.PI * dice.uniform())

/** ln of a gamma of unit rate (Marsaglia & Tsang 2000); below shape 1 by their boost, as a logarithm so that tiny shapes do not end at 0. */
export function logGamma(dice: Dice, shape: number): number {
  if (shape < 1) return logGamma(dice, shape + 1) - exponential(dice) / shape
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(dice)
    const v = (1 + c * x) ** 3
    if (v > 0 && -exponential(dice) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v)
  }
}

export const gamma = (dice: Dice, shape: number, rate = 1): number => Math.exp(logGamma(dice, shape)) / rate

export function beta(dice: Dice, a: number, b: number): number {
  const apart = logGamma(dice, b) - logGamma(dice, a)
  return 1 / (1 + Math.exp(apart))
}

/** Shares that sum to 1, from a Dirichlet; a weight of 0 gives a share of 0. */
export function dirichlet(dice: Dice, weights: readonly number[]): number[] {
  const logs = weights.map((weight) => (weight > 0 ? logGamma(dice, weight) : -Infinity))
  const most = Math.max(...logs)
  const parts = logs.map((log) => Math.exp(log - most))
  const sum = parts.reduce((total, part) => total + part, 0)
  return parts.map((part) => part / sum)
}

/** A vector from the normal distribution around `middle` whose covariance is L Lᵀ, L lower triangular. */
export function normalVector(dice: Dice, middle: readonly number[], lower: readonly (readonly number[])[]): number[] {
  const z = middle.map(() => normal(dice))
  return middle.map((value, i) => lower[i]!.reduce((sum, entry, j) => sum + entry * z[j]!, value))
}

/** An index with the odds of `weights`, which are not negative and not all 0. */
export function pickIndex(dice: Dice, weights: readonly number[]): number {
  let left = dice.uniform() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [i, weight] of weights.entries()) if ((left -= weight) < 0) return i
  return weights.findLastIndex((weight) => weight > 0)
}

/** How often each of `size` units falls into a sample of as many, drawn with replacement. */
export function resample(dice: Dice, size: number): Float64Array {
  const times = new Float64Array(size)
  for (let i = 0; i < size; i++) times[Math.floor(dice.uniform() * size)]!++
  return times
}
