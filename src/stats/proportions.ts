/** Shares seen in a sample, with 95 % intervals that know how large the whole is. */

/** The 97.5 % point of the standard normal distribution. */
export const NORMAL_95 = 1.959963984540054
const Z = NORMAL_95

export interface Share {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What is left of the variance where n of N were drawn without replacement (Cochran 1977, §2.6): none, where all were. */
const undrawn = (n: number, size: number): number => (size === Infinity ? 1 : n >= size ? 0 : (size - n) / (size - 1))

/**
 * The share of a whole that k of n drawn from it show (Wilson 1927); drawing without replacement makes n count for more.
 * @param size of the whole; Infinity where it is not bounded
 */
export function wilson(k: number, n: number, size = Infinity): Share {
  if (n === 0) return { value: 0, low: 0, high: 1 }
  const value = k / n
  const spare = (undrawn(n, size) * Z * Z) / n
  const middle = (value + spare / 2) / (1 + spare)
  const half = (Math.sqrt(spare) * Math.sqrt(value * (1 - value) + spare / 4)) / (1 + spare)
  // Where nothing or everything fits, rounding must not move the end that is known.
  return { value, low: k === 0 ? 0 : middle - half, high: k === n ? 1 : middle + half }
}

/**
 * By how much a share changes when the same n are looked at twice: `gained` came to fit, `lost` ceased to (Bonett & Price 2012, adjusted
 * Wald). The same customers are compared, so what did not change adds no doubt.
 */
export function pairedChange(gained: number, lost: number, n: number, size = Infinity): Share {
  if (n === 0) return { value: 0, low: -1, high: 1 }
  const value = (gained - lost) / n
  const left = undrawn(n, size)
  if (left === 0) return { value, low: value, high: value }
  const [up, down] = [(gained + 1) / (n + 2), (lost + 1) / (n + 2)]
  const half = Z * Math.sqrt((left * (up + down - (up - down) ** 2)) / (n + 2))
  return { value, low: Math.max(-1, up - down - half), high: Math.min(1, up - down + half) }
}
