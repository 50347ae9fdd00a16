import type { Broke, Kept } from '#core/history/fact.ts'
import type { Instant } from '#core/units/time.ts'
import { askFelt } from './answers.ts'
import { feel } from './bond.ts'
import { contact } from './care.ts'
import { days } from './effects.ts'
import { complain, experience, planRecovery, qualityOf } from './experience.ts'
import { type Due, emit, type Life, nextId, plan, likely } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { between, chance } from './random.ts'

const { warehouse: W, experience: X, bond: B, asking: A } = PARAMETERS
const PROMISE = 'delivered-when-said'

/** Sends an order on its way: on the promised day, or days late where the warehouse is slow. */
export function planDelivery(life: Life, order: string, at: Instant): void {
  const { from, until } = life.world.events.warehouse
  const slow = life.traits.warehouse.key === W.unit && at >= from && at < until
  const late = chance(life.dice, slow ? W.late_share : W.usual_late_share)
  const { web_orders } = life.tally
  if (slow) web_orders.slow++
  else web_orders.usual++
  if (late && slow) web_orders.slow_late++
  else if (late) web_orders.usual_late++
  const promised = between(life.dice, W.promised_days[0], W.promised_days[1])
  const days_late = late ? between(life.dice, W.days_late[0], W.days_late[1]) : 0
  plan(life, { at: likely(life, at + days(promised + days_late)), what: 'delivery', order, late })
}

/** The parcel arrives. */
export function deliver(life: Life, due: Extract<Due, { what: 'delivery' }>): void {
  const { dice, traits } = life
  const served = { unit: traits.warehouse, mood: 0, person: undefined }
  const recorded = chance(dice, due.late ? W.recorded_share : W.kept_recorded_share)
  const fact: Broke | Kept = {
    kind: due.late ? 'broke' : 'kept', id: `${due.order}-D`, source: 'web', customer: life.key, at: due.at, unit: traits.warehouse.key, promise: PROMISE,
  }
  if (recorded) emit(life, fact)
  const about = { at: due.at, topic: 'delivery', fact: recorded ? fact.id : due.order, served, quality: qualityOf(life, served, due.late ? X.late : X.on_time) } as const
  if (!due.late) return experience(life, about, A.after_purchase / 2)
  feel(life, about.quality)
  life.bond += B.broken_delivery
  if (chance(dice, W.contact_share)) contact(life, due.at - days(between(dice, 0.5, 2.5)), 'where_is_my_order')
  if (chance(dice, W.complaint_share)) complain(life, about)
  else if (recorded && chance(dice, 0.35)) planRecovery(life, due.at, fact.id, traits.warehouse.key)
  else askFelt(life, about, A.after_purchase)
}

/** Money back for something that was brought or sent back. */
export function refund(life: Life, due: Extract<Due, { what: 'refund' }>): void {
  emit(life, { kind: 'refund', id: nextId(life, 'R'), source: due.source, customer: life.key, at: due.at, unit: due.unit, order: due.order, amount: due.amount })
  feel(life, 0.3)
  if (chance(life.dice, 0.4))
    emit(life, { kind: 'kept', id: nextId(life, 'P'), source: 'care', customer: life.key, at: likely(life, due.at + days(2)), unit: due.unit, promise: 'returns-without-questions' })
}
