import { DAY_MS, type Instant } from '#core/units/time.ts'
import { answersAt, buysAt, chanceAt, dealChance, fadedAt, headOf, heartOf, pointsChance, usualGap } from './figures.ts'
import type { Memory } from './memory.ts'
import { BIT, GATES, ruleFor, STATE_OF_RULE, type Gate, type RuleName } from './rules.ts'
import type { State } from './state.ts'
import type { TellingRules } from './telling-rules.ts'
import { isUnderContract } from './under-contract.ts'

type Numbers = Readonly<Record<string, number | null>>

/** One gate: how it is, since when, what it measured, and against what. */
export interface Reading {
  readonly gate: Gate
  readonly on: boolean
  readonly since: Instant | null
  readonly values: Numbers
  readonly thresholds: Numbers
}

/** A fact that a state rests on. */
export interface Ground {
  readonly source: string
  readonly id: string
  readonly at: Instant
}

/** Why a relationship stands where it does, as data: the state follows from this alone (`stateFrom`). */
export interface Because {
  readonly at: Instant
  readonly rule: RuleName
  readonly state: State
  readonly left_from: State | null
  readonly bought_days: number
  readonly words: number
  readonly new_below_days: number
  readonly readings: readonly Reading[]
  /** The facts that the deciding rule rests on, where it rests on some. */
  readonly facts: readonly Ground[]
}

type Read = (m: Memory, at: Instant, rules: TellingRules) => { values: Numbers; thresholds: Numbers }
const past = (since: Instant | undefined, at: Instant): number | null => (since === undefined ? null : (at - since) / DAY_MS)

const heartAgainst = (pick: 'heart_positive' | 'heart_high' | 'heart_negative'): Read => (m, at, rules) => {
  const enter = rules.policy[pick]
  return { values: { heart: fadedAt(heartOf(m, rules), at, rules) }, thresholds: { enter, leave: enter - Math.sign(enter) * rules.policy.score_band } }
}
const daysOf = (ms: number | null): number | null => (ms === null ? null : ms / DAY_MS)
const gapsOf = (m: Memory, at: Instant, rules: TellingRules): number | null => {
  const gap = usualGap(m, rules)
  return gap === null ? null : (at - m.trade.last_at) / gap
}

const READ: Readonly<Record<Gate, Read>> = {
  heart_known: (m, at, rules) => ({ values: { answers: answersAt(heartOf(m, rules), at, rules) }, thresholds: { enter: rules.policy.unknown_below } }),
  heart_positive: heartAgainst('heart_positive'),
  heart_high: heartAgainst('heart_high'),
  heart_negative: heartAgainst('heart_negative'),
  head_known: (m, at, rules) => ({ values: { answers: answersAt(headOf(m, rules), at, rules) }, thresholds: { enter: rules.policy.unknown_below } }),
  head_negative: (m, at, rules) => ({
    values: { head: fadedAt(headOf(m, rules), at, rules), open_complaints: m.cases.length },
    thresholds: { enter: rules.policy.head_negative, leave: rules.policy.head_negative + rules.policy.score_band },
  }),
  silent: (m, at, rules) => ({
    values: { chance: buysAt(m, at, rules), gaps: gapsOf(m, at, rules), gap_days: daysOf(usualGap(m, rules)) },
    thresholds: { enter: rules.policy.lapse_below, leave: rules.policy.lapse_leave, gaps: rules.policy.lapse_gaps, days: rules.policy.horizon_days },
  }),
  quiet: (m, at, rules) => ({ values: { gaps: gapsOf(m, at, rules) }, thresholds: { enter: rules.policy.quiet_gaps } }),
  rhythm: (m, at, rules) => ({
    values: { gaps: gapsOf(m, at, rules), repeats: Math.max(0, m.trade.days - 1) },
    thresholds: { enter: rules.policy.conduct_gaps, leave: rules.policy.conduct_gaps_leave, repeats: rules.policy.conduct_repeats },
  }),
  likely: (m, at, rules) => ({ values: { chance: chanceAt(m, at, rules) }, thresholds: { enter: rules.policy.conduct_chance, leave: rules.policy.conduct_chance_leave, days: rules.policy.horizon_days } }),
  conduct: (m, at, rules) => ({ values: { waiting_days: past(m.waiting ?? undefined, at) }, thresholds: { dwell_days: rules.policy.dwell_days } }),
  says: (m, at, rules) => ({ values: { days_ago: past(m.said.last?.at, at) }, thresholds: { days: rules.policy.says_days } }),
  promise_broken: (m, at, rules) => ({ values: { days_ago: past(m.broken.at(-1)?.at, at), promises: m.broken.length }, thresholds: { days: rules.policy.betrayal_days } }),
  betrayed: (m, at, rules) => ({ values: { days_ago: past(m.betrayed?.at, at) }, thresholds: { days: rules.policy.betrayal_days } }),
  cancelled: (m, at) => ({ values: { days_ago: m.contract.status === 'cancelled' ? past(m.contract.at, at) : null }, thresholds: {} }),
  run_out: (m, at) => ({ values: { days_ago: m.contract.status === 'run_out' ? past(m.contract.at, at) : null }, thresholds: {} }),
  term_stayed: (m, at, rules) => ({ values: { terms: rules.contract && isUnderContract(m) ? (at - m.contract.begun_at) / rules.contract.term_ms : null, days: isUnderContract(m) ? (at - m.contract.begun_at) / DAY_MS : null }, thresholds: { enter: 1 } }),
  locked: (m, at) => ({ values: { days_left: m.contract.locked_until === null || m.contract.locked_until <= at ? null : (m.contract.locked_until - at) / DAY_MS }, thresholds: {} }),
  deals: (m, _at, rules) => ({
    values: { chance: dealChance(m, rules), share: m.trade.lines ? m.trade.deals / m.trade.lines : null, offered: m.trade.lines ? m.trade.offered / m.trade.lines : null },
    thresholds: { enter: rules.policy.bound_enter, leave: rules.policy.bound_leave, margin: rules.policy.bound_margin },
  }),
  points: (m, _at, rules) => ({
    values: { chance: pointsChance(m, rules), share: m.trade.orders ? m.trade.points_orders / m.trade.orders : null },
    thresholds: { enter: rules.policy.bound_enter, leave: rules.policy.bound_leave, margin: rules.policy.bound_margin },
  }),
}

function groundsOf(m: Memory, rule: RuleName): Ground[] {
  const ground = ({ source, id, at }: Ground): Ground => ({ source, id, at })
  if (rule === 'promise_broken') return m.broken.map(ground)
  if (rule === 'betrayed') return m.betrayed ? [ground(m.betrayed)] : []
  if (rule === 'needs_unmet') return m.cases.map(ground)
  return rule === 'devoted' && m.said.last ? [ground(m.said.last)] : []
}

/** Why the memory stands where it does at a moment up to which it has been told. */
export function because(m: Memory, at: Instant, rules: TellingRules): Because {
  const rule = m.rule as RuleName
  return {
    at, rule,
    state: STATE_OF_RULE[rule],
    left_from: m.left_from,
    bought_days: m.trade.days + m.contract.renewals,
    words: m.words,
    new_below_days: rules.policy.new_below_days,
    readings: GATES.map((gate, i) => ({ gate, on: (m.on & BIT[gate]) !== 0, since: m.changed[i] || null, ...READ[gate](m, at, rules) })),
    facts: groundsOf(m, rule),
  }
}

/** The state that follows from a *because*, by the rules and nothing else. */
export function stateFrom(b: Because): State {
  const on = b.readings.reduce((bits, reading) => (reading.on ? bits | BIT[reading.gate] : bits), 0)
  return STATE_OF_RULE[ruleFor({ on, bought_days: b.bought_days, words: b.words }, b.new_below_days)]
}
