import type { Instant } from '#core/units/time.ts'
import { answersAt, buysAt, chanceAt, dealChance, fadedAt, headOf, heartOf, pointsChance, usualGap } from './figures.ts'
import type { Memory } from './memory.ts'
import { BIT, GATES, isBound, type Gate } from './rules.ts'
import type { TellingRules } from './telling-rules.ts'
import { staysATermAt } from './under-contract.ts'

/** What part of a memory a fact has touched: only gates that look at it are asked again. */
export type Touched = { heart: boolean; head: boolean; trade: boolean; rest: boolean }

/** Turns a gate on or off and remembers when. */
export function turn(m: Memory, gate: Gate, on: boolean, at: Instant): void {
  const bit = BIT[gate]
  if (((m.on & bit) !== 0) === on) return
  m.on ^= bit
  m.changed[GATES.indexOf(gate)] = at
}

const isOn = (m: Memory, gate: Gate): boolean => (m.on & BIT[gate]) !== 0

/** With its two thresholds, a gate for values that are high: in at `enter`, out below `leave`. */
const high = (m: Memory, gate: Gate, value: number, enter: number, leave: number): boolean => (isOn(m, gate) ? value >= leave : value >= enter)
/** … and for values that are low. */
const low = (m: Memory, gate: Gate, value: number, enter: number, leave: number): boolean => (isOn(m, gate) ? value <= leave : value <= enter)

function askHeart(m: Memory, at: Instant, rules: TellingRules): void {
  const p = rules.policy
  const heart = heartOf(m, rules)
  const value = fadedAt(heart, at, rules)
  const wasPositive = isOn(m, 'heart_positive')
  const lastPositive = wasPositive ? at : (m.changed[GATES.indexOf('heart_positive')] as Instant)
  const wasNegative = isOn(m, 'heart_negative')
  turn(m, 'heart_known', answersAt(heart, at, rules) >= p.unknown_below, at)
  turn(m, 'heart_positive', high(m, 'heart_positive', value, p.heart_positive, p.heart_positive - p.score_band), at)
  turn(m, 'heart_high', high(m, 'heart_high', value, p.heart_high, p.heart_high - p.score_band), at)
  turn(m, 'heart_negative', low(m, 'heart_negative', value, p.heart_negative, p.heart_negative + p.score_band), at)
  // A bond was there within the year and the heart has now turned clearly: an expectation betrayed.
  if (!wasNegative && isOn(m, 'heart_negative') && lastPositive > 0 && at - lastPositive <= rules.bond_ms && !m.betrayed && m.last)
    m.betrayed = { at, by: 'heart', source: m.last.source, id: m.last.id }
  if (m.betrayed && value >= 0 && m.betrayed.at < at) m.betrayed = null
}

function askHead(m: Memory, at: Instant, rules: TellingRules): void {
  const p = rules.policy
  const head = headOf(m, rules)
  turn(m, 'head_known', answersAt(head, at, rules) >= p.unknown_below, at)
  turn(m, 'head_negative', low(m, 'head_negative', fadedAt(head, at, rules), p.head_negative, p.head_negative + p.score_band), at)
}

function askTrade(m: Memory, at: Instant, rules: TellingRules): void {
  const p = rules.policy
  const gap = usualGap(m, rules)
  const gaps = gap === null ? null : (at - m.trade.last_at) / gap
  // The chance is dear, and right after a purchase nobody is silent.
  const long = gaps !== null && gaps >= p.lapse_gaps && m.contract.status !== 'active'
  const buys = long ? buysAt(m, at, rules) : null
  turn(m, 'silent', long && buys !== null && low(m, 'silent', buys, p.lapse_below, p.lapse_leave), at)
  turn(m, 'quiet', gaps !== null && gaps >= p.quiet_gaps, at)
  if (rules.conduct) {
    turn(m, 'rhythm', gaps !== null && m.trade.days > p.conduct_repeats && gaps <= (isOn(m, 'rhythm') ? p.conduct_gaps_leave : p.conduct_gaps), at)
    const chance = chanceAt(m, at, rules)
    turn(m, 'likely', chance !== null && high(m, 'likely', chance, p.conduct_chance, p.conduct_chance_leave), at)
  }
  const deals = dealChance(m, rules)
  turn(m, 'deals', deals !== null && (isOn(m, 'deals') ? deals >= p.bound_leave : deals > p.bound_enter), at)
  const points = pointsChance(m, rules)
  turn(m, 'points', points !== null && (isOn(m, 'points') ? points >= p.bound_leave : points > p.bound_enter), at)
}

function askRest(m: Memory, at: Instant, rules: TellingRules): void {
  turn(m, 'says', m.said.last !== null && at < m.said.last.at + rules.says_ms, at)
  const broken = m.broken.at(-1)
  turn(m, 'promise_broken', broken !== undefined && at < broken.at + rules.betrayal_ms, at)
  turn(m, 'cancelled', m.contract.status === 'cancelled', at)
  turn(m, 'locked', m.contract.locked_until !== null && at < m.contract.locked_until, at)
  turn(m, 'run_out', m.contract.status === 'run_out', at)
  turn(m, 'term_stayed', (staysATermAt(m, rules) ?? Infinity) <= at, at)
}

/** Asks every gate that looks at what a fact touched. */
export function askGates(m: Memory, at: Instant, touched: Touched, rules: TellingRules): void {
  if (touched.heart) askHeart(m, at, rules)
  if (touched.head) askHead(m, at, rules)
  if (touched.trade) askTrade(m, at, rules)
  if (touched.rest) askRest(m, at, rules)
  turn(m, 'betrayed', m.betrayed !== null && at < m.betrayed.at + rules.betrayal_ms, at)
  askConduct(m, at, rules)
}

/** Conduct must ask for another answer for the whole dwell before it gets it. */
export function askConduct(m: Memory, at: Instant, rules: TellingRules): void {
  if (!rules.conduct) return
  const strong = isOn(m, 'rhythm') && isOn(m, 'likely') && !isBound(m.on)
  if (strong === isOn(m, 'conduct')) m.waiting = null
  else m.waiting ??= at
}
