import type { SbgUnfit } from '#stats/stay/sbg.ts'
import type { Instant } from '#core/units/time.ts'

/**
 * Contracts: from when they begin until they are cancelled, or until a term has ended and nobody renewed it. How many stay from term to term is learned from
 * the company's own (`stats/stay/sbg.ts`); a term that was lived through counts as having come again.
 */

/** What was learned of the company's contracts. Plain data, kept with what else was learned. */
export interface ContractModel {
  /** How long a term is: the usual time from one renewal to the next, or a month where contracts run on without a word. */
  readonly term_days: number
  /** Is a renewal told? Then a term that ends without one is the end of the contract. */
  readonly renewals_told: boolean
  /** Contracts that ran for at least one term by then, and how many of them had ended. */
  readonly contracts: number
  readonly lost: number
  /** The longest of them, in terms that were over. */
  readonly longest: number
  /** Of those who bought while under contract, the share that went on buying after it had ended: where few do, what they paid was paid under it. null with too few to tell. */
  readonly goes_on: number | null
  readonly fit: FittedKeeping | null
  /** Why there is no fit. */
  readonly missing: SbgUnfit | 'too_few' | null
  /** What would have been foretold in the past; null where the history is too short, or too few were under contract. */
  readonly held: HeldContracts | null
}

/** The shifted beta-geometric model as it was fitted, in terms. */
export interface FittedKeeping {
  /** Of Beta(a, b), the chance of leaving at the end of a term. */
  readonly parameters: readonly [a: number, b: number]
  /** Covariance of their logarithms. */
  readonly covariance: readonly (readonly number[])[]
}

/** Those under contract at the end of a day of the past: what was foretold, and how many of them were under contract at the end of the time after it. */
export interface HeldContracts {
  readonly cut: Instant
  readonly horizon_days: number
  readonly asked: number
  readonly said: number
  readonly came: number
  /** The mean of ln of the chance given to what happened, and that of saying the same rate of leaving of everybody. */
  readonly log_score: number
  readonly plain_log_score: number
  /** By how much the first is better, with its standard error. */
  readonly ahead: number
  readonly ahead_error: number
  readonly brier: number
  readonly brier_base: number
}

/** Where nobody tells renewals, contracts run from month to month. */
export const MONTH_DAYS = 365 / 12
/** A renewal may come late by this share of a term before the contract counts as run out; what ends so late ended with the term before. */
export const GRACE = 0.25
/** A last bill comes within so many days of the end. */
export const LAST_BILL_DAYS = 45

/** Under contract, is staying a matter of the contract alone? It is where those who leave theirs do not go on buying: their purchases were bills. */
export const decidesAlone = ({ goes_on, missing }: ContractModel): boolean => missing === null && goes_on !== null && goes_on < 0.5
