import type { State } from './state.ts'

/**
 * The gates: yes-or-no questions about a relationship, each with a value to enter and a value to leave. Their order is that of the
 * bits in a memory; new ones are appended.
 */
export const GATES = [
  'heart_known', 'heart_positive', 'heart_high', 'heart_negative', 'head_known', 'head_negative', 'silent', 'quiet', 'rhythm', 'likely',
  'conduct', 'says', 'promise_broken', 'betrayed', 'cancelled', 'locked', 'deals', 'points', 'run_out', 'term_stayed',
] as const
export type Gate = (typeof GATES)[number]

/** The bit of each gate in `Memory.on`. */
export const BIT: Readonly<Record<Gate, number>> = Object.fromEntries(GATES.map((gate, i) => [gate, 1 << i])) as Record<Gate, number>

/** Which rule gave the state. A rule's number (place + 1) is stored with each span; new ones are appended. */
export const RULES = [
  'cancelled', 'silent', 'promise_broken', 'betrayed', 'needs_unmet', 'heart_negative', 'new', 'handcuffed', 'devoted', 'loyal', 'conduct', 'satisfied',
  'run_out',
] as const
export type RuleName = (typeof RULES)[number]
export const ruleNumber = (rule: RuleName): number => RULES.indexOf(rule) + 1
export const ruleOf = (number: number): RuleName => {
  const rule = RULES[number - 1]
  if (rule === undefined) throw new RangeError(`no rule has the number ${number}`)
  return rule
}

/** The state that each rule gives. */
export const STATE_OF_RULE: Readonly<Record<RuleName, State>> = {
  cancelled: 'lapsed', silent: 'lapsed', promise_broken: 'disappointed', betrayed: 'disappointed', needs_unmet: 'dissatisfied', heart_negative: 'dissatisfied',
  new: 'new', handcuffed: 'handcuffed', devoted: 'devoted', loyal: 'loyal', conduct: 'loyal', satisfied: 'satisfied', run_out: 'lapsed',
}

/** All that the rules look at. */
export interface Evidence {
  readonly on: number
  /** Days with a purchase (or a contract begun or renewed). */
  readonly bought_days: number
  /** Things they said themselves. */
  readonly words: number
}

export const BOUND_BY = BIT.deals | BIT.points | BIT.locked

/** Bound for a reason other than the bond: deals, points, or a contract they cannot leave. */
export const isBound = (on: number): boolean => (on & BOUND_BY) !== 0

/** The first rule that holds: bad news before newness, newness before the good. POLICY's table, in its order. */
export function ruleFor(e: Evidence, newBelowDays: number): RuleName {
  const on = e.on
  if (on & BIT.cancelled) return 'cancelled'
  if (on & BIT.run_out) return 'run_out'
  if (on & BIT.silent) return 'silent'
  if (on & BIT.promise_broken) return 'promise_broken'
  if (on & BIT.betrayed) return 'betrayed'
  if (on & BIT.head_known && on & BIT.head_negative) return 'needs_unmet'
  const heard = (on & BIT.heart_known) !== 0
  if (heard && on & BIT.heart_negative) return 'heart_negative'
  // Whoever has lived through a term under contract has come again.
  const came = e.bought_days + (on & BIT.term_stayed ? 1 : 0)
  if (came < newBelowDays && e.words === 0) return 'new'
  const positive = heard && (on & BIT.heart_positive) !== 0
  const bound = isBound(on)
  if (bound && !positive) return 'handcuffed'
  if (!bound && heard && on & BIT.heart_high && on & BIT.says && came >= newBelowDays) return 'devoted'
  if (!bound && positive) return 'loyal'
  return on & BIT.conduct ? 'conduct' : 'satisfied'
}
