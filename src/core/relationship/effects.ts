import type { Broke, Complaint, Contract, Fact, Felt, Kept, Rating, Recovery, Referral, Stance } from '#core/history/fact.ts'
import { KINDS, SCALES, type Kind } from '#core/history/kinds.ts'
import type { Touched } from './gates.ts'
import { feel, meet } from './equity.ts'
import { BOUND, refOf, type Memory } from './memory.ts'
import type { TellingRules } from './telling-rules.ts'
import { buy, refund } from './trade.ts'

/** What each kind of fact does to a memory. Nothing here decides a state. */
type Effect<F extends Fact> = (m: Memory, fact: F, touched: Touched, rules: TellingRules) => void

/** Something good said to others (or a 9 or 10 on recommending): within reach of "says", and a deposit. */
function sayGood(m: Memory, fact: Fact, deposit: number, touched: Touched, rules: TellingRules): void {
  m.said.last = refOf(fact)
  touched.rest = true
  if (deposit !== 0) feel(m, fact.at, deposit, touched, rules)
}

function felt(m: Memory, fact: Felt, touched: Touched, rules: TellingRules): void {
  const weight = 1 / fact.feelings.length
  for (const feeling of fact.feelings) feel(m, fact.at, (rules.policy.valence[feeling] * fact.strength) / 2, touched, rules, weight)
  if (fact.business_need !== undefined) meet(m, fact.at, (fact.business_need - 3) / 2, touched, rules)
  if (fact.personal_need !== undefined) feel(m, fact.at, (fact.personal_need - 3) / 2, touched, rules)
}

function rating(m: Memory, fact: Rating, touched: Touched, rules: TellingRules): void {
  const [low, high] = SCALES[fact.question]
  const scaled = (2 * fact.value - low - high) / (high - low)
  switch (fact.question) {
    case 'satisfaction':
    case 'ease':
      return meet(m, fact.at, scaled, touched, rules)
    case 'trust':
    case 'would_miss':
    case 'helped_me':
      return feel(m, fact.at, scaled, touched, rules)
    case 'price_fair':
    case 'worth_it':
      m.fair = { sum: m.fair.sum + scaled, answers: m.fair.answers + 1 }
      return
    // What they would do is neither a need met nor a feeling, and whoever would pay more need not find it fair: it is told of all together, on the money page.
    case 'still_at_5':
      return
    case 'recommend': {
      m.said.recommend = fact.value
      m.said.recommend_at = fact.at
      // 9 and 10 praise, 7 and 8 say nothing either way, below that the answer is a complaint to others.
      const value = fact.value >= 9 ? 1 : fact.value >= 7 ? 0 : (fact.value - 7) / 7
      feel(m, fact.at, value, touched, rules, rules.policy.recommend_weight)
      if (fact.value >= 9) sayGood(m, fact, 0, touched, rules)
    }
  }
}

function complaint(m: Memory, fact: Complaint, touched: Touched): void {
  m.cases.push({ source: fact.source, id: fact.id, at: fact.at, severity: fact.severity })
  if (m.cases.length > BOUND) {
    m.cases.shift()
    m.cases_beyond++
  }
  touched.head = true
}

/** Closes the complaint it answers; an accepted one also makes good what was broken up to then, and deposits. */
function recovery(m: Memory, fact: Recovery, touched: Touched, rules: TellingRules): void {
  const { deposits } = rules.policy
  const open = m.cases.findIndex((c) => c.id === fact.complaint)
  const answered = m.cases[open]?.at ?? m.broken.find((b) => b.id === fact.complaint)?.at ?? null
  if (fact.accepted === false) return feel(m, fact.at, deposits.recovery_refused, touched, rules, 1, false)
  if (open >= 0) m.cases.splice(open, 1)
  touched.head = true
  if (!fact.accepted) return
  if (answered !== null) m.broken = m.broken.filter((b) => b.at > answered)
  m.betrayed = null
  touched.rest = true
  feel(m, fact.at, deposits.recovery_accepted, touched, rules, 1, false)
}

function contract(m: Memory, fact: Contract, touched: Touched): void {
  const gone = fact.action === 'cancelled'
  m.contract = {
    status: gone ? 'cancelled' : 'active',
    at: fact.at,
    begun_at: gone || m.contract.status === 'active' ? m.contract.begun_at : fact.at,
    locked_until: gone ? null : (fact.locked_until ?? m.contract.locked_until),
    renewals: m.contract.renewals + (gone ? 0 : 1),
  }
  touched.rest = true
  touched.trade = true
}

function stance(m: Memory, fact: Stance, touched: Touched, rules: TellingRules): void {
  const { deposits } = rules.policy
  if (fact.stance === 'fine') return feel(m, fact.at, 0, touched, rules)
  const amount = fact.stance === 'glad' ? deposits.stance_glad : fact.stance === 'uneasy' ? deposits.stance_uneasy : deposits.stance_betrayed
  if (fact.stance === 'betrayed') m.betrayed = { at: fact.at, by: 'stance', source: fact.source, id: fact.id }
  feel(m, fact.at, amount, touched, rules)
}

function referral(m: Memory, fact: Referral, touched: Touched, rules: TellingRules): void {
  const first = !m.said.invitees.includes(fact.invitee)
  if (first) {
    m.said.invitees.push(fact.invitee)
    if (m.said.invitees.length > BOUND) m.said.invitees.shift()
    m.said.events++
  }
  sayGood(m, fact, first ? rules.policy.deposits.referral : 0, touched, rules)
}

function broke(m: Memory, fact: Broke, touched: Touched, rules: TellingRules): void {
  m.broken.push({ source: fact.source, id: fact.id, at: fact.at, promise: fact.promise })
  if (m.broken.length > BOUND) {
    m.broken.shift()
    m.broken_beyond++
  }
  touched.rest = true
  feel(m, fact.at, rules.policy.deposits.broke, touched, rules, 1, false)
}

function kept(m: Memory, fact: Kept, touched: Touched, rules: TellingRules): void {
  m.broken = m.broken.filter((b) => b.promise !== fact.promise)
  touched.rest = true
  feel(m, fact.at, rules.policy.deposits.kept, touched, rules, 1, false)
}

const REASON_WEIGHT: Readonly<Record<string, number>> = { cared_for: 1, not_cared_for: -1, taken_for_granted: -1 }

const nothing = (): void => undefined

const EFFECTS: { readonly [K in Fact['kind']]: Effect<Extract<Fact, { kind: K }>> } = {
  purchase: buy, refund, contract, complaint, recovery, felt, rating, stance, referral, broke, kept,
  visit: nothing, contact: nothing, asked: nothing, told: nothing, rival: nothing, moment: nothing,
  reason: (m, fact, touched, rules) => {
    const weight = REASON_WEIGHT[fact.why]
    if (weight !== undefined) feel(m, fact.at, weight, touched, rules)
  },
  praise: (m, fact, touched, rules) => {
    m.said.events++
    sayGood(m, fact, rules.policy.deposits.praise, touched, rules)
  },
}

/** The kinds of whose own fields a memory takes nothing beyond what a kept fact has in columns: their bodies need not be read. */
export const TOLD_BY_COLUMNS: readonly Kind[] = KINDS.filter((kind) => EFFECTS[kind] === nothing || kind === 'purchase' || kind === 'refund' || kind === 'praise')

/** The kinds by which customers speak themselves. */
const WORDS: ReadonlySet<Fact['kind']> = new Set(['felt', 'rating', 'stance', 'reason', 'complaint', 'praise', 'referral'])

/** Folds what a fact says into a memory (changed in place) and tells what it touched. */
export function applyFact(m: Memory, fact: Fact, rules: TellingRules): Touched {
  const touched: Touched = { heart: false, head: false, trade: false, rest: false }
  if (m.facts === 0) m.first_at = fact.at
  m.facts++
  m.last = refOf(fact)
  if (fact.unit !== undefined) m.unit = fact.unit
  if (WORDS.has(fact.kind)) m.words++
  const effect = EFFECTS[fact.kind] as Effect<Fact>
  effect(m, fact, touched, rules)
  return touched
}
