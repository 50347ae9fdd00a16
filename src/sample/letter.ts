import type { Stance } from '#core/history/fact.ts'
import { HOUR_MS, type Instant } from '#core/units/time.ts'
import { answerFelt } from './answers.ts'
import { COMMENTS } from './comments/index.ts'
import { days } from './effects.ts'
import { LETTER_DECISION } from './events.ts'
import { emit, type Life, nextId, likely, plan } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { between, chance, pick, uniform } from './random.ts'
import type { Draft } from './serve.ts'

const { letter: L, bond: B } = PARAMETERS

/** Whom the company writes to at all: those who bought within its memory. The same for all arms, so that they compare. */
const isKnown = (life: Life, at: Instant): boolean => life.purchases > 0 && at - life.lastPurchase < days(L.known_days)

function stanceTo(life: Life, hurt: number): Stance['stance'] {
  const u = uniform(life.dice)
  if (hurt > 0.9) return u < 0.72 ? 'betrayed' : u < 0.94 ? 'uneasy' : 'fine'
  if (hurt > 0.4) return u < 0.3 ? 'betrayed' : u < 0.75 ? 'uneasy' : 'fine'
  return u < 0.05 ? 'betrayed' : u < 0.4 ? 'uneasy' : u < 0.93 ? 'fine' : 'glad'
}

function answerStance(life: Life, at: Instant, stance: Stance['stance']): void {
  const { dice, traits } = life
  const fact: Draft<Stance> = {
    kind: 'stance', id: nextId(life, 'L'), source: 'mail', customer: life.key, at: likely(life, at + between(dice, 1, 120) * HOUR_MS), decision: LETTER_DECISION, stance,
  }
  if ((stance === 'betrayed' || stance === 'uneasy') && chance(dice, 0.5)) fact.comment = pick(dice, COMMENTS[traits.language].price)
  emit(life, fact)
}

/** Some were asked what they think a month before: they feel it is theirs too. */
export function ask(life: Life, at: Instant): void {
  if (!isKnown(life, at)) return
  life.eligible = true
  const group = life.tally.letter.asked
  group.customers++
  group.bond_before += life.bond
  emit(life, { kind: 'asked', id: 'member-prices-asked', source: 'mail', customer: life.key, at, decision: LETTER_DECISION })
  if (life.gone === undefined) life.bond += B.asked
  group.bond_after += life.bond
  const u = uniform(life.dice)
  if (chance(life.dice, 2 * L.answer_share * life.traits.answering)) answerStance(life, at, u < 0.25 ? 'glad' : u < 0.72 ? 'fine' : u < 0.97 ? 'uneasy' : 'betrayed')
}

/** The letter comes, or for those of the third arm does not come. */
export function letter(life: Life, at: Instant): void {
  if (life.arm === 'asked' || !isKnown(life, at)) return
  life.eligible = true
  const group = life.tally.letter[life.arm]
  group.customers++
  group.bond_before += life.bond
  if (life.arm === 'told') tell(life, at)
  group.bond_after += life.bond
}

function tell(life: Life, at: Instant): void {
  const { dice, traits, key } = life
  const broke = 'member-prices-broke'
  emit(life, { kind: 'told', id: 'member-prices-told', source: 'mail', customer: key, at, decision: LETTER_DECISION })
  emit(life, { kind: 'broke', id: broke, source: 'mail', customer: key, at, promise: 'no-sudden-changes' })
  const hurt = -between(dice, L.hurt[0], L.hurt[1]) * (L.fixed + L.loyal * Math.max(0, life.bond))
  life.bond -= hurt
  life.satisfaction += L.satisfaction
  life.soreUntil = at + days(L.rate_days)
  if (chance(dice, L.apology_share)) plan(life, { at: at + days(between(dice, L.apology_days[0], L.apology_days[1])), what: 'recovery', complaint: broke, unit: traits.home.key })
  const share = L.answer_share * traits.answering * (0.5 + hurt) * (life.gone === undefined ? 1 : 0.3)
  if (!chance(dice, Math.min(0.8, share))) return
  const stance = stanceTo(life, hurt)
  answerStance(life, at, stance)
  if ((stance === 'betrayed' || stance === 'uneasy') && chance(dice, 0.55))
    answerFelt(life, { at, topic: 'price', fact: broke, served: { unit: traits.home, mood: 0, person: undefined }, quality: -hurt }, -hurt)
}
