import { normalQuantile } from '../quantiles.ts'

/**
 * Which of many figures surely differ from nothing, so that in all but a share of `wrong` of such tables none of those said to is nothing, however they hang
 * together (Holm 1979, two-sided): the farthest has to be as far as all of them need, the next as far as all but one, until one is not. Looked at one by
 * one, one in twenty of those that are nothing would be said to differ.
 * @param z each figure in its own standard errors
 */
export function standOut(z: readonly number[], wrong = 0.05): boolean[] {
  const sizes = z.map(Math.abs).toSorted((a, b) => b - a)
  const first = sizes.findIndex((size, i) => !(size >= normalQuantile(1 - wrong / (2 * (sizes.length - i)))))
  const least = first < 0 ? 0 : (sizes[first - 1] ?? Infinity)
  return z.map((each) => Math.abs(each) >= least)
}
