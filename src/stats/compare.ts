import { NORMAL_95, wilson, type Share } from './proportions.ts'

/** Two groups, or two scores, held against each other: differences with 95 % intervals. */

/** k of n on each side. */
export interface TwoCounts {
  readonly k1: number
  readonly n1: number
  readonly k2: number
  readonly n2: number
}

/** The first share less the second, of two groups apart (Newcombe 1998, method 10). Unknown, from −1 to 1, where one has nobody. */
export function differenceOfShares({ k1, n1, k2, n2 }: TwoCounts): Share {
  if (n1 === 0 || n2 === 0) return { value: 0, low: -1, high: 1 }
  const [a, b] = [wilson(k1, n1), wilson(k2, n2)]
  const value = a.value - b.value
  return { value, low: value - Math.hypot(a.value - a.low, b.high - b.value), high: value + Math.hypot(a.high - a.value, b.value - b.low) }
}

/**
 * The first share less the second among equals: strata are compared one by one and weighted by Mantel & Haenszel, with the variance of
 * Sato (1989, Biometrics 45:1323), which holds for few large strata and for many small ones. A stratum with nobody on one side
 * says nothing. Null where none says anything.
 * @returns the difference, and how many of each side were compared
 */
export function differenceAmongEquals(strata: Iterable<TwoCounts>): (Share & { readonly n1: number; readonly n2: number }) | null {
  let weight = 0
  let sum = 0
  let [slope, level] = [0, 0]
  let [seen1, seen2] = [0, 0]
  for (const { k1, n1, k2, n2 } of strata) {
    if (n1 === 0 || n2 === 0) continue
    const n = n1 + n2
    weight += (n1 * n2) / n
    sum += (k1 * n2 - k2 * n1) / n
    slope += (n1 * n1 * k2 - n2 * n2 * k1 + (n1 * n2 * (n2 - n1)) / 2) / (n * n)
    level += (k1 * (n2 - k2) + k2 * (n1 - k1)) / (2 * n)
    seen1 += n1
    seen2 += n2
  }
  if (weight === 0) return null
  const value = sum / weight
  const half = (NORMAL_95 * Math.sqrt(Math.max(0, value * slope + level))) / weight
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half), n1: seen1, n2: seen2 }
}

/** Places in the order of the values, from 1; equal ones share the middle of theirs. */
function midranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  const ranks = new Float64Array(values.length)
  for (let i = 0; i < order.length; ) {
    let j = i
    while (j < order.length && values[order[j] as number] === values[order[i] as number]) j++
    for (let k = i; k < j; k++) ranks[order[k] as number] = (i + j + 1) / 2
    i = j
  }
  return ranks
}

/** For each of those who did and of those who did not: the share of the other side that their score stands right to. */
interface Placed {
  readonly auc: number
  readonly did: Float64Array
  readonly not: Float64Array
}

/** DeLong's placements in n log n (Sun & Xu 2014). */
function placed(scores: Float64Array, did: Uint8Array): Placed {
  const of = (outcome: number): Float64Array => scores.filter((_, i) => did[i] === outcome)
  const [xs, ys] = [of(1), of(0)]
  const [m, n] = [xs.length, ys.length]
  const all = midranks(concat(xs, ys))
  const [own1, own0] = [midranks(xs), midranks(ys)]
  const up = xs.map((_, i) => ((all[i] as number) - (own1[i] as number)) / n)
  const down = ys.map((_, j) => 1 - ((all[m + j] as number) - (own0[j] as number)) / m)
  return { auc: up.reduce((sum, v) => sum + v, 0) / m, did: up, not: down }
}

function concat(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

function covariance(a: Float64Array, b: Float64Array): number {
  const mean = (v: Float64Array): number => v.reduce((sum, x) => sum + x, 0) / v.length
  const [ma, mb] = [mean(a), mean(b)]
  return a.reduce((sum, x, i) => sum + (x - ma) * ((b[i] as number) - mb), 0) / (a.length - 1)
}

/** How well two scores of the same people rank those who did above those who did not, and by how much the first does so better. */
export interface Ranked {
  readonly first: number
  readonly second: number
  readonly difference: Share
}

/**
 * The area under the curve of each score (the chance that somebody who did stands above somebody who did not) and the difference with its 95 %
 * interval, which knows that both scores are of the same people (DeLong, DeLong & Clarke-Pearson 1988).
 * @param did 1 for whoever did, 0 for whoever did not
 * @returns null with fewer than two on either side
 */
export function compareRanking(first: Float64Array, second: Float64Array, did: Uint8Array): Ranked | null {
  const count = did.reduce((sum, one) => sum + one, 0)
  if (count < 2 || did.length - count < 2) return null
  const [a, b] = [placed(first, did), placed(second, did)]
  const spread = (side: 'did' | 'not'): number => (covariance(a[side], a[side]) + covariance(b[side], b[side]) - 2 * covariance(a[side], b[side])) / a[side].length
  const half = NORMAL_95 * Math.sqrt(Math.max(0, spread('did') + spread('not')))
  const value = a.auc - b.auc
  return { first: a.auc, second: b.auc, difference: { value, low: value - half, high: value + half } }
}
