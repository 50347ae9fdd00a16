import { normalQuantile } from '../quantiles.ts'

/**
 * Which of many figures surely differ from nothing, so that of those said to at most a share of `wrong` does not, on average (Benjamini & Hochberg 1995,
 * two-sided). Looked at one by one, one in twenty of those that are nothing would.
 * @param z each figure in its own standard errors
 */
export function standOut(z: readonly number[], wrong = 0.05): boolean[] {
  const sizes = z.map(Math.abs).toSorted((a, b) => b - a)
  const last = sizes.findLastIndex((size, i) => size >= normalQuantile(1 - (wrong * (i + 1)) / (2 * z.length)))
  const least = sizes[last] ?? Infinity
  return z.map((each) => Math.abs(each) >= least)
}
