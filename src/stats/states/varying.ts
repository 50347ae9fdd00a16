/**
 * Chances of a step that are not quite the same in every period: a month with a mistake in it moves more customers than others do. Rows of a
 * period are multinomial around a Dirichlet (`transitions.ts`), so moves of the same period are alike, and a row of n moves tells less than n
 * moves of as many periods would: the share of one with weight w has the variance p (1 − p) (n + w) / (n (1 + w)).
 */
import { meanChances, pooled, posteriorWeights, priorOfWhole, priorWeight, weightAbout, type Counts } from './transitions.ts'

export interface Varying {
  /** All periods together. */
  readonly counts: Counts
  /** By state: how many moves of a period the row of the whole is worth. The larger, the more alike the periods. */
  readonly weights: readonly number[]
  /** By state: as sure as so many moves that have nothing to do with each other. */
  readonly sure: readonly number[]
  /** The weights of the posterior Dirichlet of each row, no surer than that. */
  readonly posterior: Counts
}

const sumOf = (row: readonly number[]): number => row.reduce((sum, n) => sum + n, 0)

/** What several periods say together of the chances of a step. Throws on periods of different size. */
export function overPeriods(periods: readonly Counts[]): Varying {
  const counts = pooled(periods)
  if (periods.some((each) => each.length !== counts.length)) throw new RangeError('periods of different states')
  const prior = priorOfWhole(counts)
  const whole = meanChances(posteriorWeights(counts, prior))
  const weights = whole.map((shares, i) => priorWeight(periods.map((each) => each[i]!), shares))
  const scaled = sureCounts(periods, weights)
  return { counts, weights, sure: scaled.map(sumOf), posterior: posteriorWeights(scaled, prior) }
}

/**
 * By state: how many moves of a period the row of all periods is worth, where a state has several kinds with chances of their own: what periods do to
 * its kinds, and not that there are more of one kind in one period than in another.
 * @param periods rows are kinds
 * @param of the state of each kind
 */
export function alikeOver(periods: readonly Counts[], of: readonly number[], states: number): number[] {
  const shares = meanChances(pooled(periods))
  return Array.from({ length: states }, (_, state) => weightAbout(periods.flatMap((each) => each.flatMap((row, kind) => (of[kind] === state ? [{ row, shares: shares[kind]! }] : [])))))
}

/** Counts over several periods, no larger than they are sure where so many moves of a period are worth as much as all of them (`weights`, by state). */
export const sureCounts = (periods: readonly Counts[], weights: readonly number[]): number[][] => pooled(periods).map((row, i) => {
  const w = weights[i]!
  const spread = periods.reduce((sum, each) => sum + (sumOf(each[i]!) * (sumOf(each[i]!) + w)) / (1 + w), 0)
  return row.map((n) => (spread > 0 ? (n * sumOf(row)) / spread : 0))
})
