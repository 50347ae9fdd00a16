import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { begin } from '#core/relationship/memory.ts'
import { tell, type SpentMonth } from '#core/relationship/tell.ts'
import { tellingRules } from '#core/relationship/telling-rules.ts'
import { zoneOf } from '#core/units/zone.ts'
import { fact, history, MODEL, rulesWith } from './histories.ts'

const RULES = rulesWith()

/** Every month in which anything was bought or given back, with all that was paid up to its end: added up without the fold. */
function addedUp(facts: readonly Fact[]): SpentMonth[] {
  const paid = facts.flatMap((each) => (each.kind === 'purchase' ? [{ at: each.at, paid: each.paid }] : each.kind === 'refund' ? [{ at: each.at, paid: -each.amount }] : []))
  const months = [...new Set(paid.map(({ at }) => RULES.zone.monthOf(at)))].toSorted((a, b) => a - b)
  return months.map((month) => ({ month, paid: paid.reduce((total, each) => total + (RULES.zone.monthOf(each.at) <= month ? each.paid : 0), 0) }))
}

describe('what was paid by the end of each month', () => {
  test('is what adding up says', () => fc.assert(fc.property(history(), (facts) => {
    expect(tell(begin(null), facts, null, RULES).months).toEqual(addedUp(facts))
  })))

  test('told on, months from the first that is told are as told at once', () => fc.assert(fc.property(history(), fc.nat(60), (facts, cut) => {
    const { memory } = tell(begin(null), facts.slice(0, cut), null, RULES)
    const { months } = tell(memory, facts.slice(cut), null, RULES)
    expect(months).toEqual(addedUp(facts).filter(({ month }) => month >= (months[0]?.month ?? Infinity)))
  })))

  test('an hour that comes twice, the second time in the month before, is of the month that had begun: told at once or one by one, months ascend and nothing is lost', () => {
    // Newfoundland set its clocks back at 00:01 on 1 November 2009, to 23:01 on 31 October.
    const rules = tellingRules(DEFAULT_POLICY, MODEL, zoneOf('America/St_Johns'))
    const times = ['2009-10-31T12:00Z', '2009-11-01T02:30:30Z', '2009-11-01T02:40Z', '2009-11-20T12:00Z'].map((time) => Date.parse(time))
    expect(times.map((at) => rules.zone.monthOf(at))).toEqual([477, 478, 477, 478])
    const facts = times.map((at, i) => fact('purchase', 0, { id: `n${i}`, at, paid: 10 ** i }))
    expect(tell(begin(null), facts, null, rules).months).toEqual([{ month: 477, paid: 1 }, { month: 478, paid: 1111 }])
    let memory = begin(null)
    const told = facts.map((each) => {
      const { months, ...next } = tell(memory, [each], null, rules)
      memory = next.memory
      return months
    })
    expect(told).toEqual([[{ month: 477, paid: 1 }], [{ month: 478, paid: 11 }], [{ month: 478, paid: 111 }], [{ month: 478, paid: 1111 }]])
  })
})
