/** Which drivers a score hangs on, how sure that is, and whether they please or only do not displease. All of it is association: nothing here says what causes what. */
import { quantilesOf } from '../describe.ts'
import { fitted, unfit, type Outcome } from '../outcome.ts'
import { diceOf, resample } from '../random.ts'
import { correlationsOf, crossProducts, isConstant, mergeCrossProducts, type CrossProducts, type DataColumns } from './crossproducts.ts'
import { lmg, MOST_DRIVERS, relativeWeights } from './importance.ts'

export interface DriverWeight {
  readonly name: string
  /** Of the variance of the outcome; the shares sum to R². */
  readonly share: number
  readonly low: number
  readonly high: number
  /** Johnson's relative weight. */
  readonly johnson: number
  readonly rank: number
  /** The share of resamples in which it had this rank. */
  readonly stability: number
  /** Its simple correlation with the outcome: the direction. */
  readonly correlation: number
}

export interface Weighed {
  readonly n: number
  readonly rSquared: number
  /** `lmg`, or `johnson` beyond 16 drivers. */
  readonly method: 'lmg' | 'johnson'
  /** In the order in which they came. */
  readonly drivers: readonly DriverWeight[]
  /** Columns that do not vary: they explain nothing. */
  readonly constant: readonly string[]
}

export type Unweighed = 'too_few_rows' | 'outcome_constant' | 'no_drivers'

export interface WeighOptions {
  readonly resamples?: number
  readonly seed?: number
  readonly level?: number
}

/** Rows beyond this are resampled in blocks: so many blocks are plenty to see how far a share scatters. */
const MOST_BLOCKS = 400
/** A driver asks for this many rows more; with fewer the shares are noise. */
const ROWS_A_DRIVER = 3

/** The rows in blocks of nearly equal size, each row its own where they are few. Whatever order rows come in must say nothing. */
function blocksOf(columns: DataColumns, order: Uint32Array): CrossProducts[] {
  const n = order.length
  const shuffled = columns.map((column) => Float64Array.from(order, (row) => column[row]!))
  const blocks = Math.min(n, MOST_BLOCKS)
  return Array.from({ length: blocks }, (_, b) => crossProducts(shuffled, Math.round((b * n) / blocks), Math.round(((b + 1) * n) / blocks)))
}

function shuffledRows(n: number, seed: number): Uint32Array {
  const dice = diceOf(seed)
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(dice.uniform() * (i + 1))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}

export const ranksOf = (shares: readonly number[]): number[] => {
  const order = shares.map((_, i) => i).sort((a, b) => shares[b]! - shares[a]! || a - b)
  const ranks = shares.map(() => 0)
  for (const [rank, i] of order.entries()) ranks[i] = rank + 1
  return ranks
}

/** Shares of the drivers of one set of cross products; a driver that happens not to vary in it has none. */
function sharesOf(products: CrossProducts, drivers: readonly number[], outcome: number, weigh: typeof lmg): number[] {
  if (isConstant(products, outcome)) return drivers.map(() => 0)
  const varying = drivers.filter((column) => !isConstant(products, column))
  const shares = varying.length === 0 ? [] : weigh(correlationsOf(products, varying, outcome))
  return drivers.map((column) => (varying.includes(column) ? shares[varying.indexOf(column)]! : 0))
}

/**
 * Weighs drivers against an outcome: LMG shares (Johnson's beyond 16 drivers) with percentile intervals by a bootstrap over rows and the
 * stability of their ranks. The same seed gives the same answer to the bit.
 * @param names of the drivers, in the order of their columns
 */
export function weighDrivers(names: readonly string[], columns: DataColumns, outcome: Float64Array, options: WeighOptions = {}): Outcome<Weighed, Unweighed> {
  const { resamples = 500, seed = 1, level = 0.95 } = options
  const data = [...columns, outcome]
  const at = columns.length
  const n = outcome.length
  const blocks = blocksOf(data, shuffledRows(n, seed))
  const whole = mergeCrossProducts(blocks)
  const drivers = names.map((_, i) => i).filter((column) => n > 0 && !isConstant(whole, column))
  if (n < 2 || n < ROWS_A_DRIVER * drivers.length + 2) return unfit('too_few_rows')
  if (isConstant(whole, at)) return unfit('outcome_constant')
  if (drivers.length === 0) return unfit('no_drivers')
  const method = drivers.length > MOST_DRIVERS ? 'johnson' : 'lmg'
  const weigh = method === 'lmg' ? lmg : relativeWeights
  const shares = sharesOf(whole, drivers, at, weigh)
  const dice = diceOf(seed ^ 0x2545f491)
  const drawn = Array.from({ length: resamples }, () => sharesOf(mergeCrossProducts(blocks, resample(dice, blocks.length)), drivers, at, weigh))
  const ranks = ranksOf(shares)
  const drawnRanks = drawn.map(ranksOf)
  const correlations = correlationsOf(whole, drivers, at)
  const johnson = relativeWeights(correlations)
  return fitted({
    n, method, rSquared: shares.reduce((sum, share) => sum + share, 0),
    drivers: drivers.map((column, i) => {
      const [low, high] = quantilesOf(drawn.map((each) => each[i]!), [(1 - level) / 2, (1 + level) / 2]) as [number, number]
      const stability = drawnRanks.filter((each) => each[i] === ranks[i]).length / Math.max(1, resamples)
      return { name: names[column]!, share: shares[i]!, low, high, johnson: johnson[i]!, rank: ranks[i]!, stability, correlation: correlations.outcome[i]! }
    }),
    constant: names.filter((_, i) => !drivers.includes(i)),
  })
}
