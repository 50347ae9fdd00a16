import { isForetold, type KnownBuyer } from '#core/money/buyer.ts'
import type { Foretelling } from '#core/money/lifetime.ts'
import { marginOf, type Costs, type Margin } from '#core/money/margin.ts'
import { reckonedBy, type Reckoned, type Reckoning } from '#core/money/reckoning.ts'
import { learnSpending, type Spending } from '#core/money/spending.ts'
import { foretellerOf, type Foreteller } from '#core/relationship/future.ts'
import { DAY_MS, type Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { drawnOnce, isOfMany } from '#actions/pictures/drawn.ts'
import type { InForce } from '#actions/relationship/rules-in-force.ts'
import { readCostsThen, readWindow } from '#actions/worth/seen-steps.ts'
import { readBuyers } from '#store/money/buyers.ts'
import { readCosts } from '#store/money/costs-of-orders.ts'
import { readReckoning } from '#store/money/reckoning.ts'
import type { Pool } from '#store/pool.ts'
import { newestTold } from '#store/relationship/standings.ts'
import { partsFor, slicesOf } from '#store/slices.ts'

/** More customers than this are looked at by lot for what is to come. */
const MOST_FORETOLD = 20_000
/** Where worth is not told yet, orders of the last so many days say what is margin. */
const MARGIN_DAYS = 730
/** What a purchase brings changes slowly: for one customer it is learned anew no more often than this. */
const GOOD_FOR_MS = 3_600_000

/** For how long sums over whole months are shown again, whatever came in since: of many customers they are made in the background. */
export const sumsGoodFor = (force: InForce): number => (isOfMany(force) ? GOOD_FOR_MS : 0)

/** What money to come is foretold by, and those it was learned from. */
export interface Foreseen {
  readonly foretelling: Foretelling
  readonly margin: Margin
  readonly buyers: readonly KnownBuyer[]
  /** Which share of all these are. */
  readonly looked_at: number
}

/** Up to when a telling is told, live facts with it. */
export const toldUntil = async (pool: Pool, { telling }: InForce): Promise<Instant> => Math.max(telling.until, (await newestTold(pool, telling.id)) ?? 0)

/** What orders cost, from which margin is told: those that worth is told from, or of two years where that is not told yet. */
async function costsOf(pool: Pool, force: InForce, until: Instant): Promise<Costs> {
  const window = await readWindow(pool, force)
  return window.ok ? readCostsThen(pool, force, window.value) : readCosts(pool, until - MARGIN_DAYS * DAY_MS, until, sliceFor(force.telling.model.customers).slice)
}

/** What of that which is paid is margin: as the company reckons, else as orders say. */
export const readMargin = async (pool: Pool, force: InForce, reckoned: Reckoned, until: Instant): Promise<Margin> => marginOf(await costsOf(pool, force, until), reckoned)

/** Customers by lot, where there are very many. */
export function sliceFor(customers: number, most = MOST_FORETOLD): { slice: ReturnType<typeof slicesOf>[number]; times: number } {
  const times = partsFor(customers, most)
  return { slice: slicesOf(times)[0] ?? { from: null, to: null }, times }
}

/** What money to come is foretold by, and of whom: read once for all that rests on it. Null without a model of staying, or where nobody paid. */
export async function foresee(pool: Pool, force: InForce, until: Instant): Promise<Foreseen | null> {
  const learned = await drawnOnce(pool, force, { what: ['foreseen'], good_for_ms: sumsGoodFor(force), draw: () => learn(pool, force, until) })
  return learned && { ...learned, ...reckon(learned, await readReckoning(pool)) }
}

/** What does not hang on how the company reckons. */
type Learned = Omit<Foreseen, 'foretelling' | 'margin'> & { readonly foreteller: Foreteller; readonly spending: Spending; readonly costs: Costs }

function reckon({ foreteller, spending, costs }: Pick<Learned, 'foreteller' | 'spending' | 'costs'>, reckoning: Reckoning): Pick<Foreseen, 'foretelling' | 'margin'> {
  const reckoned = reckonedBy(reckoning)
  const margin = marginOf(costs, reckoned)
  return { foretelling: { ...foreteller, spending, margin: margin.share, discount: reckoned.discount, years: reckoned.years }, margin }
}

async function learn(pool: Pool, force: InForce, until: Instant): Promise<Learned | null> {
  const { telling, company } = force
  const { stay, contract, customers } = telling.model
  if (!stay) return null
  const { slice, times } = sliceFor(customers)
  const [all, costs] = await Promise.all([readBuyers(pool, telling.id, company.zone, until, slice, Boolean(contract?.fit), stay.season), costsOf(pool, force, until)])
  const buyers = all.filter(isForetold)
  if (buyers.length === 0) return null
  return { foreteller: foretellerOf(stay, contract, zoneOf(company.zone).dayOf(until)), spending: learnSpending(buyers), costs, buyers, looked_at: 1 / times }
}

/** What the money of one customer is foretold by: learned once for a while, and learned anew while the last is still shown. */
export async function foretellingOf(pool: Pool, force: InForce): Promise<Pick<Foreseen, 'foretelling' | 'margin'> | null> {
  if (!force.telling.model.stay) return null
  const learned = await drawnOnce(pool, force, {
    what: ['foretelling'], good_for_ms: GOOD_FOR_MS, old_will_do: 'always',
    draw: async (): Promise<Pick<Learned, 'foreteller' | 'spending' | 'costs'> | null> => {
      const all = await learn(pool, force, await toldUntil(pool, force))
      return all && { foreteller: all.foreteller, spending: all.spending, costs: all.costs }
    },
  })
  return learned && reckon(learned, await readReckoning(pool))
}
