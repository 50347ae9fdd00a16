import fc from 'fast-check'
import { expect, test } from 'vitest'
import { begin, type Memory } from '#core/relationship/memory.ts'
import { payAt, sayAt } from '#core/relationship/said.ts'
import { listFigures, standing } from '#core/relationship/standing.ts'
import { tell } from '#core/relationship/tell.ts'
import type { Fact } from '#core/history/fact.ts'
import { fact, history, on, rulesWith } from './histories.ts'

const rules = rulesWith({ say: { shape: 0.4, rate: 1.6, heard: { high: 1, middle: 0.1, low: -0.9 } }, pay: { mean: 0.9, weight: 10, spread: 0.2 } })
const told = (facts: readonly Fact[], at: number): Memory => tell(begin(null), facts, at, rules).memory

test('what a list shows of a customer is what their page shows', () => {
  fc.assert(fc.property(history(30), (facts) => {
    const at = on(900)
    const memory = told(facts, at)
    const [page, list] = [standing(memory, at, rules), listFigures(memory, at, rules)]
    expect([list.say, list.pay]).toEqual([page?.say?.value ?? null, page?.pay?.value ?? null])
  }))
})

test('a fresh answer counts as so many good words, an old one as none, and nobody’s rate falls to nothing', () => {
  const year = (value: number | null, day = 365): number => sayAt(told([fact('purchase', 0), ...(value === null ? [] : [fact('rating', 300, { question: 'recommend', value })])], on(day)), on(day), rules)!.value
  // One year after the first fact: (.4 + heard) / (1.6 + 1).
  expect(year(null)).toBeCloseTo(0.4 / 2.6, 12)
  expect(year(10)).toBeCloseTo(1.4 / 2.6, 12)
  expect(year(7)).toBeCloseTo(0.5 / 2.6, 12)
  expect(year(0)).toBeCloseTo(0.04 / 2.6, 12)
  expect(year(10, 730)).toBeCloseTo(0.4 / 3.6, 12)
})

test('the share of list price is drawn towards that of all, the surer the more orders', () => {
  const orders = (n: number): Memory => told(Array.from({ length: n }, (_, i) => fact('purchase', i, { id: `p${i}`, order: `o${i}`, paid: 500, list: 1000 })), on(100))
  const [one, ten] = [payAt(orders(1), rules)!, payAt(orders(10), rules)!]
  expect([one.value, ten.value]).toEqual([(9 + 0.5) / 11, (9 + 5) / 20].map((value) => expect.closeTo(value, 12) as number))
  expect(ten.high - ten.low).toBeCloseTo((2 * 1.959963984540054 * 0.2) / Math.sqrt(20), 12)
  expect([payAt(told([fact('purchase', 0)], on(1)), rules), one.high <= 1 && one.low >= 0]).toEqual([null, true])
})
