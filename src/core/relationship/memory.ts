import type { Fact, FactRef } from '#core/history/fact.ts'
import type { Instant } from '#core/units/time.ts'
import type { Minor } from '#core/units/money.ts'
import { GATES, type RuleName } from './rules.ts'
import type { State } from './state.ts'

/** At most so many open complaints, broken promises and invitees are remembered one by one; more are counted. */
export const BOUND = 8

/** An open complaint. */
export interface Case {
  readonly source: string
  readonly id: string
  readonly at: Instant
  readonly severity: number
}

/** A promise broken and not made good. */
export interface Broken {
  readonly source: string
  readonly id: string
  readonly at: Instant
  readonly promise: string
}

/** Emotional equity, every sum decayed to `at`. */
export interface Equity {
  at: Instant
  gain: number
  loss: number
  indifferent: number
  /** Decayed count of answers in the customer's own words: how well the heart is known. */
  answers: number
  /** Decayed weight of all that was laid in, answers or not. */
  weight: number
  /** Decayed sums of signed answers and of their squares: the spread. */
  sum: number
  square: number
}

/** Business needs: decayed sum of answers from −1 to 1, and their decayed count. */
export interface Needs {
  at: Instant
  met: number
  answers: number
}

/** What they bought. */
export interface Trade {
  first_at: Instant
  last_at: Instant
  /** The last purchase day on the company's calendar. */
  last_day: number
  /** Days with a purchase. */
  days: number
  orders: number
  paid: Minor
  /** Of the orders whose list price is known. */
  listed_orders: number
  listed_paid: Minor
  listed_list: Minor
  /** Lines with a known list price, those bought below it, and how many would be at what was on offer. */
  lines: number
  deals: number
  offered: number
  points_orders: number
  /** In how many seasons they bought, the first of these and the last; counted where the model looks at seasons. */
  seasons: number
  first_season: number
  last_season: number
  /** Net paid in each of the twelve months that end with `month`; place = month modulo 12. */
  month: number
  spent: Minor[]
}

/** All that is kept of a history: enough to go on from, and to say where the relationship stands and why. */
export interface Memory {
  /** The last fact folded; later ones go on from here, earlier ones mean telling again from the start. */
  last: FactRef | null
  /** Up to when the moves that time alone causes have been told. */
  told: Instant
  first_at: Instant
  facts: number
  /** Things this customer said themselves. */
  words: number
  home: string | null
  /** The unit of the latest fact that has one. */
  unit: string | null
  heart: Equity
  head: Needs
  cases: Case[]
  cases_beyond: number
  broken: Broken[]
  broken_beyond: number
  /** When and by what an expectation was betrayed, other than by a recorded promise. */
  betrayed: { at: Instant; by: 'heart' | 'stance'; source: string; id: string } | null
  trade: Trade
  /** `at`: when it last began or was renewed, or when it ended; `begun_at`: since when it has held without a break. */
  contract: { status: 'none' | 'active' | 'cancelled' | 'run_out'; at: Instant; begun_at: Instant; locked_until: Instant | null; renewals: number }
  /** Referrals and praise. */
  said: { events: number; invitees: string[]; last: FactRef | null; recommend: number | null; recommend_at: Instant }
  /** Answers on price and worth, from −1 to 1. */
  fair: { sum: number; answers: number }
  /** Gates that are on, one bit each in the order of GATES, and when each last changed (0 = never). */
  on: number
  changed: Instant[]
  /** Since when conduct has been asking for another answer than it has; the dwell. */
  waiting: Instant | null
  state: State | null
  since: Instant
  rule: RuleName | null
  /** Where they stood when they lapsed. */
  left_from: State | null
  /** What the open span says besides the state. */
  span_unit: string | null
  span_heard: boolean
  /** Spans begun so far. */
  spans: number
}

/** A memory before the first fact. `home` is the unit the company declared for this customer. */
export function begin(home: string | null): Memory {
  return {
    last: null, told: 0, first_at: 0, facts: 0, words: 0, home, unit: null,
    heart: { at: 0, gain: 0, loss: 0, indifferent: 0, answers: 0, weight: 0, sum: 0, square: 0 },
    head: { at: 0, met: 0, answers: 0 },
    cases: [], cases_beyond: 0, broken: [], broken_beyond: 0, betrayed: null,
    trade: {
      first_at: 0, last_at: 0, last_day: 0, days: 0, orders: 0, paid: 0, listed_orders: 0, listed_paid: 0, listed_list: 0, lines: 0, deals: 0,
      offered: 0, points_orders: 0, seasons: 0, first_season: 0, last_season: 0, month: 0, spent: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    },
    contract: { status: 'none', at: 0, begun_at: 0, locked_until: null, renewals: 0 },
    said: { events: 0, invitees: [], last: null, recommend: null, recommend_at: 0 },
    fair: { sum: 0, answers: 0 },
    on: 0, changed: GATES.map(() => 0), waiting: null,
    state: null, since: 0, rule: null, left_from: null, span_unit: null, span_heard: false, spans: 0,
  }
}

/** A copy that can be changed without the original noticing. */
export function copyOf(m: Memory): Memory {
  return {
    ...m,
    heart: { ...m.heart },
    head: { ...m.head },
    cases: [...m.cases],
    broken: [...m.broken],
    trade: { ...m.trade, spent: [...m.trade.spent] },
    contract: { ...m.contract },
    said: { ...m.said, invitees: [...m.said.invitees] },
    fair: { ...m.fair },
    changed: [...m.changed],
  }
}

/** The unit this customer counts for. */
export const unitOf = (m: Memory): string | null => m.home ?? m.unit

export function refOf({ at, kind, source, id, member }: Fact): FactRef {
  return member === undefined ? { at, kind, source, id } : { at, kind, source, id, member }
}
