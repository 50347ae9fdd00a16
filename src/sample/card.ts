import type { Contract } from '#core/history/fact.ts'
import type { Instant } from '#core/units/time.ts'
import { days, logistic } from './effects.ts'
import { leave } from './leaving.ts'
import { emit, type Life, nextId, plan, likely } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { chance } from './random.ts'

const C = PARAMETERS.card
/** One term of the card, in whole days. */
const TERM_DAYS = Math.round((C.months * 365) / 12)

function term(life: Life, at: Instant, action: Contract['action']): void {
  life.lockedUntil = at + days(TERM_DAYS)
  emit(life, { kind: 'contract', id: nextId(life, 'P'), source: 'web', customer: life.key, at, action, price: C.price_minor, locked_until: life.lockedUntil })
  plan(life, { at: life.lockedUntil, what: 'renewal' })
}

/** They take the Plus card: free delivery for a fee, bound for a year. */
export function startCard(life: Life, due: Instant): void {
  if (life.gone !== undefined) return
  life.hasCard = true
  term(life, likely(life, due), 'started')
}

/** The year is over: stay another, or cancel, and perhaps go altogether. */
export function renewCard(life: Life, at: Instant): void {
  const stays = life.gone === undefined ? logistic(C.renewal_logit + C.renewal_bond * life.bond) : 0.15
  if (chance(life.dice, stays)) return term(life, at, 'renewed')
  life.hasCard = false
  life.lockedUntil = 0
  emit(life, { kind: 'contract', id: nextId(life, 'P'), source: 'web', customer: life.key, at, action: 'cancelled' })
  if (chance(life.dice, logistic(-0.2 - 1.5 * life.bond))) leave(life, at, 'card')
}
