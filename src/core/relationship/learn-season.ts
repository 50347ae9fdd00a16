import { PARTS, SEASON_MONTHS, seasonDays, seasonsWithin, type Season, type SeasonMonths } from './season.ts'

/** Purchase days on a day of the calendar, whatever the year. */
export interface CalendarCount {
  /** January is 1. */
  readonly month: number
  readonly day: number
  readonly days: number
}

/** A kind of season that may be found. */
export type Borders = Pick<Season, 'months' | 'begins'>

/** What customers did by such seasons: how many lie between the first purchase and the season under way, in how many somebody bought, and on how many days in all. */
export interface SeasonCount extends Borders {
  readonly before: number
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

/** A history by days, of so many customers. */
interface Cell {
  readonly x: number
  readonly t_x: number
  readonly T: number
  readonly n: number
}

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
export function bordersOf(counts: readonly CalendarCount[]): Borders[] {
  return SEASON_MONTHS.map((months) => {
    const folded = Array.from({ length: months }, (_, i) => counts.reduce((sum, { month, days }) => sum + ((month - 1) % months === i ? days : 0), 0))
    const noise = (border: number): number => folded.reduce((sum, days, i) => {
      const after = (i - border + months) % months
      return sum + days * NEAR ** Math.min(after, months - 1 - after)
    }, 0)
    const quietest = folded.map((_, i) => i).reduce((best, i) => (noise(i) < noise(best) ? i : best), 0)
    return { months, begins: quietest + 1 }
  })
}

/** The share of a season's trade that has passed when each of its days begins. */
export function passedOf({ months, begins }: Borders, counts: readonly CalendarCount[]): number[] {
  const places = Array.from({ length: months * 31 }, () => 0)
  for (const { month, day, days } of counts) places[((month - begins + 12) % months) * 31 + day - 1]! += days
  const total = places.reduce((sum, days) => sum + days, 0)
  const passed = [0]
  let sum = 0
  for (const days of places) passed.push(Math.round(((sum += days) / total) * PARTS) / PARTS)
  return passed
}

/** The longest season in which those who come do so on about one day; null where there is none, or nobody can tell yet, or the policy looks ahead for less than one. */
export function learnSeason(counts: readonly CalendarCount[], found: readonly SeasonCount[], horizon_days: number): Season | null {
  const fits = ({ months, before, seasons, again_seasons, again_days }: SeasonCount): boolean =>
    before >= FEWEST_SEASONS && seasons > 0 && again_seasons > 0 && again_days <= MOST_DAYS_EACH * again_seasons && seasonsWithin(months, horizon_days) > 0
  const longest = found.filter(fits).toSorted((a, b) => seasonDays(b) - seasonDays(a))[0]
  return longest ? { months: longest.months, begins: longest.begins, passed: passedOf(longest, counts), again: Math.min(1, longest.days / longest.seasons - 1) } : null
}

/** What is told of a season beside the models that were compared. */
export interface ShownSeason {
  readonly months: SeasonMonths
  readonly begins: number
  readonly days_each: number
}
export const shownSeason = ({ months, begins, again }: Season): ShownSeason => ({ months, begins, days_each: 1 + again })
