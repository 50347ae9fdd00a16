import type { Praise } from '#core/history/fact.ts'
import type { Question } from '#core/history/kinds.ts'
import { HOUR_MS, type Instant } from '#core/units/time.ts'
import { answers, mayAsk, rate } from './answers.ts'
import { COMMENTS } from './comments/index.ts'
import { days, logistic } from './effects.ts'
import { leave, sayWhy } from './leaving.ts'
import { type Due, emit, type Life, nextId, plan, likely } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { between, chance, normal, pick, uniform } from './random.ts'
import type { Draft } from './serve.ts'
import { buysAtOnce, keyOf } from './world.ts'

const { friends: F, asking: A, bond: B } = PARAMETERS

/** A friend is about to hear of the shop, or not. Whoever is won becomes a customer of the company with this referrer. */
export function tellFriend(life: Life, due: Extract<Due, { what: 'friend' }>): void {
  if (life.gone !== undefined || !chance(life.dice, logistic(F.opportunity_logit + F.bond * life.bond))) return
  life.won.push(due.friend)
  const invitee = keyOf(due.friend)
  const step = (name: 'invited' | 'joined' | 'bought', at: Instant): void =>
    emit(life, { kind: 'referral', id: `F-${due.friend}-${name}`, source: 'web', customer: life.key, at, invitee, step: name })
  step('invited', likely(life, due.at))
  step('joined', due.joined)
  if (buysAtOnce(life.world, due.friend)) step('bought', due.joined + 5 * 60_000)
}

/** An invitation that nobody takes up. */
export function invite(life: Life, at: Instant): void {
  const id = nextId(life, 'F')
  emit(life, { kind: 'referral', id, source: 'web', customer: life.key, at: likely(life, at), invitee: `invited-${id}`, step: 'invited' })
}

export function praise(life: Life, at: Instant): void {
  const { dice, traits } = life
  const fact: Draft<Praise> = {
    kind: 'praise', id: nextId(life, 'V'), source: 'reviews', customer: life.key, at: likely(life, at), unit: traits.home.key,
    where: pick(dice, traits.language === 'zh' ? ['xiaohongshu', 'wechat'] : ['google', 'google', 'instagram', 'facebook', 'trustpilot']),
  }
  if (chance(dice, 0.7)) fact.rating = chance(dice, 0.8) ? 5 : 4
  if (chance(dice, 0.75)) fact.text = pick(dice, COMMENTS[traits.language].good)
  emit(life, fact)
}

/** A rival flirts; a bond shrugs it off. */
export function rival(life: Life, at: Instant): void {
  const { dice } = life
  const stayed = chance(dice, logistic(0.5 + 1.4 * life.bond))
  const left = !stayed && chance(dice, 0.5)
  emit(life, {
    kind: 'rival', id: nextId(life, 'N'), source: 'care', customer: life.key, at: likely(life, at),
    action: pick(dice, ['tried', 'tried', 'match_asked', 'quote_asked']), outcome: stayed ? 'stayed' : left ? 'left' : 'open',
  })
  if (left) leave(life, at, 'rival')
}

const MOMENTS = ['tea and a chair on a rainy day', 'a birthday card from the shop', 'the last one kept back for them', 'a sewing lesson after closing time'] as const

/** The shop does something nobody asked for. */
export function moment(life: Life, at: Instant, play = 'shop-gives', what: string = pick(life.dice, MOMENTS)): void {
  emit(life, { kind: 'moment', id: nextId(life, 'G'), source: 'crew', customer: life.key, at: likely(life, at), unit: life.traits.home.key, play, what })
  life.bond += B.moment
  life.satisfaction += 0.3
}

/** Three times in fifteen each, and the three on the price twice in fifteen each. */
const QUESTIONS: readonly Question[] = [
  'trust', 'trust', 'trust', 'would_miss', 'would_miss', 'would_miss', 'price_fair', 'price_fair', 'still_at_5', 'still_at_5', 'worth_it', 'worth_it', 'satisfaction', 'satisfaction', 'satisfaction',
]

/** Twice a year or so: would you recommend us, and one question more. */
export function pulse(life: Life, at: Instant): void {
  const { dice } = life
  plan(life, { at: at + days(A.pulse_days + between(dice, -15, 15)), what: 'pulse' })
  if (at - life.lastPurchase > days(400) || !mayAsk(life, at)) return
  const feeling = life.bond + 0.25 * life.satisfaction + 0.2 * normal(dice)
  if (!answers(life, feeling)) return
  const then = likely(life, at + between(dice, 0.5, 90) * HOUR_MS)
  rate(life, then, 'recommend', feeling)
  if (chance(dice, 0.6)) rate(life, then, pick(dice, QUESTIONS), feeling)
  if (feeling > 0.5 && chance(dice, 0.3)) sayWhy(life, then, uniform(dice) < 0.55 ? 'cared_for' : uniform(dice) < 0.8 ? 'product' : 'price')
}
