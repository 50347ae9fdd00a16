import { DAY_MS, type Instant } from '#core/units/time.ts'
import type { Zone } from '#core/units/zone.ts'

const DAY_TEXT = /^(\d{4})-(\d\d)-(\d\d)$/
const INSTANT_TEXT = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/

/** After anything that will be told of: who names the last of days means all that there is, and its months are numbers that can be stored. */
const ENDING: Instant = Date.UTC(2500, 0, 1) - 1

/**
 * The moment that a day or an instant names.
 * @param edge a day is whole: its first millisecond at the start of a period, its last at the end
 * @returns null where the text names none
 */
export function momentOf(text: string, zone: Zone, edge: 'start' | 'end'): Instant | null {
  const found = DAY_TEXT.exec(text)
  if (!found) {
    const at = INSTANT_TEXT.test(text) ? Date.parse(text) : Number.NaN
    return Number.isNaN(at) ? null : Math.min(ENDING, at)
  }
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1) return null
  const next = new Date(date.getTime() + DAY_MS)
  const at = edge === 'start' ? zone.instantOf({ year, month, day }) : zone.instantOf({ year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() }) - 1
  return Math.min(ENDING, at)
}

/** Periods that have a name, and how long they are. */
export const NAMED_PERIODS = ['month', 'quarter', 'year', 'all'] as const
export type NamedPeriod = (typeof NAMED_PERIODS)[number]
export const NAMED_PERIODS_MS: Readonly<Record<NamedPeriod, number>> = { month: 30 * DAY_MS, quarter: 90 * DAY_MS, year: 365 * DAY_MS, all: Infinity }
/** What is shown where nobody says. */
export const USUAL_PERIOD: NamedPeriod = 'quarter'
/** Before anything that is told of: where all that there is begins. */
export const BEGINNING: Instant = Date.UTC(1900, 0, 1)

/** A cohort, `YYYY` or `YYYY-MM`, as the stretch of time that it is on the calendar of the company. */
export function cohortStretch(cohort: string, zone: Zone): { from: Instant; before: Instant } {
  const [year, month] = cohort.split('-').map(Number) as [number, number?]
  const begin = (months: number): Instant => Math.min(ENDING, zone.instantOf({ year: year + Math.floor(months / 12), month: (months % 12) + 1, day: 1 }))
  const first = (month ?? 1) - 1
  return { from: begin(first), before: begin(first + (month === undefined ? 12 : 1)) }
}
