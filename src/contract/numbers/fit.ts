import type { Contest } from '#core/relationship/stay.ts'

/** What can be fitted to a file. `mbgnbd-2` and `-3` are MBG/NBD with gaps of two and three stages: buying that is regular. */
export const FIT_MODELS = ['bgnbd', 'mbgnbd', 'mbgnbd-2', 'mbgnbd-3', 'paretonbd', 'bgbb', 'sbg', 'gammagamma'] as const
export type FitModel = (typeof FIT_MODELS)[number]

/** Customers' histories that a forecast is asked for: repeats, time to the last, time watched. */
export interface AskedHistory {
  readonly x: number
  readonly t_x: number
  readonly T: number
}

/** Asks for the one that foretells best, by hold-out. */
export const BEST = 'best'

export interface FitRequest {
  readonly file: string
  readonly model: FitModel | typeof BEST
  /** The last day that counts as known; then the file is a log of purchases. YYYY-MM-DD. */
  readonly cut?: string
  /** How many days a unit of time has, for a log. */
  readonly unit_days: number
  /** How far ahead to look, in units of time. As far as the file goes beyond the cut, or as far as it looks back, if left out. */
  readonly horizon?: number
  readonly histories: readonly AskedHistory[]
  /** Which header holds what, where that cannot be told from its name: `customer`, `at`, `x`, … */
  readonly columns: Readonly<Record<string, string>>
}

export interface FittedParameter {
  readonly name: string
  readonly value: number
  readonly standard_error: number
}

/** A figure with its 95 % interval by the uncertainty of the fit. */
export interface FitFigure {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface HistoryForecast extends AskedHistory {
  readonly alive: FitFigure
  readonly chance: FitFigure
  readonly expected: FitFigure
  /** Purchases in the horizon, chance itself included. */
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

/** A mean of what was said beside what came, for customers known at the cut. */
export interface HeldOut {
  readonly horizon: number
  readonly customers: number
  readonly purchases_said: number
  readonly purchases_came: number
  readonly returning_said: number
  readonly returning_came: number
}

export interface Comparison {
  /** Days of the cuts, the first of them the one asked for. */
  readonly cuts: readonly string[]
  readonly horizon: number
  /** Is the best ahead of the next by more than two standard errors? */
  readonly clear: boolean
  readonly models: readonly Contest[]
}

export interface FitAnswer {
  readonly model: FitModel
  readonly parameters: readonly FittedParameter[]
  readonly log_likelihood: number
  /** Between the logarithms of the parameters, in their order. */
  readonly log_covariance: readonly (readonly number[])[]
  readonly customers: number
  /** Of models of staying: customers who came back. */
  readonly repeaters: number | null
  /** Distinct histories, which is what the fit costs by. */
  readonly cells: number
  readonly iterations: number
  /** Parameters that the data leave open: a weak prior holds them. */
  readonly held: readonly string[]
  readonly predictions: {
    readonly horizon: number | null
    /** Purchases of all customers together within the horizon. */
    readonly in_sum: number | null
    /** A new customer: what is expected of them after so long. sbg: the share still there; gammagamma: what a purchase is worth. */
    readonly newcomer: readonly { readonly t: number; readonly value: number }[]
    readonly histories: readonly HistoryForecast[]
  }
  readonly held_out: HeldOut | null
  /** With `best`: how the models foretold, the best first. */
  readonly comparison: Comparison | null
  /** gammagamma: does spend go with frequency? */
  readonly independence: { readonly correlation: number; readonly low: number; readonly high: number; readonly holds: boolean } | null
  /** Rows that say nothing to this model (no repeats, no money). */
  readonly left_out: number
}
