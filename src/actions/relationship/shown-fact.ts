import type { Fact } from '#core/history/fact.ts'
import { isoOf } from '#core/units/time.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'

/**
 * A fact as the API shows it.
 * @param costs does whoever reads it learn what it cost the company?
 */
export function shownFact(fact: Fact, costs: boolean): CustomerAnswer['history'][number] {
  const { customer: _customer, member: _member, ...kept } = fact
  const { counted: _counted, cost, ...own } = { counted: undefined, cost: undefined, ...kept }
  const locked = 'locked_until' in own && own.locked_until !== undefined ? { locked_until: isoOf(own.locked_until) } : {}
  return { ...own, ...locked, ...(costs && cost !== undefined && { cost }), at: isoOf(fact.at) }
}
