import { isoOf } from '#core/units/time.ts'
import type { Instant } from '#core/units/time.ts'
import type { Offer } from './calendar.ts'
import { COMPANY } from './company.ts'
import { LETTER_DECISION } from './events.ts'
import { type Parameters, PARAMETERS } from './parameters.ts'
import type { World } from './world.ts'

/** What was set on purpose, as written to truth.json. Dates are ISO 8601 in UTC. */
export interface Truth {
  readonly company: string
  readonly seed: number
  readonly customers: number
  readonly start: string
  readonly end: string
  readonly parameters: Parameters
  readonly events: {
    readonly price_letter: { readonly at: string; readonly asked_at: string; readonly decision: string; readonly promise: string; readonly effects: readonly string[] } | null
    readonly slow_warehouse: { readonly unit: string; readonly region: string; readonly from: string; readonly until: string; readonly promise: string; readonly effects: readonly string[] }
    readonly happier_shops: { readonly units: readonly string[]; readonly effects: readonly string[] }
  }
  readonly units: readonly { readonly key: string; readonly quality: number; readonly mood: number }[]
  readonly people: readonly { readonly key: string; readonly unit: string; readonly mood: number }[]
  /** Share of lines on offer and depth of discount, week by week. */
  readonly offers: readonly Offer[]
}

/** The hidden side of one customer; nothing of it is in the facts. */
export interface CustomerTruth {
  readonly customer: string
  readonly home_unit: string
  readonly deal_prone: boolean
  readonly wants_card: boolean
  readonly purchases_per_year: number
  readonly rhythm: number
  readonly own_bond: number
  /** What the lot said about the price letter, and whether the customer was known when it went out. */
  readonly letter: { readonly arm: 'told' | 'asked' | 'neither'; readonly eligible: boolean }
  /** Whether the lot would give them the handwritten note. */
  readonly handwritten_note: boolean
  /** At the ends of calendar quarters. */
  readonly bonds: readonly { readonly at: Instant; readonly bond: number; readonly satisfaction: number }[]
  /** When they stopped buying, and when they came back. */
  readonly gone: readonly { readonly at: Instant; readonly cause: string }[]
  readonly returned: readonly Instant[]
  /** Since when they are gone at the end; absent for those who still come. */
  readonly lapsed_at?: Instant
}

function eventsOf(world: World): Truth['events'] {
  const { letter, warehouse } = world.events
  const { letter: L, warehouse: W, happier_shops: H, bond: B } = PARAMETERS
  return {
    price_letter: letter
      ? {
          at: isoOf(letter.at), asked_at: isoOf(letter.asked_at), decision: LETTER_DECISION, promise: 'no-sudden-changes',
          effects: [
            `told by lot: ${L.told_share} of all; bond += hurt × (${L.fixed} + ${L.loyal} × max(0, bond)), hurt uniform in [${L.hurt.join(', ')}]; satisfaction ${L.satisfaction}`,
            `told: rate of purchases × ${L.rate_multiplier} for ${L.rate_days} days, beside what the bond does`,
            `an apology to ${L.apology_share} of the told within ${L.apology_days.join(' to ')} days, accepted by ${PARAMETERS.complaints.accepted_share}: bond += ${B.recovery_accepted}, else ${B.recovery_refused}`,
            `asked by lot: ${L.asked_share} of all; bond += ${B.asked}`,
          ],
        }
      : null,
    slow_warehouse: {
      unit: W.unit, region: 'sweden', from: isoOf(warehouse.from), until: isoOf(warehouse.until), promise: 'delivered-when-said',
      effects: [`late share ${W.late_share} instead of ${W.usual_late_share}`, `a late delivery: quality ${PARAMETERS.experience.late}, bond ${B.broken_delivery} beside it`, `waiting for care × ${W.waiting_multiplier} in the region`],
    },
    happier_shops: { units: H.units, effects: [`quality of every experience with their people + ${H.mood}`] },
  }
}

/** The known truth of a sample. */
export function truthOfWorld(world: World, customers: number): Truth {
  const units = [...world.company.units.values()]
  return {
    company: COMPANY.name, seed: world.seed, customers, start: isoOf(world.start), end: isoOf(world.end), parameters: PARAMETERS, events: eventsOf(world),
    units: units.map(({ key, quality, people }) => ({ key, quality, mood: people.reduce((sum, person) => sum + person.mood, 0) / people.length })),
    people: units.flatMap((unit) => unit.people.map(({ key, mood }) => ({ key, unit: unit.key, mood }))),
    offers: world.calendar.offers,
  }
}
