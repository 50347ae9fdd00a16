import { kindNumber } from '#core/history/kinds.ts'
import { DAY_MS } from '#core/units/time.ts'
import { unitOf, type Memory } from '#core/relationship/memory.ts'
import { BIT, ruleNumber, type RuleName } from '#core/relationship/rules.ts'
import { listFigures } from '#core/relationship/standing.ts'
import { stateNumber, type State } from '#core/relationship/state.ts'
import { nextAt, type Change, type SpentMonth } from '#core/relationship/tell.ts'
import type { TellingRules } from '#core/relationship/telling-rules.ts'
import type { SpanRow, SpendRow, StandingRow } from '#store/relationship/rows.ts'

/** The figures by which lists sort are never older than this. */
const RENEW_MS = 30 * DAY_MS

/** Held with seven digits. What is nearer to zero than those columns go (the chance of a daily customer silent for years) is zero; PostgreSQL would refuse it. */
const real = (figure: number | null): number | null => (figure === null ? null : Math.fround(figure))

/** A memory as it is kept. Figures of a customer who lapsed unheard no longer change enough to be renewed. */
export function standingRow(customer: string, seq: number, memory: Memory, rules: TellingRules): StandingRow {
  const at = memory.told
  const heard = (memory.on & BIT.heart_known) !== 0
  const flips = nextAt(memory, rules)
  const next = memory.state === 'lapsed' && !heard ? flips : Math.min(flips, at + RENEW_MS)
  const { head, heart, stay, say, pay, value } = listFigures(memory, at, rules)
  return {
    customer, seq, heard, memory,
    state: stateNumber(memory.state as State),
    since: memory.since,
    rule: ruleNumber(memory.rule as RuleName),
    unit: unitOf(memory),
    next_at: next === Infinity ? null : next,
    told_at: at,
    first_at: memory.first_at,
    last_at: memory.last?.at ?? memory.first_at,
    bought_at: memory.trade.days > 0 ? memory.trade.last_at : null,
    head: real(head), heart: real(heart), stay: real(stay), say: real(say), pay: real(pay), value,
    paid: memory.trade.paid,
    orders: memory.trade.orders,
  }
}

/** Changes as spans: each lasts until the next, the last one for good. @param before spans there already were */
export function spanRows(customer: string, changes: readonly Change[], before: number): SpanRow[] {
  return changes.map((change, i) => ({
    customer,
    n: before + i + 1,
    at: change.at,
    until: changes[i + 1]?.at ?? Infinity,
    state: stateNumber(change.to),
    was: change.from === null ? null : stateNumber(change.from),
    unit: change.unit,
    heard: change.heard,
    rule: ruleNumber(change.rule),
    cause: change.cause === null ? null : kindNumber(change.cause),
  }))
}

/** Months that were told as the row they make, where there are any. */
export const spendRows = (customer: string, months: readonly SpentMonth[]): SpendRow[] =>
  months.length === 0 ? [] : [{ customer, months: months.map(({ month }) => month), paid: months.map(({ paid }) => paid) }]
