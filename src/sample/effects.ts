import { DAY_MS, type Instant } from '#core/units/time.ts'
import { offerAt, seasonInverse, seasonTo } from './calendar.ts'
import { YEAR_IN_DAYS } from './events.ts'
import type { Life } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { clamp } from './random.ts'

const { effects: E, card: C, deals: D, letter: L } = PARAMETERS

/** How strongly a hidden figure multiplies a rate, kept within what people do. */
export const times = (power: number): number => Math.exp(clamp(-2.5, 2.5, power))

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** Purchases per average day at this moment. */
export function buyingRate(life: Life): number {
  const { traits, now } = life
  let rate = (traits.ratePerYear / YEAR_IN_DAYS) * times(E.purchase * life.bond + E.purchase_by_satisfaction * life.satisfaction)
  if (life.lockedUntil > now) rate *= C.rate_while_locked
  if (life.soreUntil > now) rate *= L.rate_multiplier
  if (traits.dealProne) rate *= (offerAt(life.world.calendar, now).share / life.world.calendar.usualShare) ** D.prone_pull
  return rate
}

/** Takes the time until `at` off the wait for the next purchase. */
export function shortenWait(life: Life, at: Instant): void {
  if (life.gone !== undefined) return
  const { calendar } = life.world
  life.wait -= (seasonTo(calendar, at) - seasonTo(calendar, life.now)) * buyingRate(life)
}

/** When the next purchase falls if nothing happens before `until`; Infinity where it falls later. */
export function nextPurchase(life: Life, until: Instant): Instant {
  if (life.gone !== undefined) return Number.POSITIVE_INFINITY
  const { calendar } = life.world
  const due = seasonTo(calendar, life.now) + Math.max(0, life.wait) / buyingRate(life)
  if (due >= seasonTo(calendar, until)) return Number.POSITIVE_INFINITY
  return Math.max(life.now, Math.ceil(seasonInverse(calendar, due)))
}

/** Days as milliseconds, to read well where something is planned. */
export const days = (count: number): number => count * DAY_MS
