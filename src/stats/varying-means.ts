/** Means of units too small to speak for themselves, drawn towards the mean of all: the one-way random-effects model by its sums of squares. */
import { fitted, unfit, type Outcome } from './outcome.ts'

/** Sums over units that each have some observations; they add up over parts of the data, but for the mean of all that `between` is about. */
export interface MeansOf {
  readonly units: number
  readonly observations: number
  /** Σ n² over units. */
  readonly observations_squared: number
  /** Σ (y − mean of its unit)² over observations. */
  readonly within: number
  /** Σ n (mean of the unit − mean of all)² over units. */
  readonly between: number
}

export interface VaryingMeans {
  /** How many observations of one unit the mean of all is worth: variance within over variance between. */
  readonly weight: number
  /** Standard deviation of an observation about the mean of its unit. */
  readonly spread: number
}

/** Fewer units, or fewer observations beyond the first of each, do not show how units differ. */
export const FEWEST_UNITS = 30
/** `no_spread`: units differ no more than their own observations do by chance. */
export type MeansUnfit = 'too_few_units' | 'no_spread'

/**
 * The ANOVA estimator of unequal groups (Searle, Casella & McCulloch 1992, "Variance Components", §3.6): σ²b = (MSB − MSW) / n₀ with
 * n₀ = (N − Σn²/N) / (K − 1). The best linear predictor of a unit's mean is then (n · own + weight · all) / (n + weight).
 */
export function fitMeans({ units, observations, observations_squared, within, between }: MeansOf): Outcome<VaryingMeans, MeansUnfit> {
  const spare = observations - units
  if (units < FEWEST_UNITS || spare < FEWEST_UNITS) return unfit('too_few_units')
  const mean_within = within / spare
  const usual = (observations - observations_squared / observations) / (units - 1)
  const varying = (between / (units - 1) - mean_within) / usual
  if (!(varying > 0)) return unfit('no_spread')
  return fitted({ weight: mean_within / varying, spread: Math.sqrt(mean_within) })
}
