import { HOUR_MS } from '#core/units/time.ts'
import type { Complaint } from '#core/history/fact.ts'
import { type About, askFelt, type Topic } from './answers.ts'
import { feel } from './bond.ts'
import { days, times } from './effects.ts'
import { emit, type Life, nextId, plan, likely, type Served } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { between, chance, clamp, normal } from './random.ts'
import type { Draft } from './serve.ts'

const { experience: X, complaints: C } = PARAMETERS

const TOPICS: Readonly<Record<Topic, readonly string[]>> = {
  shop: ['staff', 'damaged_goods', 'queue'], web: ['web_shop'], delivery: ['late_delivery'], service: ['care_centre'], price: ['price'],
}

/** How good an experience is: the usual, the place, who served, luck, and what happened. */
export function qualityOf(life: Life, served: Served, happened = 0): number {
  const luck = X.spread * normal(life.dice) + (chance(life.dice, X.mishap_share) ? X.mishap : 0)
  const quality = X.mean + served.unit.quality + served.mood + luck + happened
  const unit = (life.tally.units[served.unit.key] ??= { experiences: 0, quality: 0 })
  unit.experiences++
  unit.quality += quality
  return quality
}

/** A customer goes through something: it moves them, they may complain, and they may be asked. */
export function experience(life: Life, about: About, askShare: number): void {
  feel(life, about.quality)
  const complains = about.quality < C.threshold && chance(life.dice, C.of_bad_experiences * times(C.bond * life.bond))
  if (complains) complain(life, about)
  else askFelt(life, about, askShare)
}

/** A complaint, some hours after what it is about; most are answered within days. */
export function complain(life: Life, about: About): void {
  const { dice } = life
  const topics = TOPICS[about.topic]
  const at = likely(life, about.at + between(dice, 0.2, 60) * HOUR_MS)
  const complaint: Draft<Complaint> = {
    kind: 'complaint', id: nextId(life, 'K'), source: 'care', customer: life.key, at, unit: about.served.unit.key,
    topic: topics[Math.floor(Math.abs(about.quality * 1000)) % topics.length] as string,
    severity: clamp(1, 3, Math.round(-about.quality + 0.2 * normal(dice))),
  }
  emit(life, complaint)
  planRecovery(life, complaint.at, complaint.id, about.served.unit.key)
}

/** Most wrongs that are known of are put right, in one to ten days. */
export function planRecovery(life: Life, at: number, wrong: string, unit: string): void {
  if (chance(life.dice, C.answered_share)) plan(life, { at: at + days(between(life.dice, 1, 10)), what: 'recovery', complaint: wrong, unit })
}
