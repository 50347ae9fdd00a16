import { DAY_MS, isoDayOf, type Instant } from '#core/units/time.ts'
import type { Zone } from '#core/units/zone.ts'

/** How often a model is learned anew by itself. */
export const LEARNING = ['off', 'weekly', 'monthly'] as const
export type Learning = (typeof LEARNING)[number]
export const USUAL_LEARNING: Learning = 'weekly'

/** At three in the night, on the company's clocks: after midnight's work of other systems, and before anybody looks. */
const HOUR = 3

/** When, on a day since 1970-01-01, it is time. */
function nightOf(day: number, zone: Zone): Instant {
  const [year, month, date] = isoDayOf(day * DAY_MS).split('-').map(Number) as [number, number, number]
  return zone.instantOf({ year, month, day: date, hour: HOUR })
}

/** The Monday of a day's week: day 0 was a Thursday. */
const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7)

/** The first day of the month that begins so many months after that of a day. */
function firstOf(day: number, later: number): number {
  const at = new Date(day * DAY_MS)
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + later, 1) / DAY_MS
}

/** The night that was last, and the one that comes: of the week from Sunday to Monday, or the first of the month. Null where it is off. */
export function nightsAround(now: Instant, every: Learning, zone: Zone): { readonly last: Instant; readonly next: Instant } | null {
  if (every === 'off') return null
  const today = zone.dayOf(now)
  const days = every === 'weekly' ? [-7, 0, 7].map((days) => mondayOf(today) + days) : [-1, 0, 1].map((months) => firstOf(today, months))
  const [before, here, after] = days.map((day) => nightOf(day, zone)) as [Instant, Instant, Instant]
  return here <= now ? { last: here, next: after } : { last: before, next: here }
}
