import type { Fact } from '#core/history/fact.ts'
import type { State } from '#core/relationship/state.ts'
import { seasonHistory, seasonOfMonth, seasonTime, type Season } from '#core/relationship/season.ts'
import type { History } from '#stats/stay/cells.ts'
import type { Instant } from '#core/units/time.ts'
import { monthOfDay, type Zone } from '#core/units/zone.ts'
import type { Came } from './origin.ts'

/** A customer's purchases: days after the first on which they bought, days from first to last and from first to now, and what they paid in all, refunds taken off. */
export interface Buyer {
  readonly x: number
  readonly t_x: number
  readonly T: number
  readonly net: number
  /** The same by season, in the season's time, where the model of staying looks at seasons. */
  readonly by_season?: History
  /** For how many days they have been under contract without a break; null where they are not. */
  readonly held: number | null
}

/** One of many, with where they stand and how they came. */
export interface KnownBuyer extends Buyer, Came {
  readonly state: State | null
}

/** Nobody can have been seen to spend less than nothing: who got back what they paid is not foretold. */
export const isForetold = ({ net }: Buyer): boolean => net > 0

/** What a history says of a buyer at a moment, in days of the company's calendar; null where they never bought. @param held for how many days they have been under contract */
export function buyerOf(facts: readonly Fact[], until: Instant, zone: Zone, held: number | null, season?: Season): Buyer | null {
  const days = new Set<number>()
  let net = 0
  for (const fact of facts) {
    if (fact.at > until) continue
    if (fact.kind === 'purchase') {
      days.add(zone.dayOf(fact.at))
      net += fact.paid
    } else if (fact.kind === 'refund') net -= fact.amount
  }
  if (days.size === 0) return null
  const [first, last] = [Math.min(...days), Math.max(...days)]
  return { x: days.size - 1, t_x: last - first, T: zone.dayOf(until) - first, net, held, ...(season && { by_season: bySeason([...days], season, zone.dayOf(until)) }) }
}

function bySeason(days: readonly number[], season: Season, until: number): History {
  const numbers = new Set(days.map((day) => seasonOfMonth(season, monthOfDay(day))))
  return seasonHistory({ seasons: numbers.size, first_season: Math.min(...numbers), last_season: Math.max(...numbers) }, seasonTime(season, until))
}
