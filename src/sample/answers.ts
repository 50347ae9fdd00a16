import type { Felt, Rating } from '#core/history/fact.ts'
import { type Feeling, type Question, SCALES } from '#core/history/kinds.ts'
import { HOUR_MS, type Instant } from '#core/units/time.ts'
import { COMMENTS } from './comments/index.ts'
import { days } from './effects.ts'
import { emit, type Life, nextId, likely, type Served } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { between, chance, clamp, normal, pick, uniform } from './random.ts'
import type { Draft } from './serve.ts'
import { bandOf } from './tally.ts'

const P = PARAMETERS.asking

export type Topic = 'shop' | 'web' | 'delivery' | 'service' | 'price'

const GLAD: Readonly<Record<Topic, readonly Feeling[]>> = {
  shop: ['welcome', 'cared_for', 'happy', 'delighted', 'joyful', 'grateful'],
  web: ['happy', 'assured', 'delighted', 'joyful'],
  delivery: ['happy', 'assured', 'delighted'],
  service: ['grateful', 'cared_for', 'assured', 'happy'],
  price: ['assured'],
}
const SORRY: Readonly<Record<Topic, readonly Feeling[]>> = {
  shop: ['ignored', 'frustrated', 'ignored', 'angry', 'disgusted'],
  web: ['frustrated', 'distrustful', 'helpless', 'foolish'],
  delivery: ['frustrated', 'frustrated', 'angry', 'helpless', 'distrustful'],
  service: ['ignored', 'helpless', 'frustrated', 'angry'],
  price: ['distrustful', 'angry', 'foolish', 'afraid', 'frustrated'],
}
/** Feelings from here up are good, from `BAD` down bad; between them little was felt. */
const GOOD = 0.3
const BAD = -0.2

/** Whether a customer who is asked answers; those who feel strongly answer more. Counts the ask. */
export function answers(life: Life, feeling: number, share = 1): boolean {
  const { tally, traits } = life
  const strength = Math.abs(feeling - P.usual) ** P.power
  const p = Math.min(P.most, traits.answering * share * (P.floor + P.extremity * strength) * (life.gone === undefined ? 1 : 0.35))
  const band = tally.by_bond[bandOf(life.bond)]
  tally.asks++
  band.asks++
  if (!chance(life.dice, p)) return false
  tally.answers++
  band.answers++
  return true
}

/** Whether the company may and would ask now; it leaves people in peace for some weeks after each ask. */
export function mayAsk(life: Life, at: Instant): boolean {
  if (!life.traits.surveyConsent || at < life.lastAsked + days(P.rest_days)) return false
  life.lastAsked = at
  return true
}

function feelingsOf(life: Life, feeling: number, topic: Topic): Feeling[] {
  if (feeling > BAD && feeling < GOOD) return ['indifferent']
  const from = feeling >= GOOD ? GLAD[topic] : SORRY[topic]
  const first = pick(life.dice, from)
  const second = pick(life.dice, from)
  return first === second || chance(life.dice, 0.55) ? [first] : [first, second]
}

function commentOf(life: Life, feeling: number, topic: Topic): string {
  const pool = COMMENTS[life.traits.language]
  if (feeling >= GOOD) return pick(life.dice, pool.good)
  if (feeling > BAD) return pick(life.dice, pool.mixed)
  return pick(life.dice, topic === 'delivery' ? pool.late : topic === 'price' ? pool.price : pool.bad)
}

const need = (life: Life, middle: number): number => clamp(1, 5, Math.round(middle + 0.6 * normal(life.dice)))

/** What an answer is about. */
export interface About {
  readonly at: Instant
  readonly topic: Topic
  readonly fact: string
  readonly served: Served
  /** How good the thing itself was. */
  readonly quality: number
}

/** How an experience feels: what happened, seen through the bond. */
export const feelingAbout = (life: Life, quality: number): number => 0.55 * quality + 0.5 * life.bond + 0.2 * life.satisfaction + 0.25 * normal(life.dice)

/** Asks how something felt, and notes the answer if there is one. */
export function askFelt(life: Life, about: About, share: number): void {
  const { dice } = life
  if (!chance(dice, share) || !mayAsk(life, about.at)) return
  const feeling = feelingAbout(life, about.quality)
  if (answers(life, feeling)) answerFelt(life, about, feeling)
}

export function answerFelt(life: Life, about: About, feeling: number): void {
  const { dice, traits } = life
  const at = likely(life, about.at + between(dice, 0.3, 50) * HOUR_MS)
  const strong = Math.abs(feeling - (GOOD + BAD) / 2)
  const felt: Draft<Felt> = {
    kind: 'felt', id: nextId(life, 'S'), source: 'survey', customer: life.key, at, unit: about.served.unit.key,
    feelings: feelingsOf(life, feeling, about.topic), strength: strong > 1.1 ? 3 : strong > 0.5 ? 2 : 1, language: traits.language, about: about.fact,
  }
  if (about.served.person !== undefined) felt.person = about.served.person
  if (chance(dice, 0.8)) felt.business_need = need(life, 3.5 + 1.1 * about.quality)
  if (chance(dice, 0.8)) felt.personal_need = need(life, 3.2 + 1.2 * feeling)
  if (chance(dice, P.comment_share)) felt.comment = commentOf(life, feeling, about.topic)
  emit(life, felt)
  const also = about.topic === 'service' ? (uniform(dice) < 0.5 ? 'helped_me' : 'ease') : 'satisfaction'
  if (chance(dice, 0.45)) rate(life, at, also, about.quality * 0.8 + 0.4 * life.bond, about.served)
}

/** Where 0 and 1 of the feeling lie on each scale. */
const ZERO_AND_ONE: Readonly<Record<Question, readonly [zero: number, one: number]>> = {
  recommend: [6.9, 8.9], satisfaction: [3.4, 4.5], ease: [4.8, 6.2], trust: [3.3, 4.5], would_miss: [2.6, 4], price_fair: [3.1, 3.8], worth_it: [3.3, 4.2], helped_me: [3.5, 4.6],
  still_at_5: [2.4, 4],
}

/** Answers one question on its scale. */
export function rate(life: Life, at: Instant, question: Question, feeling: number, served?: Served): void {
  const [zero, one] = ZERO_AND_ONE[question]
  const [low, high] = SCALES[question]
  const noise = (high - low) * 0.12 * normal(life.dice)
  const rating: Draft<Rating> = {
    kind: 'rating', id: nextId(life, 'Q'), source: 'survey', customer: life.key, at, question,
    value: clamp(low, high, Math.round(zero + (one - zero) * feeling + noise)),
  }
  if (served) rating.unit = served.unit.key
  emit(life, rating)
}
