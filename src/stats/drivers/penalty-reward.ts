/**
 * Penalty and reward (Brandt 1987; Matzler & Sauerwein 2002): the outcome on two marks for each driver, "poor" and "excellent", beside the middle.
 * A driver that only punishes is basic (expected, and noticed when it is missing), one that only rewards is exciting, one that does both alike
 * is a matter of performance.
 */
import { fitted, unfit, type Outcome } from '../outcome.ts'
import { normalQuantile } from '../quantiles.ts'
import { crossProducts, isConstant, type DataColumns } from './crossproducts.ts'
import { leastSquares, type LeastSquares } from './least-squares.ts'

export interface Effect {
  readonly value: number
  readonly low: number
  readonly high: number
}

export type DriverKind = 'basic' | 'performance' | 'exciting' | 'indifferent'

export interface PenaltyReward {
  readonly name: string
  /** How much the outcome is below the middle where the driver is poor (negative where it punishes); null where nobody finds it poor. */
  readonly penalty: Effect | null
  readonly reward: Effect | null
  readonly kind: DriverKind
}

/** From where on an answer is poor, and from where on excellent. */
export interface Thresholds {
  readonly poor: number
  readonly excellent: number
}

export type NoPenaltyReward = 'too_few_rows' | 'outcome_constant' | 'no_drivers'

const Z = normalQuantile(0.975)

interface Mark {
  readonly driver: number
  readonly side: 'penalty' | 'reward'
}

/** Whether one effect is larger than the other beyond chance, both in the direction in which they hurt and please. */
function kindOf(fit: LeastSquares, marks: readonly Mark[], driver: number): DriverKind {
  const [p, r] = (['penalty', 'reward'] as const).map((side) => marks.findIndex((mark) => mark.driver === driver && mark.side === side)) as [number, number]
  const [penalty, reward] = [p < 0 ? 0 : -fit.slopes[p]!, r < 0 ? 0 : fit.slopes[r]!]
  const error = (i: number): number => (i < 0 ? 0 : Math.sqrt(fit.covariance[i]![i]!))
  const [hurts, pleases] = [penalty > Z * error(p), reward > Z * error(r)]
  if (!hurts && !pleases) return 'indifferent'
  const both = p < 0 || r < 0 ? 0 : fit.covariance[p]![r]!
  // Var(−β_p − β_r), β_p the slope of the poor mark.
  const apart = Z * Math.sqrt(Math.max(0, error(p) ** 2 + error(r) ** 2 + 2 * both))
  if (penalty - reward > apart) return 'basic'
  return reward - penalty > apart ? 'exciting' : 'performance'
}

/** The split of each driver, all adjusted for each other. Drivers that nobody finds poor or excellent say nothing on that side. */
export function penaltyReward(names: readonly string[], columns: DataColumns, outcome: Float64Array, { poor, excellent }: Thresholds): Outcome<readonly PenaltyReward[], NoPenaltyReward> {
  const all: readonly (Mark & { readonly column: Float64Array })[] = columns.flatMap((column, driver) => [
    { driver, side: 'penalty' as const, column: column.map((value) => Number(value <= poor)) }, { driver, side: 'reward' as const, column: column.map((value) => Number(value >= excellent)) },
  ])
  const products = crossProducts([...all.map(({ column }) => column), outcome])
  const used = all.map((_, i) => i).filter((i) => !isConstant(products, i))
  if (used.length === 0) return unfit('no_drivers')
  if (isConstant(products, all.length)) return unfit('outcome_constant')
  const fit = leastSquares(products, used, all.length)
  if (!fit) return unfit('too_few_rows')
  const marks = used.map((i) => all[i]!)
  const effect = (driver: number, side: Mark['side']): Effect | null => {
    const i = marks.findIndex((mark) => mark.driver === driver && mark.side === side)
    if (i < 0) return null
    const [value, half] = [fit.slopes[i]!, Z * Math.sqrt(fit.covariance[i]![i]!)]
    return { value, low: value - half, high: value + half }
  }
  return fitted(names.map((name, driver) => ({ name, penalty: effect(driver, 'penalty'), reward: effect(driver, 'reward'), kind: kindOf(fit, marks, driver) })))
}
