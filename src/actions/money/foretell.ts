import { isForetold, type KnownBuyer } from '#core/money/buyer.ts'
import type { Foretelling } from '#core/money/lifetime.ts'
import { lotOf, type Lot } from '#core/money/lot.ts'
import { marginOf, type Margin } from '#core/money/margin.ts'
import { reckonedBy, type Reckoned } from '#core/money/reckoning.ts'
import { learnSpending } from '#core/money/spending.ts'
import type { State } from '#core/relationship/state.ts'
import { DAY_MS, type Instant } from '#core/units/time.ts'
import { drawnOnce } from '#actions/map/drawn.ts'
import type { InForce } from '#actions/relationship/rules-in-force.ts'
import { readCostsThen, readWindow } from '#actions/worth/seen-steps.ts'
import { countBuyers, readBuyers } from '#store/money/buyers.ts'
import { readCosts } from '#store/money/costs-of-orders.ts'
import { readReckoning } from '#store/money/reckoning.ts'
import type { Pool } from '#store/pool.ts'
import { newestTold } from '#store/relationship/standings.ts'
import { slicesOf } from '#store/slices.ts'

/** More customers than this are looked at by lot for what is to come. */
const MOST_FORETOLD = 20_000
/** Where worth is not told yet, orders of the last so many days say what is margin. */
const MARGIN_DAYS = 730
/** What a purchase brings changes slowly: for one customer it is learned anew no more often than this. */
const GOOD_FOR_MS = 3_600_000

/** What money to come is foretold by, and those it was learned from. */
export interface Foreseen {
  readonly foretelling: Foretelling
  readonly margin: Margin
  readonly buyers: readonly KnownBuyer[]
  /** How these stand for all, where not all were looked at; and which share was. */
  readonly lot: Lot
  readonly looked_at: number
  /** How many there are in all, by where they stand: counted, not estimated. */
  readonly there: ReadonlyMap<State, number>
}

/** Up to when a telling is told, live facts with it. */
export const toldUntil = async (pool: Pool, { telling }: InForce): Promise<Instant> => Math.max(telling.until, (await newestTold(pool, telling.id)) ?? 0)

/** What of that which is paid is margin: as the company reckons, else from the orders that worth is told from, or of two years where that is not told yet. */
export async function readMargin(pool: Pool, force: InForce, reckoned: Reckoned, until: Instant): Promise<Margin> {
  const window = await readWindow(pool, force)
  const costs = window.ok ? await readCostsThen(pool, force, window.value) : await readCosts(pool, until - MARGIN_DAYS * DAY_MS, until, sliceFor(force.telling.model.customers).slice)
  return marginOf(costs, reckoned)
}

/** Customers by lot, where there are very many. */
export function sliceFor(customers: number, most = MOST_FORETOLD): { slice: ReturnType<typeof slicesOf>[number]; times: number } {
  const times = Math.min(256, 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, customers) / most))))
  return { slice: slicesOf(times)[0] ?? { from: null, to: null }, times }
}

/** What money to come is foretold by, and of whom: read once for all that rests on it. Null without a model of staying, or where nobody paid. */
export async function foresee(pool: Pool, force: InForce, until: Instant): Promise<Foreseen | null> {
  const { id, made_at } = force.telling
  const reckoned = reckonedBy(await readReckoning(pool))
  return drawnOnce(pool, JSON.stringify(['foreseen', force.company.secret.toString('base64'), id, made_at, reckoned]), () => learn(pool, force, until, reckoned))
}

async function learn(pool: Pool, force: InForce, until: Instant, reckoned: Reckoned): Promise<Foreseen | null> {
  const { telling, company } = force
  const { stay, customers } = telling.model
  if (!stay) return null
  const { slice, times } = sliceFor(customers)
  const [all, there, margin] = await Promise.all([readBuyers(pool, telling.id, company.zone, until, slice), countBuyers(pool, telling.id), readMargin(pool, force, reckoned, until)])
  const buyers = all.filter(isForetold)
  if (buyers.length === 0) return null
  const lot = lotOf(buyers.map((buyer) => buyer.state), there, times)
  return { foretelling: { stay, spending: learnSpending(buyers), margin: margin.share, discount: reckoned.discount, years: reckoned.years }, margin, buyers, lot, looked_at: 1 / times, there }
}

/** The same for one customer at a time: learned once for a while. */
export async function foretellingOf(pool: Pool, force: InForce): Promise<Pick<Foreseen, 'foretelling' | 'margin'> | null> {
  const { id, made_at } = force.telling
  const reckoning = await readReckoning(pool)
  return drawnOnce(pool, JSON.stringify(['foretelling', force.company.secret.toString('base64'), id, made_at, reckoning]), async () => {
    const seen = await foresee(pool, force, await toldUntil(pool, force))
    return seen && { foretelling: seen.foretelling, margin: seen.margin }
  }, GOOD_FOR_MS)
}
