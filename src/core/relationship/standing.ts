import { DAY_MS, type Instant } from '#core/units/time.ts'
import type { Minor } from '#core/units/money.ts'
import { because, type Because } from './because.ts'
import { answersAt, buysAt, chanceAt, fadedAt, headOf, heartOf, historyAt, usualGap } from './figures.ts'
import type { Mark } from './marks.ts'
import { unitOf, type Memory } from './memory.ts'
import { BIT, isBound, type RuleName } from './rules.ts'
import type { State } from './state.ts'
import { foretoldWithin } from './stay.ts'
import type { TellingRules } from './telling-rules.ts'
import { payAt, sayAt, sayingOf } from './said.ts'
import { tell } from './tell.ts'
import { valueAt } from './trade.ts'
import { goesOnAfter, isUnderContract, keepsWithin } from './under-contract.ts'

/** A figure with its 95 % interval. */
export interface Figure {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What can be said of a relationship at a moment. Null is "not known", never zero. */
export interface Standing {
  readonly at: Instant
  readonly state: State
  readonly since: Instant
  readonly rule: RuleName
  readonly left_from: State | null
  readonly marks: readonly Mark[]
  readonly unit: string | null
  /** Is anything of the heart known in their own words? */
  readonly heard: boolean
  /** Business needs met, −1 to 1, and how many answers (decayed) that rests on. */
  readonly head: { readonly value: number; readonly answers: number } | null
  /** Emotional equity, −1 to 1; the spread is the standard deviation of the answers it rests on. */
  readonly heart: { readonly value: number; readonly answers: number; readonly spread: number } | null
  readonly hand: Hand
  /** How far ahead `stay` looks. */
  readonly horizon_days: number
  /** Chance of a purchase within the horizon (within its whole seasons, where trade has them), or of being under contract at its end: whichever is the surer. */
  readonly stay: (Figure & { readonly by: 'purchases' | 'seasons' | 'contract' }) | null
  /** Expected referrals and praise a year. */
  readonly say: (Figure & { readonly recommend: number | null }) | null
  /** Expected share of list price paid; `fair` is what they answered on price and worth, −1 to 1. */
  readonly pay: (Figure & { readonly fair: number | null; readonly orders: number }) | null
  /** Net paid in the twelve calendar months that end with the month of `at`, in minor units. */
  readonly value: Minor
  readonly because: Because
}

/** What they do. */
export interface Hand {
  readonly orders: number
  readonly purchase_days: number
  readonly paid: Minor
  readonly first_bought_at: Instant | null
  readonly last_bought_at: Instant | null
  readonly usual_gap_days: number | null
  readonly silent_gaps: number | null
  readonly said: number
  readonly contract: Memory['contract']['status']
  /** Since when a contract has held without a break; null where none does. */
  readonly contract_since: Instant | null
}

function stayOf(m: Memory, at: Instant, rules: TellingRules): Standing['stay'] {
  const model = rules.model.stay
  const value = buysAt(m, at, rules)
  const keeps = keepsWithin(m, at, rules, 0.95)
  if (keeps && (rules.contract?.decides || keeps.chance > (value ?? 0))) return { value: keeps.chance, low: keeps.low, high: keeps.high, by: 'contract' }
  if (!model || value === null) return null
  const { low, high } = foretoldWithin(model, historyAt(m, at, rules), rules.policy.horizon_days, 0.95)
  const share = goesOnAfter(m, rules)
  return { value: value * share, low: low * share, high: high * share, by: rules.season ? 'seasons' : 'purchases' }
}

function payOf(m: Memory, rules: TellingRules): Standing['pay'] {
  const share = payAt(m, rules)
  return share && { ...share, fair: m.fair.answers > 0 ? m.fair.sum / m.fair.answers : null, orders: m.trade.listed_orders }
}

function marksOf(m: Memory): Mark[] {
  const marks: Mark[] = []
  if (m.rule === 'conduct') marks.push('by_conduct')
  if (m.state !== 'satisfied') return marks
  if (m.on & BIT.quiet) marks.push('quiet')
  if (isBound(m.on)) marks.push('bound')
  if (!(m.on & BIT.heart_known)) marks.push('not_heard')
  return marks
}

function handOf(m: Memory, at: Instant, rules: TellingRules): Hand {
  const t = m.trade
  const gap = usualGap(m, rules)
  return {
    orders: t.orders,
    purchase_days: t.days,
    paid: t.paid,
    first_bought_at: t.days > 0 ? t.first_at : null,
    last_bought_at: t.days > 0 ? t.last_at : null,
    usual_gap_days: gap === null ? null : gap / DAY_MS,
    silent_gaps: gap === null ? null : (at - t.last_at) / gap,
    said: m.said.events,
    contract: m.contract.status,
    contract_since: isUnderContract(m) ? m.contract.begun_at : null,
  }
}

function heartFigure(m: Memory, at: Instant, rules: TellingRules): Standing['heart'] {
  const mean = m.heart.sum / m.heart.weight
  const spread = Math.sqrt(Math.max(0, m.heart.square / m.heart.weight - mean * mean))
  return { value: fadedAt(heartOf(m, rules), at, rules), answers: answersAt(heartOf(m, rules), at, rules), spread }
}

/** Where a relationship stands at a moment not before its last fact; null before the first fact. */
export function standing(memory: Memory, at: Instant, rules: TellingRules): Standing | null {
  if (!memory.last) return null
  const m = tell(memory, [], at, rules).memory
  return {
    at,
    state: m.state as State,
    since: m.since,
    rule: m.rule as RuleName,
    left_from: m.left_from,
    marks: marksOf(m),
    unit: unitOf(m),
    heard: (m.on & BIT.heart_known) !== 0,
    head: m.on & BIT.head_known ? { value: fadedAt(headOf(m, rules), at, rules), answers: answersAt(headOf(m, rules), at, rules) } : null,
    heart: m.on & BIT.heart_known ? heartFigure(m, at, rules) : null,
    hand: handOf(m, at, rules),
    horizon_days: rules.policy.horizon_days,
    stay: stayOf(m, at, rules),
    say: sayAt(m, at, rules),
    pay: payOf(m, rules),
    value: valueAt(m, at, rules),
    because: because(m, at, rules),
  }
}

/** The figures that a list sorts and filters by, without intervals. */
export interface ListFigures {
  readonly head: number | null
  readonly heart: number | null
  readonly stay: number | null
  readonly say: number | null
  readonly pay: number | null
  readonly value: Minor
}

/** The list figures of a memory already told up to `at`. */
export function listFigures(m: Memory, at: Instant, rules: TellingRules): ListFigures {
  const saying = sayingOf(m, at, rules)
  return {
    head: m.on & BIT.head_known ? fadedAt(headOf(m, rules), at, rules) : null,
    heart: m.on & BIT.heart_known ? fadedAt(heartOf(m, rules), at, rules) : null,
    stay: chanceAt(m, at, rules),
    say: saying && saying.shape / saying.rate,
    pay: payAt(m, rules)?.value ?? null,
    value: valueAt(m, at, rules),
  }
}
