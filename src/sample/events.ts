import { DAY_MS, HOUR_MS, type Instant } from '#core/units/time.ts'
import { PARAMETERS } from './parameters.ts'

/** A month is a twelfth of a mean year. */
const MONTH_MS = (365.25 / 12) * DAY_MS
export const YEAR_IN_DAYS = 365.25

const morning = (at: Instant): Instant => Math.floor(at / DAY_MS) * DAY_MS + 7 * HOUR_MS

/** What befalls the company at known dates. */
export interface Events {
  /** The price letter goes out; absent where the period is too short for a month 20. */
  readonly letter?: { readonly asked_at: Instant; readonly at: Instant }
  /** The warehouse is slow from … until. */
  readonly warehouse: { readonly from: Instant; readonly until: Instant }
}

export const LETTER_DECISION = 'member-prices'

export function eventsOf(start: Instant, end: Instant): Events {
  const { letter, warehouse } = PARAMETERS
  const at = morning(start + (letter.month - 0.5) * MONTH_MS)
  const until = morning(end - warehouse.ended_months_before_end * MONTH_MS)
  const slow = { from: morning(until - warehouse.months * MONTH_MS), until }
  return at < end ? { letter: { asked_at: at - letter.asked_days_before * DAY_MS, at }, warehouse: slow } : { warehouse: slow }
}

/** What the lot says about the letter: told, asked a month before, or neither. */
export type Arm = 'told' | 'asked' | 'neither'

export function armOf(lot: number): Arm {
  const { told_share, asked_share } = PARAMETERS.letter
  return lot < told_share ? 'told' : lot < told_share + asked_share ? 'asked' : 'neither'
}
