import type { Instant } from '#core/units/time.ts'
import type { Zone } from '#core/units/zone.ts'

/** A moment at which a series looks, and its month on the company's calendar, since 1970-01. */
export interface MonthMark {
  readonly at: Instant
  readonly month: number
}

/** More than this many months are no series that anybody reads: the latest of them are shown. */
export const MOST_MONTHS = 240

/** The moments of a monthly series: where the period begins, the last millisecond of every month that ends within it, and where it ends. */
export function monthMarks(from: Instant, to: Instant, zone: Zone): MonthMark[] {
  const [first, last] = [zone.monthOf(from), zone.monthOf(to)]
  const ends: MonthMark[] = []
  for (let month = Math.max(first, last - MOST_MONTHS); month < last; month++) ends.push({ at: startOf(month + 1, zone) - 1, month })
  const within = ends.filter(({ at }) => at > from && at < to)
  const begin = first < last - MOST_MONTHS || from === to ? [] : [{ at: from, month: first }]
  return [...begin, ...within, { at: to, month: last }]
}

/** The last `count` moments up to `until` at which a month ended on the company's calendar, each with that month, in order of time. */
export function monthEnds(until: Instant, count: number, zone: Zone): MonthMark[] {
  // A month that ends this very millisecond is over.
  const month = zone.monthOf(until + 1)
  return Array.from({ length: count }, (_, i) => month - count + i).map((ended) => ({ at: startOf(ended + 1, zone) - 1, month: ended }))
}

/** When each year begins on the company's calendar, from one year up to another. */
export const yearStarts = (from: number, to: number, zone: Zone): Instant[] => Array.from({ length: to - from + 1 }, (_, i) => zone.instantOf({ year: from + i, month: 1, day: 1 }))

const startOf = (month: number, zone: Zone): Instant => zone.instantOf({ year: 1970 + Math.floor(month / 12), month: (((month % 12) + 12) % 12) + 1, day: 1 })
