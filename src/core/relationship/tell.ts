import type { Fact, FactRef } from '#core/history/fact.ts'
import type { Kind } from '#core/history/kinds.ts'
import { compareFacts } from '#core/history/order.ts'
import type { Instant } from '#core/units/time.ts'
import type { Minor } from '#core/units/money.ts'
import { because, type Because } from './because.ts'
import { applyFact } from './effects.ts'
import { flipBy, mayBecomeUnlikely, NEVER, nothingBefore, TIMED } from './flips.ts'
import { askConduct, askGates, turn } from './gates.ts'
import { copyOf, unitOf, type Memory } from './memory.ts'
import { BIT, ruleFor, STATE_OF_RULE, type Gate, type RuleName } from './rules.ts'
import type { State } from './state.ts'
import type { TellingRules } from './telling-rules.ts'

/**
 * One change: of state (a move), or of unit or of being heard, which opens a new span within a state. `from` is null where the history
 * begins. `fact` is what caused it; null where time alone did.
 */
export interface Change {
  readonly at: Instant
  readonly from: State | null
  readonly to: State
  readonly rule: RuleName
  readonly unit: string | null
  readonly heard: boolean
  readonly cause: Kind | null
  readonly fact: FactRef | null
  /** Only where it was asked for. */
  readonly because?: Because
}

/** A month of the company's calendar (months since 1970-01), and what they had paid in all by its end, refunds taken off, as it now stands. */
export interface SpentMonth {
  readonly month: number
  readonly paid: Minor
}

export interface Told {
  readonly memory: Memory
  readonly changes: readonly Change[]
  /** The months that these facts touched, ascending. */
  readonly months: readonly SpentMonth[]
}

/** A change of state, not merely of span. */
export const isMove = (change: Change): boolean => change.from !== change.to

/**
 * The fold. Tells facts, in the total order, and then time up to `until`, to a memory. Pure and total; O(1) a fact.
 * A fact that does not come after the memory's last one is a bug of the caller: tell the whole history again instead.
 * @param until null: only up to the last fact
 */
export function tell(memory: Memory, facts: readonly Fact[], until: Instant | null, rules: TellingRules, explain = false): Told {
  const m = copyOf(memory)
  const changes: Change[] = []
  const months = new Map<number, SpentMonth>()
  let wake = nothingBefore(m, rules)
  for (const fact of facts) {
    if (m.last && compareFacts(m.last, fact) >= 0) throw new RangeError('a fact was told out of order')
    if (fact.at >= wake || mayBecomeUnlikely(m, fact.at, rules)) passTime(m, fact.at, changes, rules, explain)
    const touched = applyFact(m, fact, rules)
    askGates(m, fact.at, touched, rules)
    note(m, fact.at, fact, changes, rules, explain)
    m.told = Math.max(m.told, fact.at)
    wake = nothingBefore(m, rules)
    if (fact.kind === 'purchase' || fact.kind === 'refund') months.set(m.trade.month, { month: m.trade.month, paid: m.trade.paid })
  }
  if (m.last) {
    // A fact from before the moment already told can bring flips that lie between the two.
    m.told = Math.max(m.told, until ?? m.told)
    if (m.told >= wake || mayBecomeUnlikely(m, m.told, rules)) passTime(m, m.told, changes, rules, explain)
  }
  return { memory: m, changes, months: [...months.values()] }
}

/**
 * Must the whole history be told again for this fact? Yes where it comes before the last one in the total order, or before something
 * that time alone has done since.
 */
export const isLate = (m: Memory, fact: Fact): boolean =>
  m.last !== null && (compareFacts(m.last, fact) > 0 || Math.max(m.waiting ?? 0, ...m.changed) > fact.at)

/** Tells what time alone does up to and with `target`: every flip at its own moment, in order. */
function passTime(m: Memory, target: Instant, changes: Change[], rules: TellingRules, explain: boolean): void {
  for (;;) {
    const next = nextFlip(m, target, rules)
    if (next.at === NEVER) return
    for (const gate of next.gates) flip(m, gate, next.at)
    askConduct(m, next.at, rules)
    note(m, next.at, null, changes, rules, explain)
  }
}

/** The gates that flip first, not after `target`. */
function nextFlip(m: Memory, target: Instant, rules: TellingRules): { at: Instant; gates: Gate[] } {
  let at = NEVER
  let gates: Gate[] = []
  for (const gate of TIMED) {
    const flips = flipBy(gate, m, Math.min(target, at), rules)
    if (flips === NEVER) continue
    if (flips < at) gates = []
    at = flips
    gates.push(gate)
  }
  return { at, gates }
}

function flip(m: Memory, gate: Gate, at: Instant): void {
  turn(m, gate, (m.on & BIT[gate]) === 0, at)
  if (gate === 'betrayed') m.betrayed = null
  if (gate === 'promise_broken') m.broken = []
  if (gate === 'run_out') {
    m.contract = { ...m.contract, status: 'run_out', at }
    turn(m, 'term_stayed', false, at)
  }
  if (gate === 'conduct') m.waiting = null
}

/** Lets the rules speak, and notes what changed. */
function note(m: Memory, at: Instant, fact: Fact | null, changes: Change[], rules: TellingRules, explain: boolean): void {
  const rule = ruleFor({ on: m.on, bought_days: boughtDays(m), words: m.words }, rules.policy.new_below_days)
  const to = STATE_OF_RULE[rule]
  const unit = unitOf(m)
  const heard = (m.on & BIT.heart_known) !== 0
  const from = m.state
  m.rule = rule
  if (from === to && m.span_unit === unit && m.span_heard === heard) return
  if (from !== to) {
    m.left_from = to === 'lapsed' ? from : null
    m.since = at
    m.state = to
  }
  m.span_unit = unit
  m.span_heard = heard
  m.spans++
  const cause = fact && { cause: fact.kind, fact: { at: fact.at, kind: fact.kind, source: fact.source, id: fact.id } }
  changes.push({ at, from, to, rule, unit, heard, ...(cause ?? { cause: null, fact: null }), ...(explain && { because: because(m, at, rules) }) })
}

/** Days on which they chose to buy, or to begin or renew a contract. */
export const boughtDays = (m: Memory): number => m.trade.days + m.contract.renewals

/** When time alone next changes a gate; NEVER where nothing will. */
export function nextAt(m: Memory, rules: TellingRules): Instant {
  return nextFlip(m, Number.MAX_SAFE_INTEGER, rules).at
}
