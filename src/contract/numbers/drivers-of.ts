export interface DriversOfRequest {
  readonly file: string
  /** The head of what is to be explained. */
  readonly outcome: string
  /** Heads of what may explain it; every other column of numbers if empty. */
  readonly drivers: readonly string[]
  /** From where on an answer is poor, and from where on excellent: then penalties and rewards are told. */
  readonly poor?: number
  readonly excellent?: number
  readonly resamples: number
  readonly ridge: number
  readonly seed: number
}

interface Figure {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface DriverOf {
  readonly name: string
  /** Of the variance of the outcome; shares sum to R². */
  readonly share: Figure
  readonly johnson: number
  readonly rank: number
  /** In what share of resamples it had this rank. */
  readonly stability: number
  readonly correlation: number
  /** For an outcome of 0 and 1: of one unit more, the other drivers held. */
  readonly odds_ratio: Figure | null
  /** For an outcome of 0 and 1, and a driver that is 0 or more: the share of those who did that goes with it. */
  readonly attributable: Figure | null
  readonly penalty: Figure | null
  readonly reward: Figure | null
  readonly kind: 'basic' | 'performance' | 'exciting' | 'indifferent' | null
}

export interface DriversOfAnswer {
  readonly outcome: string
  readonly rows: number
  readonly method: 'lmg' | 'johnson'
  readonly r_squared: number
  /** The weightiest first. All of it is association. */
  readonly drivers: readonly DriverOf[]
  /** Columns that do not vary. */
  readonly constant: readonly string[]
  /** For an outcome of 0 and 1: the drivers tell all who did from all who did not. */
  readonly separated: boolean | null
}
