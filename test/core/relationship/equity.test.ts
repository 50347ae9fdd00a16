import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import { equityHistory, type EquityPoint } from '#core/relationship/equity-line.ts'
import { foldChanges, foldLine } from '#core/relationship/equity-fold.ts'
import { fadedAt, heartOf } from '#core/relationship/figures.ts'
import { ledgerOf } from '#core/relationship/ledger.ts'
import { begin } from '#core/relationship/memory.ts'
import { promisesOf } from '#core/relationship/promises.ts'
import { tell } from '#core/relationship/tell.ts'
import { zoneOf } from '#core/units/zone.ts'
import { DAY, fact, history, on, rulesWith } from './histories.ts'

const rules = rulesWith()
const UNTIL = on(1000)

/** The slow twin: the whole fold, fact by fact, with its gates and what time does. */
function slowLine(facts: readonly Fact[]): EquityPoint[] {
  let memory = begin(null)
  const line: EquityPoint[] = []
  const fadeTo = (end: number): void => {
    const last = line.at(-1)
    if (!last) return
    for (let at = last.at + 30 * DAY; at < end; at += 30 * DAY) line.push({ at, heart: fadedAt(heartOf(memory, rules), at, rules), fact: null })
    if (end > last.at) line.push({ at: end, heart: fadedAt(heartOf(memory, rules), end, rules), fact: null })
  }
  for (const one of facts) {
    const next = tell(memory, [one], null, rules).memory
    if (next.heart.sum !== memory.heart.sum || next.heart.at !== memory.heart.at) {
      fadeTo(one.at)
      line.push({ at: one.at, heart: fadedAt(heartOf(next, rules), one.at, rules), fact: one.id })
    }
    memory = next
  }
  fadeTo(UNTIL)
  return line
}

describe('the line of emotional equity', () => {
  test('is that of the whole fold, to the bit', () => {
    fc.assert(fc.property(history(), (facts) => {
      expect(equityHistory(facts, UNTIL, rules).line).toEqual(slowLine(facts))
    }))
  })

  test('rises by deposits, falls by withdrawals, and only those are changes', () => {
    const facts = [fact('purchase', 1), fact('felt', 10, { id: 'good', feelings: ['delighted'] }), fact('broke', 40, { id: 'bad' }), fact('visit', 50)]
    const { changes } = equityHistory(facts, UNTIL, rules)
    expect(changes.map(({ id, kind, change }) => [id, kind, Math.sign(change)])).toEqual([['good', 'felt', 1], ['bad', 'broke', -1]])
  })

  test('a change is the step of the line at its moment', () => {
    const { line, changes } = equityHistory([fact('felt', 10, { feelings: ['happy'] }), fact('felt', 90, { feelings: ['angry'] })], UNTIL, rules)
    for (const { at, change } of changes) {
      const here = line.filter((point) => point.at === at)
      expect(here.at(-1)!.heart - (here.length > 1 ? here[0]!.heart : 0)).toBeCloseTo(change, 12)
    }
  })
})

const line = fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.double({ min: -1, max: 1, noNaN: true })), { minLength: 1, maxLength: 400 })
  .map((points) => points.toSorted((a, b) => a[0] - b[0]).map(([day, heart], i): EquityPoint => ({ at: on(day), heart, fact: `f${i}` })))

describe('folding', () => {
  test('a line keeps its ends, its highest and its lowest point, its order, and no more than was asked for', () => {
    fc.assert(fc.property(line, fc.integer({ min: 4, max: 80 }), (points, most) => {
      const folded = foldLine(points, most)
      expect(folded.length).toBeLessThanOrEqual(most)
      expect([folded[0], folded.at(-1)]).toEqual([points[0], points.at(-1)])
      expect([Math.min(...folded.map((p) => p.heart)), Math.max(...folded.map((p) => p.heart))]).toEqual([Math.min(...points.map((p) => p.heart)), Math.max(...points.map((p) => p.heart))])
      const places = folded.map((p) => points.indexOf(p))
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }))
  })

  test('marks lose nothing of what was laid in or taken out', () => {
    const changes = line.map((points) => points.map(({ at, heart }, i) => ({ at, kind: 'felt' as const, source: 's', id: `f${i}`, change: heart })))
    fc.assert(fc.property(changes, fc.integer({ min: 1, max: 60 }), (all, most) => {
      const marks = foldChanges(all, most)
      const felt = all.filter(({ change }) => change !== 0)
      expect(marks.length).toBeLessThanOrEqual(most)
      expect(marks.reduce((n, mark) => n + mark.deposits + mark.withdrawals, 0)).toBe(felt.length)
      expect(marks.reduce((sum, mark) => sum + mark.gain + mark.loss, 0)).toBeCloseTo(felt.reduce((sum, { change }) => sum + change, 0), 9)
      for (const mark of marks) expect(mark.fact === null).toBe(mark.deposits + mark.withdrawals > 1)
    }))
  })
})

test('a ledger adds up by year of the company’s calendar, and knows the price only where it was said', () => {
  // Half past midnight of New Year's day in Tallinn is still the old year in UTC.
  const newYear = Date.UTC(2024, 11, 31, 22, 30)
  const facts = [
    fact('purchase', 10, { paid: 900, list: 1000, points_used: 50 }), fact('purchase', 20, { paid: 500 }), fact('refund', 30, { amount: 100 }),
    { ...fact('purchase', 0, { paid: 700, list: 700 }), at: newYear }, fact('visit', 400),
  ] as Fact[]
  expect(ledgerOf(facts, zoneOf('Europe/Tallinn'))).toEqual([
    { year: 2025, orders: 1, paid: 700, listed_paid: 700, listed_list: 700, points_used: 0, refunded: 0 },
    { year: 2024, orders: 2, paid: 1400, listed_paid: 900, listed_list: 1000, points_used: 50, refunded: 100 },
  ])
})

test('promises are counted as they were held, and open where a breach is remembered', () => {
  const facts = [fact('kept', 1, { promise: 'p' }), fact('broke', 5, { promise: 'q' }), fact('broke', 9, { id: 'b9', promise: 'p' }), fact('kept', 20, { promise: 'q' })]
  const { memory } = tell(begin(null), facts, on(25), rules)
  expect(promisesOf(facts, memory)).toEqual([
    { promise: 'q', kept: 1, broken: 1, last_at: on(20), open: null },
    { promise: 'p', kept: 1, broken: 1, last_at: on(9), open: { source: 's', id: 'b9', at: on(9) } },
  ])
})

test('that somebody would still buy at a higher price moves neither heart nor head, and is not taken for finding it fair', () => {
  const facts = [fact('purchase', 0), fact('felt', 10, { feelings: ['happy'] }), fact('rating', 12, { question: 'satisfaction', value: 4 })]
  const after = (more: readonly Fact[]): unknown => {
    const { heart, head, fair, state } = tell(begin(null), [...facts, ...more], UNTIL, rules).memory
    return { heart, head, fair, state }
  }
  for (const value of [1, 5]) expect(after([fact('rating', 20, { question: 'still_at_5', value })])).toEqual(after([]))
  expect(after([fact('rating', 20, { question: 'price_fair', value: 1 })])).not.toEqual(after([]))
})
