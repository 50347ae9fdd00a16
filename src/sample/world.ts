import { DAY_MS, HOUR_MS, type Instant } from '#core/units/time.ts'
import { type Calendar, calendarOf, seasonInverse, seasonTo, withinHours } from './calendar.ts'
import { type Company, companyOf, type Region, WINTER_OFFSETS } from './company.ts'
import { type Events, eventsOf, YEAR_IN_DAYS } from './events.ts'
import { PARAMETERS } from './parameters.ts'
import { lotOf, weighed } from './random.ts'

/** What all customers of one sample share. */
export interface World {
  readonly seed: number
  readonly start: Instant
  readonly end: Instant
  readonly calendar: Calendar
  readonly company: Company
  readonly events: Events
}

/** One salt for each question that is answered by lot. */
export const SALTS = { life: 1, region: 2, joined: 3, joinedHour: 4, buysAtOnce: 5, letter: 6, handwritten: 7, traits: 8 } as const

const REGION_WEIGHTS: Readonly<Record<Region, number>> = { estonia: 0.33, sweden: 0.26, norway: 0.22, finland: 0.1, export: 0.09 }

export function worldOf(options: { readonly years: number; readonly seed: number; readonly end: Instant }): World {
  const { seed, end } = options
  const start = end - Math.round(options.years * YEAR_IN_DAYS) * DAY_MS
  return { seed, start, end, calendar: calendarOf(seed, start, end), company: companyOf(seed), events: eventsOf(start, end) }
}

export const keyOf = (n: number): string => `HH-${String(n).padStart(7, '0')}`

export const regionOf = (world: World, n: number): Region => weighed(lotOf(world.seed, SALTS.region, n), REGION_WEIGHTS)

/** Whether they buy on the day they join. */
export const buysAtOnce = (world: World, n: number): boolean => lotOf(world.seed, SALTS.buysAtOnce, n) >= PARAMETERS.joining.browsing_share

/** When customer `n` joined: known without playing their life, so that friends can look each other up. */
export function joinedAt(world: World, n: number): Instant {
  const { opening_share, opening_days } = PARAMETERS.joining
  const { calendar, start, end } = world
  const lot = lotOf(world.seed, SALTS.joined, n)
  const early = lot < opening_share
  const opening = Math.min(opening_days * DAY_MS, (end - start) / 4)
  const at = early
    ? start + opening * (lot / opening_share) ** 1.2
    : seasonInverse(calendar, seasonTo(calendar, start) + (seasonTo(calendar, end - 2 * DAY_MS) - seasonTo(calendar, start)) * ((lot - opening_share) / (1 - opening_share)))
  const exact = withinHours(at, WINTER_OFFSETS[regionOf(world, n)], 10, 19, lotOf(world.seed, SALTS.joinedHour, n))
  return Math.min(Math.max(exact, Math.floor(start / 1000) * 1000 + 1000), end - HOUR_MS)
}
