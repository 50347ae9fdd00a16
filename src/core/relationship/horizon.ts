import { DAY_MS, type Instant } from '#core/units/time.ts'

/** Without any fact for so long, it is the feed that has stopped, not all customers. */
export const FEED_STOPPED_MS = 30 * DAY_MS

/**
 * Up to when time alone is told: now while facts keep coming, else the newest fact. An imported history that ended years ago is shown
 * as of its end, not as a company that everyone has left; and a broken feed does not make everyone lapse.
 * @param newest when the newest fact happened; null where there is none
 * @param before up to when it has been told already: time is not untold
 */
export function tellUntil(now: Instant, newest: Instant | null, before: Instant): Instant {
  if (newest === null) return before
  return Math.max(before, now - newest <= FEED_STOPPED_MS ? Math.max(now, newest) : newest)
}
