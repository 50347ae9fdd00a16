import { DAY_MS, HOUR_MS, type Instant } from '#core/units/time.ts'
import type { Contact, Recovery } from '#core/history/fact.ts'
import { askFelt } from './answers.ts'
import { withinHours } from './calendar.ts'
import { experience, qualityOf } from './experience.ts'
import { type Due, emit, type Life, nextId, likely } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { between, chance, normal, pick, uniform } from './random.ts'
import { type Draft, servedAt } from './serve.ts'

const { experience: X, complaints: C, bond: B, asking: A, warehouse: W } = PARAMETERS

const TOPICS = ['where_is_my_order', 'return', 'product_advice', 'invoice', 'opening_hours', 'member_account'] as const
/** Median waiting time in a usual week. */
const WAIT_SECONDS = 110

function waitingTime(life: Life, at: Instant): number {
  const month = new Date(at).getUTCMonth()
  const { warehouse } = life.world.events
  const crowded = life.traits.region === 'sweden' && at >= warehouse.from && at < warehouse.until + 14 * DAY_MS
  return Math.round(WAIT_SECONDS * (month === 11 || month === 0 ? 1.7 : 1) * (crowded ? W.waiting_multiplier : 1) * Math.exp(0.8 * normal(life.dice)))
}

/** A customer writes or rings. */
export function contact(life: Life, near: Instant, topic?: string): void {
  const { dice, world } = life
  const at = Math.max(likely(life, near), withinHours(near, 2, 8, 20, uniform(dice)))
  const served = servedAt(life, world.company.care)
  const waited = waitingTime(life, at)
  const resolved = chance(dice, topic === 'where_is_my_order' ? 0.62 : 0.86)
  const fact: Draft<Contact> = {
    kind: 'contact', id: nextId(life, 'C'), source: 'care', customer: life.key, at, unit: served.unit.key,
    channel: pick(dice, ['phone', 'phone', 'chat', 'email']), topic: topic ?? pick(dice, TOPICS), waited_seconds: waited, resolved,
  }
  if (served.person !== undefined) fact.person = served.person
  emit(life, fact)
  const happened = X.contact + X.waiting_per_doubling * Math.log2(Math.max(0.25, waited / WAIT_SECONDS)) + (resolved ? 0 : X.unresolved)
  experience(life, { at, topic: 'service', fact: fact.id, served, quality: qualityOf(life, served, happened) }, A.after_contact)
}

const ACTIONS = ['apology', 'apology_and_voucher', 'replacement', 'refund_in_part', 'call_from_the_manager'] as const
const COSTS = [0, 1500, 2800, 1900, 600] as const

/** The company tries to make a wrong good. */
export function recover(life: Life, due: Extract<Due, { what: 'recovery' }>): void {
  const { dice } = life
  const which = Math.floor(uniform(dice) * ACTIONS.length)
  const accepted = chance(dice, C.accepted_share)
  const at = likely(life, due.at)
  const served = servedAt(life, life.world.company.care)
  const known = chance(dice, 0.85)
  const fact: Draft<Recovery> = {
    kind: 'recovery', id: nextId(life, 'M'), source: 'care', customer: life.key, at, unit: due.unit, complaint: due.complaint,
    action: ACTIONS[which] as string, cost: Math.round((COSTS[which] as number) * between(dice, 0.7, 1.4)),
  }
  if (known) fact.accepted = accepted
  if (served.person !== undefined) fact.person = served.person
  emit(life, fact)
  life.bond += accepted ? B.recovery_accepted : B.recovery_refused
  life.satisfaction += accepted ? 0.5 : -0.3
  askFelt(life, { at: at + HOUR_MS, topic: 'service', fact: fact.id, served, quality: accepted ? 0.8 : -0.8 }, A.after_complaint)
}
