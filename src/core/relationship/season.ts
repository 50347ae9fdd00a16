import type { History } from '#stats/stay/cells.ts'
import { DAY_MS, type Instant } from '#core/units/time.ts'
import { monthOfDay, type Zone } from '#core/units/zone.ts'

/**
 * Trade that comes once a season (trees before Christmas, a fair, tyres in autumn): customers buy on about one day of a season or not at all. Then what counts is in how many seasons they bought, and time
 * runs as trade does: fast while it is on, and hardly at all between.
 */

/** Longer ones come first: of two that fit, that is the season. */
export const SEASON_MONTHS = [12, 6, 3] as const
export type SeasonMonths = (typeof SEASON_MONTHS)[number]

/** So many whole months of the company's calendar, from which one on, and how its trade passes. Plain data, kept with what else was learned. */
export interface Season {
  readonly months: SeasonMonths
  /** The month that the first season of a year begins with, January being 1. */
  readonly begins: number
  /** The share of a season's purchase days that has passed when each day begins, 31 places a month whatever its length, and 1 at the end. */
  readonly passed: readonly number[]
  /** In what share of the seasons that somebody buys in there is a second day: purchase days for each, less one. */
  readonly again: number
}

/** Of a month, whatever its length. */
export const PLACES = 31
const YEAR_DAYS = 365.2425
/** A horizon that is shorter by so much of a season than a whole number of them is as good: years and quarters differ by days. */
const NEARLY = 0.02

/** Seasons are numbered from the one that has the first month of 1970 in it, or begins after it. @param month months since 1970-01 */
export const seasonOfMonth = ({ months, begins }: Pick<Season, 'months' | 'begins'>, month: number): number => Math.floor((month - begins + 1) / months)

/** How many whole seasons a horizon covers: what is left of it beyond these is not counted, since whether it has a season in it hangs on the day that is asked. */
export const seasonsWithin = (months: SeasonMonths, horizon_days: number): number => Math.floor((horizon_days * 12) / (months * YEAR_DAYS) + NEARLY)

/** How long a season is, on average. */
export const seasonDays = ({ months }: Pick<Season, 'months'>): number => (months * YEAR_DAYS) / 12

const dayOfMonth = (month: number): number => Date.UTC(1970, month, 1) / DAY_MS

/** In which season a day lies, and at which place of it. @param day since 1970-01-01 on the company's calendar */
export function placeIn(season: Pick<Season, 'months' | 'begins'>, day: number): { readonly number: number; readonly place: number } {
  const month = monthOfDay(day)
  const number = seasonOfMonth(season, month)
  return { number, place: (month - (season.begins - 1) - number * season.months) * PLACES + day - dayOfMonth(month) }
}

/** The number of its season with the share of its trade that has passed by the end of a day: a clock that never goes back. @param day since 1970-01-01 on the company's calendar */
export function seasonTime(season: Season, day: number): number {
  const { number, place } = placeIn(season, day)
  return number + season.passed[place + 1]!
}

/** The day by whose end that much has passed. @param time as `seasonTime` has it */
export function dayAt(season: Season, time: number): number {
  const number = Math.floor(time)
  const share = time - number
  let [low, high] = [0, season.passed.length - 2]
  while (low < high) {
    const middle = (low + high) >> 1
    if (season.passed[middle + 1]! > share) high = middle
    else low = middle + 1
  }
  const month = number * season.months + season.begins - 1 + Math.floor(low / PLACES)
  return Math.min(dayOfMonth(month) + (low % PLACES), dayOfMonth(month + 1) - 1)
}

/** Purchases by season: how many seasons they bought in, the first of these and the last. */
export interface SeasonsBought {
  readonly seasons: number
  readonly first_season: number
  readonly last_season: number
}

/** Shares of a season are kept to so many parts of it; finer ones are what subtraction leaves. */
export const PARTS = 1e5

/** What the model looks at, at a moment of the season's clock. */
export const seasonHistory = ({ seasons, first_season, last_season }: SeasonsBought, time: number): History =>
  ({ x: seasons - 1, t_x: last_season - first_season, T: Math.max(Math.round((time - first_season) * PARTS) / PARTS, last_season - first_season) })

/** As it is told: of somebody who has bought in the season that is under way, what is said of the time ahead begins with its end, and does not rise from day to day while it lasts. */
export const onceOver = ({ x, t_x, T }: History): History => ({ x, t_x, T: Math.max(T, t_x + 1) })

/** Whether anything changes by time alone is asked as of the end of time; by then all that can has changed, and seasons need not be counted for longer. */
const END_OF_TIME = Date.UTC(2200, 0, 1)

/** When it is in the season's time. */
export const seasonTimeAt = (season: Season, zone: Zone, at: Instant): number => seasonTime(season, zone.dayOf(Math.min(at, END_OF_TIME)))
