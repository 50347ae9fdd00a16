import { zoneOf } from '#core/units/zone.ts'
import type { Instant } from '#core/units/time.ts'
import type { InForce } from '#actions/relationship/rules-in-force.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { readSpent, type Spent } from '#store/money/paid.ts'
import type { Pool } from '#store/pool.ts'
import { sumsGoodFor } from './foretell.ts'

export const YEAR = 12

/** What was paid in the last twelve whole months of the company's calendar, and in the twelve before. */
export interface TwoYears extends Omit<Spent, 'first'> {
  /** The month in which anybody first paid, the first of the last twelve and the one that has begun and is not over; in months since 1970-01. */
  readonly first: number
  readonly middle: number
  readonly end: number
}

/** What was paid in the last two years, of which all sums over everybody come; null where nobody ever paid. @param until up to when the telling is told */
export async function readTwoYears(pool: Pool, force: InForce, until: Instant): Promise<TwoYears | null> {
  const { telling, company } = force
  const end = zoneOf(company.zone).monthOf(until)
  const middle = end - YEAR
  const { first, ...spent } = await drawnOnce(pool, force, {
    what: ['spent', end], good_for_ms: sumsGoodFor(force),
    draw: () => readSpent(pool, telling.id, { from: middle - YEAR, middle, end }, telling.model.customers),
  })
  return first === null ? null : { ...spent, first, middle, end }
}
