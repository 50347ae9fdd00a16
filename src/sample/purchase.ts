import type { Item, Purchase } from '#core/history/fact.ts'
import { MINUTE_MS, type Instant } from '#core/units/time.ts'
import { dayTextOf, type Offer, offerAt, withinHours } from './calendar.ts'
import { CATALOGUE } from './catalogue.ts'
import { type Unit, WINTER_OFFSETS } from './company.ts'
import { planDelivery } from './delivery.ts'
import { days, times } from './effects.ts'
import { experience, qualityOf } from './experience.ts'
import { emit, type Life, plan, likely, type Served } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { between, chance, gamma, pick, poisson, uniform } from './random.ts'
import { type Draft, servedAt } from './serve.ts'

const { trade: T, deals: D, asking: A } = PARAMETERS

/** The wait for the next purchase, in purchases; 1 on average, steady or erratic as the customer is. */
export const drawWait = (life: Life): number => gamma(life.dice, life.traits.rhythm) / life.traits.rhythm

function unitFor(life: Life, web: boolean): Unit {
  const { home, warehouse, region } = life.traits
  if (web) return warehouse
  return home.kind === 'shop' && chance(life.dice, 0.93) ? home : pick(life.dice, life.world.company.shops[region])
}

const roundPrice = (exact: number): number => Math.round(exact / 10) * 10

function basketOf(life: Life, offer: Offer): Item[] {
  const { dice, traits } = life
  const onOffer = traits.dealProne ? D.prone_line_share : Math.min(0.97, offer.share * times(D.bond_on_deals * life.bond))
  const items: Item[] = []
  for (let lines = 1 + poisson(dice, T.lines_beyond_first); lines > 0; lines--) {
    const { sku, price } = pick(dice, CATALOGUE)
    const quantity = chance(dice, 0.18) ? 2 : 1
    const list = price * quantity
    const paid = chance(dice, onOffer) ? roundPrice(list * (1 - offer.depth)) : list
    items.push({ sku, quantity, paid, list })
  }
  return items
}

function receiptOf(life: Life, at: Instant, served: Served, web: boolean): Draft<Purchase> {
  const { calendar } = life.world
  const offer = offerAt(calendar, at)
  const items = basketOf(life, offer)
  let paid = 0
  let list = 0
  for (const item of items) {
    paid += item.paid
    list += item.list ?? item.paid
  }
  const id = `${served.unit.code}-${dayTextOf(calendar, at)}-${life.n}.${++life.counter}`
  const fact: Draft<Purchase> = {
    kind: 'purchase', id, source: web ? 'web' : 'till', customer: life.key, at, unit: served.unit.key, order: id, paid, list,
    cost: Math.round(list * T.cost_share_of_list * between(life.dice, 0.92, 1.08)), items,
  }
  if (served.person !== undefined) fact.person = served.person
  if (paid < list) fact.discount_reason = offer.name
  if (life.hasCard && chance(life.dice, 0.12)) fact.points_used = 100 * Math.ceil(between(life.dice, 0, 5))
  return fact
}

/** One purchase, at about this time of day or when the shop is open, and what follows from it. */
export function buy(life: Life, near: Instant, exact = false): void {
  const { dice, traits } = life
  const web = chance(dice, traits.webShare)
  const served = servedAt(life, unitFor(life, web))
  const hour = withinHours(near, WINTER_OFFSETS[traits.region], web ? 7 : 10, web ? 23.5 : 19.5, uniform(dice))
  const at = exact ? near : Math.max(life.joined + MINUTE_MS, hour)
  const receipt = receiptOf(life, at, served, web)
  emit(life, receipt)
  life.purchases++
  life.lastPurchase = at
  life.wait = drawWait(life)
  if (web) planDelivery(life, receipt.id, at)
  const quality = qualityOf(life, served)
  experience(life, { at, topic: web ? 'web' : 'shop', fact: receipt.id, served, quality: web ? quality * 0.6 : quality }, web ? A.after_purchase / 2 : A.after_purchase)
  if (chance(dice, T.refund_share))
    plan(life, { at: likely(life, at + days(between(dice, 2, 30))), what: 'refund', order: receipt.id, amount: pick(dice, receipt.items ?? []).paid, unit: served.unit.key, source: receipt.source })
}
