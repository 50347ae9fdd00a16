import type { Feeling } from '#core/history/kinds.ts'
import { DAY_MS } from '#core/units/time.ts'

/**
 * The company's settings of what counts as what. Times are in days, scores from −1 to 1, chances and shares from 0 to 1.
 * Why each default is what it is: `settingWhy` (core/words/setting.ts).
 */
export interface Policy {
  /** Within how many days a return counts. */
  readonly horizon_days: number
  /** Lapsed below this chance of a purchase within the horizon, … */
  readonly lapse_below: number
  /** … and no longer at or above this one. */
  readonly lapse_leave: number
  /** … and only after a silence of this many usual gaps. */
  readonly lapse_gaps: number
  /** With fewer customers who came back, silence says nothing yet ("one-off trade"). */
  readonly least_repeaters: number
  /** Fewer purchase days than this, and not a word: new. */
  readonly new_below_days: number
  /** In how many days an answer weighs half; for head and heart, gains and losses. */
  readonly half_life_days: number
  /** How many gains weigh up one loss. */
  readonly loss_weight: number
  /** How many indifferent answers stand before the first real one. */
  readonly prior_answers: number
  readonly heart_positive: number
  readonly heart_high: number
  readonly heart_negative: number
  readonly head_negative: number
  /** A score's gate is left only this far past where it was entered. */
  readonly score_band: number
  /** Decayed evidence under this many answers: unknown. */
  readonly unknown_below: number
  /** A betrayal not made good counts for so long. */
  readonly betrayal_days: number
  /** A turn counts as betrayal if the heart was positive within so many days before. */
  readonly bond_days: number
  /** Deposits (+) and withdrawals (−) in answers, where a fact is not an answer itself. */
  readonly deposits: {
    readonly broke: number
    readonly kept: number
    readonly recovery_accepted: number
    readonly recovery_refused: number
    readonly referral: number
    readonly praise: number
    readonly stance_glad: number
    readonly stance_uneasy: number
    readonly stance_betrayed: number
  }
  /** A recommend answer's weight against a felt one. */
  readonly recommend_weight: number
  /** Something good said within so many days. */
  readonly says_days: number
  /** Bound by deals or points: their share is above what was on offer by this much … */
  readonly bound_margin: number
  /** … with more than this probability, … */
  readonly bound_enter: number
  readonly bound_leave: number
  /** … judged from at least so many lines (orders, for points). */
  readonly bound_least: number
  /** Silent for this many usual gaps: quiet. */
  readonly quiet_gaps: number
  /** `auto`: only while the company has no answers from anyone. */
  readonly loyal_by_conduct: 'auto' | 'off' | 'on'
  readonly conduct_repeats: number
  readonly conduct_gaps: number
  readonly conduct_gaps_leave: number
  readonly conduct_chance: number
  readonly conduct_chance_leave: number
  /** A change between satisfied and loyal by conduct must last so long before it counts. */
  readonly dwell_days: number
  /** How good (1) or bad (−1) each feeling is. */
  readonly valence: Readonly<Record<Feeling, number>>
}

export const DEFAULT_POLICY: Policy = {
  horizon_days: 365,
  lapse_below: 0.5,
  lapse_leave: 0.6,
  lapse_gaps: 3,
  least_repeaters: 200,
  new_below_days: 2,
  half_life_days: 180,
  loss_weight: 2,
  prior_answers: 1,
  heart_positive: 0.3,
  heart_high: 0.45,
  heart_negative: -0.3,
  head_negative: -0.3,
  score_band: 0.1,
  unknown_below: 0.25,
  betrayal_days: 365,
  bond_days: 365,
  deposits: {
    broke: -1.5, kept: 0.5, recovery_accepted: 1, recovery_refused: -0.5, referral: 0.5, praise: 0.5,
    stance_glad: 0.5, stance_uneasy: -0.5, stance_betrayed: -1.5,
  },
  recommend_weight: 0.5,
  says_days: 365,
  bound_margin: 0.1,
  bound_enter: 0.8,
  bound_leave: 0.7,
  bound_least: 5,
  quiet_gaps: 2,
  loyal_by_conduct: 'auto',
  conduct_repeats: 3,
  conduct_gaps: 1.5,
  conduct_gaps_leave: 3,
  conduct_chance: 0.8,
  conduct_chance_leave: 0.65,
  dwell_days: 14,
  valence: {
    happy: 0.8, joyful: 0.9, assured: 0.6, cared_for: 1, delighted: 1, welcome: 0.7, grateful: 0.8,
    frustrated: -0.7, angry: -0.9, disgusted: -1, afraid: -0.8, helpless: -0.8, ignored: -0.8, distrustful: -0.9, foolish: -0.7,
    indifferent: 0,
  },
}

/** A policy's days as milliseconds. */
export const days = (n: number): number => n * DAY_MS
