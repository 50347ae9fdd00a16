import type { Fact } from '#core/history/fact.ts'
import type { Instant } from '#core/units/time.ts'
import { begin } from '#core/relationship/memory.ts'
import { tell, type Change } from '#core/relationship/tell.ts'
import type { TellingRules } from '#core/relationship/telling-rules.ts'
import type { Kept } from '#store/relationship/standings.ts'
import { spanRows, spendRows, standingRow } from './rows.ts'
import type { Outcome } from './save.ts'

/** An outcome being put together. */
export type Parts = { -readonly [K in keyof Outcome]: Outcome[K][number][] }
export const emptyOutcome = (): Parts => ({ standings: [], spans: [], spend: [], afresh: [], gone: [], ends: [] })

/** What is announced of a change. */
export interface Notice {
  readonly customer: string
  readonly at: Instant
  readonly what: string
  readonly detail: object
}

export const noticeOf = (customer: string, change: Change): Notice => ({
  customer, at: change.at, what: 'moved', detail: { from: change.from, to: change.to, rule: change.rule, unit: change.unit },
})

/** Adds to an outcome what follows from telling a customer on. @param home the unit declared for a customer who is told for the first time */
export function tellOn(outcome: Parts, customer: string, kept: Kept | undefined, home: string | null, facts: readonly Fact[], until: Instant, rules: TellingRules): readonly Change[] {
  const told = tell(kept?.memory ?? begin(home), facts, until, rules)
  const spans = kept?.memory.spans ?? 0
  const next = told.changes[0]
  outcome.standings.push(standingRow(customer, (kept?.seq ?? 0) + 1, told.memory, rules))
  if (spans > 0 && next) outcome.ends.push({ customer, n: spans, until: next.at })
  outcome.spans.push(...spanRows(customer, told.changes, spans))
  outcome.spend.push(...spendRows(customer, told.months))
  return told.changes
}

