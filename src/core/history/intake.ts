import { MINUTE_MS, type Instant } from '#core/units/time.ts'

/** A till's clock may run ahead of ours by this much. */
export const AHEAD_MS = 5 * MINUTE_MS

/** Has it not happened yet? */
export const isInFuture = (at: Instant, now: Instant): boolean => at > now + AHEAD_MS

/** A rate older than this is no rate: money markets close for a few days, not for weeks. */
export const RATE_REACH_DAYS = 7
