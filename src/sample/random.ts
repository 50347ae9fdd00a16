import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

export type Dice = RandomGenerator

const TWO_32 = 4_294_967_296

/** The finaliser of MurmurHash3: a bijection of 32-bit words in which every bit of the input stirs every bit of the output. */
function stir(word: number): number {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** One word from any number and a salt, so that different questions about the same customer are answered independently. */
const keyOf = (seed: number, salt: number): number => stir(stir((seed | 0) ^ stir(Math.floor(seed / TWO_32) | 0)) + Math.imul(salt, 0x9e3779b1))

/**
 * A fixed lot in [0, 1) for customer `n`: the same whenever it is asked, and independent of the customer's dice.
 * For a given seed and salt no two customers below 2³² share one.
 */
export const lotOf = (seed: number, salt: number, n: number): number => stir(n + keyOf(seed, salt)) / TWO_32

/** Dice of their own for customer `n`; no two customers of a company share a seed. */
export function diceOf(seed: number, salt: number, n: number): Dice {
  const dice = xoroshiro128plus(stir(n + keyOf(seed, salt)))
  for (let i = 0; i < 6; i++) dice.next()
  return dice
}

/** In [0, 1). */
export const uniform = (dice: Dice): number => (dice.next() >>> 0) / TWO_32

export const chance = (dice: Dice, p: number): boolean => uniform(dice) < p

export const between = (dice: Dice, low: number, high: number): number => low + (high - low) * uniform(dice)

/** Standard normal, by Box and Muller (1958). */
export const normal = (dice: Dice): number => Math.sqrt(-2 * Math.log(1 - uniform(dice))) * Math.cos(2 * Math.PI * uniform(dice))

/** Unit exponential. */
export const exponential = (dice: Dice): number => -Math.log(1 - uniform(dice))

/** Gamma with unit scale, by Marsaglia and Tsang (2000); below shape 1 by their boost. */
export function gamma(dice: Dice, shape: number): number {
  if (shape < 1) return gamma(dice, shape + 1) * (1 - uniform(dice)) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(dice)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - uniform(dice)) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** Poisson counts by Knuth's product; meant for means of a few. */
export function poisson(dice: Dice, mean: number): number {
  const floor = Math.exp(-mean)
  let product = uniform(dice)
  let count = 0
  while (product > floor) {
    product *= uniform(dice)
    count++
  }
  return count
}

export const pick = <T>(dice: Dice, from: readonly T[]): T => from[Math.floor(uniform(dice) * from.length)] as T

/** One of `weights`' keys, each as likely as its share of the weights. `u` is in [0, 1). */
export function weighed<K extends string>(u: number, weights: Readonly<Partial<Record<K, number>>>): K {
  const entries = Object.entries(weights) as [K, number][]
  let left = u * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of entries) if ((left -= weight) < 0) return key
  return (entries.at(-1) as [K, number])[0]
}

export const clamp = (low: number, high: number, value: number): number => Math.min(high, Math.max(low, value))
