import type { Reason } from '#core/history/fact.ts'
import type { Instant } from '#core/units/time.ts'
import { answers } from './answers.ts'
import { COMMENTS } from './comments/index.ts'
import { days } from './effects.ts'
import { emit, type Life, nextId, likely } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { between, chance, pick, uniform } from './random.ts'
import type { Draft } from './serve.ts'

/** Why a customer stops, as the simulation knows it. */
export type Cause = 'passing' | 'drift' | 'rival' | 'card'

function whyLeft(life: Life, at: Instant, cause: Cause): Reason['why'] {
  if (cause === 'rival') return 'rival'
  const u = uniform(life.dice)
  if (life.soreUntil > at && u < 0.7) return u < 0.3 ? 'price' : 'taken_for_granted'
  if (life.bond < 0) return u < 0.45 ? 'not_cared_for' : u < 0.62 ? 'taken_for_granted' : u < 0.76 ? 'price' : u < 0.9 ? 'product' : 'rival'
  return u < 0.38 ? 'moved' : u < 0.62 ? 'product' : u < 0.8 ? 'other' : u < 0.93 ? 'price' : 'rival'
}

/** They buy elsewhere from now on. Nobody is told; some are asked weeks later, few answer. */
export function leave(life: Life, at: Instant, cause: Cause): void {
  if (life.gone !== undefined) return
  const why = whyLeft(life, at, cause)
  const { asking } = PARAMETERS
  const asked = cause !== 'passing' && life.traits.surveyConsent && chance(life.dice, asking.on_leaving)
  if (asked && answers(life, life.bond)) sayWhy(life, likely(life, at + days(between(life.dice, 5, 60))), why)
  life.gone = at
  life.trace?.gone.push({ at, cause })
}

/** Some come back on their own. */
export function comeBack(life: Life, at: Instant): void {
  life.gone = undefined
  life.wait = between(life.dice, 0, 0.15)
  life.trace?.returned.push(at)
  const u = uniform(life.dice)
  if (life.traits.surveyConsent && answers(life, life.bond)) sayWhy(life, likely(life, at + days(12)), u < 0.4 ? 'product' : u < 0.7 ? 'cared_for' : u < 0.85 ? 'price' : 'other')
}

const UNHAPPY: ReadonlySet<Reason['why']> = new Set(['not_cared_for', 'taken_for_granted'])

export function sayWhy(life: Life, at: Instant, why: Reason['why']): void {
  const fact: Draft<Reason> = { kind: 'reason', id: nextId(life, 'W'), source: 'survey', customer: life.key, at, why }
  const pool = COMMENTS[life.traits.language]
  if (chance(life.dice, 0.4)) fact.words = pick(life.dice, UNHAPPY.has(why) ? pool.bad : why === 'cared_for' ? pool.good : pool.mixed)
  emit(life, fact)
}
