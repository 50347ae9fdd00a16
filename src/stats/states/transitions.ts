/**
 * How customers move from state to state over one step of time: counts, and chances drawn towards what the whole shows. Rows of a segment are
 * multinomial around a Dirichlet whose mean is the pooled row and whose weight (how many moves it is worth) is fitted to how far segments
 * differ: the Dirichlet-multinomial by empirical Bayes (Mosimann 1962; Minka 2000).
 */
import { gammaTails } from '../distributions.ts'
import { minimise, type Objective } from '../optimise.ts'
import { digamma, lgammaRatio } from '../special.ts'

/** counts[i][j]: so many who stood in i stood in j one step later. */
export type Counts = readonly (readonly number[])[]
/** Chances: rows sum to 1. */
export type Chances = readonly (readonly number[])[]

/** The pooled rows count as if so many moves more had been seen, spread over the states that anybody reaches. */
const POOLED_WEIGHT = 1
/** With no difference between segments a row of the whole is worth this many moves of a segment: as good as certain. */
const MOST_WEIGHT = 1e6
const LEAST_WEIGHT = 1e-3

const sumOf = (row: readonly number[]): number => row.reduce((sum, n) => sum + n, 0)

/** All segments together. */
export const pooled = (segments: readonly Counts[]): number[][] =>
  (segments[0] ?? []).map((row, i) => row.map((_, j) => segments.reduce((sum, counts) => sum + counts[i]![j]!, 0)))

/**
 * What a row of counts is drawn towards, as weights of a Dirichlet: for the whole, one move spread over the states that anybody reaches. A state
 * that nobody was seen to leave is for good.
 */
export function priorOfWhole(counts: Counts): number[][] {
  const reached = counts.map((_, j) => counts.some((row) => row[j]! > 0))
  const share = POOLED_WEIGHT / Math.max(1, reached.filter(Boolean).length)
  return counts.map((row, i) => {
    const left = row.some((n, j) => n > 0 && i !== j)
    return row.map((_, j) => (left ? (reached[j] ? share : 0) : Number(i === j)))
  })
}

/** The weights of the posterior Dirichlet of each row. */
export const posteriorWeights = (counts: Counts, prior: Counts): number[][] => counts.map((row, i) => row.map((n, j) => n + prior[i]![j]!))

/** Mean chances of Dirichlet rows; a row without any weight stays where it is. */
export const meanChances = (weights: Counts): number[][] => weights.map((row, i) => {
  const sum = sumOf(row)
  return row.map((weight, j) => (sum > 0 ? weight / sum : Number(i === j)))
})

/** Counts, and the shares that they lie about. */
interface RowAbout {
  readonly row: readonly number[]
  readonly shares: readonly number[]
}

/** Minus the log-likelihood of ln weight: rows around fixed shares. */
function weightObjective(rows: readonly RowAbout[]): Objective {
  return ([log]) => {
    const weight = Math.exp(log!)
    let [value, slope] = [0, 0]
    for (const { row, shares } of rows) {
      const n = sumOf(row)
      value -= lgammaRatio(weight, n)
      slope -= digamma(weight + n) - digamma(weight)
      for (const [j, count] of row.entries()) {
        if (count === 0) continue
        value += lgammaRatio(weight * shares[j]!, count)
        slope += shares[j]! * (digamma(weight * shares[j]! + count) - digamma(weight * shares[j]!))
      }
    }
    const seen = Math.max(1, rows.length)
    return { value: -value / seen, gradient: [(-slope * weight) / seen] }
  }
}

/** How many moves the pooled row of a state is worth, from how far the segments' rows differ: the more alike they are, the more. */
export const priorWeight = (rows: readonly (readonly number[])[], shares: readonly number[]): number => weightAbout(rows.map((row) => ({ row, shares })))

/** The same of rows that lie about shares of their own, as alike to them as one weight says. */
export function weightAbout(rows: readonly RowAbout[]): number {
  const seen = rows.filter(({ row }) => sumOf(row) > 0)
  if (seen.length < 2) return MOST_WEIGHT
  const objective = weightObjective(seen)
  const climbs = [0.1, 10, 1000].map((start) => minimise(objective, [Math.log(start)], { tolerance: 1e-8 }))
  const best = climbs.reduce((low, next) => (next.value < low.value ? next : low))
  return Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, Math.exp(best.x[0]!)))
}

export interface Shrunken {
  readonly whole: Chances
  /** By state: how many moves of a segment the whole is worth. */
  readonly weights: readonly number[]
  /** By segment: the weights of the posterior Dirichlets, and their means. */
  readonly segments: readonly { readonly posterior: Counts; readonly chances: Chances }[]
}

/** The chances of each segment, drawn towards those of all. */
export function shrinkTransitions(segments: readonly Counts[]): Shrunken {
  const all = pooled(segments)
  const whole = meanChances(posteriorWeights(all, priorOfWhole(all)))
  const weights = whole.map((shares, i) => priorWeight(segments.map((counts) => counts[i]!), shares))
  const prior = whole.map((shares, i) => shares.map((share) => share * weights[i]!))
  return { whole, weights, segments: segments.map((counts) => ({ posterior: posteriorWeights(counts, prior), chances: meanChances(posteriorWeights(counts, prior)) })) }
}

export interface Homogeneity {
  /** The likelihood-ratio statistic, its degrees of freedom, and how likely so large a one is if nothing changed. */
  readonly statistic: number
  readonly degrees: number
  readonly p: number
}

/** Whether two periods have the same chances (the likelihood-ratio test of Anderson & Goodman 1957); null where nothing can differ. */
export function sameChances(first: Counts, second: Counts): Homogeneity | null {
  let [statistic, degrees] = [0, 0]
  for (const [i, row] of first.entries()) {
    const other = second[i]!
    const [n, m] = [sumOf(row), sumOf(other)]
    if (n === 0 || m === 0) continue
    const reached = row.map((count, j) => count + other[j]!)
    degrees += reached.filter((count) => count > 0).length - 1
    for (const [j, both] of reached.entries())
      for (const [count, size] of [[row[j]!, n], [other[j]!, m]] as const) if (count > 0) statistic += 2 * count * Math.log(count / ((both * size) / (n + m)))
  }
  return degrees > 0 ? { statistic, degrees, p: gammaTails(Math.max(0, statistic) / 2, degrees / 2).upper } : null
}
