import type { Cell } from '#stats/stay/cells.ts'
import { monthOfDay } from '#core/units/zone.ts'
import { PARTS, placeIn, PLACES, SEASON_MONTHS, seasonsWithin, type Season, type SeasonMonths } from './season.ts'

/** On how many days of customers something was bought on one day of the company's calendar. */
export interface DayCount {
  /** Since 1970-01-01. */
  readonly day: number
  readonly days: number
}

/** A kind of season that may be found. */
export type Borders = Pick<Season, 'months' | 'begins'>

/** What customers did by such seasons: the first that was bought in and the one under way, in how many somebody bought, and on how many days in all. */
export interface SeasonCount extends Borders {
  readonly first: number
  readonly running: number
  readonly seasons: number
  readonly days: number
  /** The same of those who bought on two or more days: who came once alone bought on one day of a season whatever trade it is. */
  readonly again_seasons: number
  readonly again_days: number
}

/** Those who buy in a season do so on about one day: with more than one further day in four seasons there is more to tell from than whether they came. */
export const MOST_DAYS_EACH = 1.25
/** With fewer seasons before the one under way nobody can be seen to stay away for one and come back. */
export const FEWEST_SEASONS = 3
/** The shortest three months there are. */
const SHORTEST_DAYS = 89

/**
 * May there be a season at all? By what is known already, so that where customers buy every week nothing more is read: nobody's days can lie in more seasons than fit between
 * the first and the last of them.
 */
export function maySeason(cells: readonly Cell[], horizon_days: number): boolean {
  const again = cells.filter(({ x }) => x > 0)
  const longest = cells.reduce((most, { T }) => Math.max(most, T), 0)
  if (again.length === 0 || seasonsWithin(3, horizon_days) === 0 || longest < (FEWEST_SEASONS - 1) * SHORTEST_DAYS) return false
  const [days, seasons] = again.reduce(([d, s], { x, t_x, n }) => [d + n * (x + 1), s + n * Math.min(x + 1, Math.ceil(t_x / SHORTEST_DAYS) + 1)], [0, 0] as [number, number])
  return days <= MOST_DAYS_EACH * seasons
}

/** How much a month counts against a border that is so many months away from it. */
const NEAR = 0.5

/** Where seasons of each length begin: in the quietest time, as far from trade as can be. */
export function bordersOf(traded: readonly DayCount[]): Borders[] {
  const byMonth = Array.from({ length: 12 }, () => 0)
  for (const { day, days } of traded) byMonth[(((monthOfDay(day) % 12) + 12) % 12)]! += days
  return SEASON_MONTHS.map((months) => {
    const folded = Array.from({ length: months }, (_, i) => byMonth.reduce((sum, days, month) => sum + (month % months === i ? days : 0), 0))
    const noise = (border: number): number => folded.reduce((sum, days, i) => {
      const after = (i - border + months) % months
      return sum + days * NEAR ** Math.min(after, months - 1 - after)
    }, 0)
    const quietest = folded.map((_, i) => i).reduce((best, i) => (noise(i) < noise(best) ? i : best), 0)
    return { months, begins: quietest + 1 }
  })
}

/**
 * The share of a season's trade that has passed when each of its days begins. Of whole seasons: the first may have begun before there was anything to see, and of the one under way only its first days have come, from more
 * customers than there were before.
 */
export function passedOf(borders: Borders, traded: readonly DayCount[], { first, running }: Pick<SeasonCount, 'first' | 'running'>): number[] {
  const places = Array.from({ length: borders.months * PLACES }, () => 0)
  for (const { day, days } of traded) {
    const { number, place } = placeIn(borders, day)
    if (number > first && number < running) places[place]! += days
  }
  const total = places.reduce((sum, days) => sum + days, 0)
  const passed = [0]
  let sum = 0
  for (const days of places) passed.push(Math.round(((sum += days) / total) * PARTS) / PARTS)
  return passed
}

/** The longest season in which those who come do so on about one day; null where there is none, or nobody can tell yet, or the policy looks ahead for less than one. */
export function learnSeason(traded: readonly DayCount[], found: readonly SeasonCount[], horizon_days: number): Season | null {
  const fits = ({ months, first, running, again_seasons, again_days }: SeasonCount): boolean =>
    running - first >= FEWEST_SEASONS && again_seasons > 0 && again_days <= MOST_DAYS_EACH * again_seasons && seasonsWithin(months, horizon_days) > 0
  for (const season of found.filter(fits).toSorted((a, b) => b.months - a.months)) {
    const { months, begins, seasons, days } = season
    const passed = passedOf(season, traded, season)
    // In whole seasons something was bought, else nothing can be said of how one passes.
    if (passed.at(-1) === 1) return { months, begins, passed, again: Math.min(1, days / seasons - 1) }
  }
  return null
}

/** What is told of a season beside the models that were compared. */
export interface ShownSeason {
  readonly months: SeasonMonths
  readonly begins: number
  readonly days_each: number
}
export const shownSeason = ({ months, begins, again }: Season): ShownSeason => ({ months, begins, days_each: 1 + again })
