import { DAY_MS, MINUTE_MS, type Instant } from '#core/units/time.ts'
import type { Zone } from '#core/units/zone.ts'

/** What a period can be compared with: as long a time that ends where it begins, or the same days a year ago. */
export const COMPARISONS = ['before', 'year'] as const
export type Comparison = (typeof COMPARISONS)[number]

interface Period {
  readonly from: Instant
  readonly to: Instant
}

/** The same moment on the calendar of the year before; of a 29 February the day after the 28th. */
function aYearBefore(at: Instant, zone: Zone): Instant {
  const month = zone.monthOf(at)
  const first = { year: 1970 + Math.floor(month / 12), month: (((month % 12) + 12) % 12) + 1, day: 1 }
  const day = zone.dayOf(at)
  const clock_ms = at + zone.offsetAt(at) * MINUTE_MS - day * DAY_MS
  return zone.instantOf({ ...first, year: first.year - 1, day: 1 + day - zone.dayOf(zone.instantOf(first)), ms: clock_ms })
}

/** The period that another one is compared with. */
export function comparedPeriod({ from, to }: Period, comparison: Comparison, zone: Zone): Period {
  if (comparison === 'before') return { from: from - (to - from) - 1, to: from - 1 }
  return { from: aYearBefore(from, zone), to: aYearBefore(to, zone) }
}
