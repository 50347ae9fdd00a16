import type { Fact } from '#core/history/fact.ts'
import { monthOfDay, zoneOf } from '#core/units/zone.ts'
import { DAY_MS } from '#core/units/time.ts'
import { beta, diceOf, type Dice } from '#stats/random.ts'
import { bgLife } from '../../stats/stay/shops.ts'

/** A day since 1970-01-01. */
export const dayOf = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY_MS

/** Companies of known truth: for each customer, the days on which they bought. */
export type Played = readonly (readonly number[])[]

export interface Trade {
  readonly customers: number
  readonly seed: number
  /** How many seasons there are; customers come anew in all but the last two. */
  readonly seasons: number
  /** Whether they take a season, and whether they leave before it: Beta(a, b) and Beta(c, d). */
  readonly truth: readonly [number, number, number, number]
  /** A day of the i-th season, by chance. */
  readonly dayIn: (season: number, dice: Dice) => number
  /** In what share of seasons they buy on a second day. */
  readonly again: number
}

/** A trade that comes by season, played by the definition of BG/BB. */
export function playSeasons({ customers, seed, seasons, truth: [a, b, c, d], dayIn, again }: Trade): Played {
  const dice = diceOf(seed)
  return Array.from({ length: customers }, () => {
    const [takes, leaves] = [beta(dice, a, b), beta(dice, c, d)]
    const first = Math.floor((seasons - 2) * dice.uniform())
    const days = [dayIn(first, dice)]
    for (let season = first + 1; season < seasons && dice.uniform() >= leaves; season++)
      if (dice.uniform() < takes) for (let times = dice.uniform() < again ? 2 : 1; times > 0; times--) days.push(dayIn(season, dice))
    return days
  })
}

/** Trees: from the first to the 24th of December, later days more often, and a few that come back for wood in the new year. */
export const december = (season: number, dice: Dice): number => (dice.uniform() < 0.03 ? dayOf(2016 + season, 1, 2 + Math.floor(4 * dice.uniform())) : dayOf(2015 + season, 12, 1 + Math.floor(24 * Math.sqrt(dice.uniform()))))

/** Two fairs a year: four days in March and four in September. */
export const fairs = (season: number, dice: Dice): number => dayOf(2018 + Math.floor(season / 2), season % 2 === 0 ? 3 : 9, 12 + Math.floor(4 * dice.uniform()))

/** Trade of every day, in random gaps of so many days. */
export function playShop(customers: number, seed: number, days: number, gap: number): Played {
  const dice = diceOf(seed)
  const life = bgLife({ k: 1, firstMayBeLast: true }, [1.5, 1.5 * gap, 0.6, 4])
  return Array.from({ length: customers }, () => {
    const first = Math.floor(days * 0.7 * dice.uniform())
    return [first, ...life(days - first, dice).map((time) => first + Math.floor(time))].map((day) => dayOf(2018, 1, 1) + day)
  })
}

/** Purchases at an hour of the company's own day. */
export function* factsOf(played: Played, zone: string): Generator<{ fact: Fact }> {
  const calendar = zoneOf(zone)
  for (const [i, days] of played.entries())
    for (const [n, day] of days.entries()) {
      const date = new Date(day * DAY_MS)
      const at = calendar.instantOf({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: (i * 7 + n * 5) % 24, minute: 30 })
      yield { fact: { kind: 'purchase', id: `${i}-${n}`, source: 't', customer: `c${i}`, at, order: `${i}-${n}`, paid: 1000 + (i % 7) * 100 } as unknown as Fact }
    }
}

/** The slow twin of what SQL counts: further seasons bought in, the last of them and how many began since the first one, by the end of a day. @param begins of twelve, six or three months */
export function seasonsOf(days: readonly number[], until: number, { months, begins }: { readonly months: number; readonly begins: number }): { x: number; t_x: number; first: number } | null {
  const numbers = [...new Set(days.filter((day) => day <= until).map((day) => Math.floor((monthOfDay(day) - (begins - 1)) / months)))]
  if (numbers.length === 0) return null
  return { x: numbers.length - 1, t_x: Math.max(...numbers) - Math.min(...numbers), first: Math.min(...numbers) }
}
