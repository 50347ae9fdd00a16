import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fallsOf, waterfall, type Step } from '#web/charts/waterfall.ts'
import { anySetting, anyWidth, EN, flawsOf, leavesOf } from './laws.ts'

const YEARS: readonly Step[] = [
  { id: 'before', name: 'Paid the year before', kind: 'level', amount: 100_000 }, { id: 'lost', name: 'Lost', kind: 'change', amount: -15_000, n: 120 },
  { id: 'earned', name: 'New, sent by others', kind: 'change', amount: 25_000, n: 210 }, { id: 'now', name: 'Paid in the last year', kind: 'level', amount: 110_000 },
]
const anySteps = fc.array(fc.record({
  id: fc.uuid(), name: fc.constantFrom('Kadunud kliendid, kes enam midagi ei ostnud', '新規（紹介による）', 'Lost', 'Grown by those who stayed'),
  kind: fc.constantFrom('level' as const, 'change' as const), amount: fc.oneof(fc.constant(0), fc.integer({ min: -9_000_000_000, max: 9_000_000_000 })), n: fc.nat(3_000_000),
}), { maxLength: 10 })

test('of any sums, in any language, at any width, every text can be read', () => {
  fc.assert(fc.property(anySteps, anySetting, anyWidth, (steps, setting, width) => {
    expect(flawsOf(waterfall(steps, setting.formats.sum, setting, { width }))).toEqual([])
  }), { numRuns: 80 })
})

test('each change begins where the one before has ended, and is as long as it is large', () => {
  fc.assert(fc.property(anySteps, (steps) => {
    const falls = fallsOf(steps)
    for (const [i, { kind, from, to, amount }] of falls.entries()) {
      expect(from).toBe(kind === 'level' ? 0 : (falls[i - 1]?.to ?? 0))
      expect(to - from).toBe(amount)
    }
  }))
  const widths = leavesOf(waterfall(YEARS, EN.formats.sum, EN, { width: 900 }).nodes).flatMap((node) => (node.shape === 'rect' ? [node.width] : []))
  expect(widths[1]! / widths[0]!).toBeCloseTo(0.15, 2)
  expect(widths[3]! / widths[0]!).toBeCloseTo(1.1, 2)
})

test('says every step in words, changes with their sign', () => {
  expect(waterfall(YEARS, EN.formats.sum, EN, { width: 390 }).says).toBe('Paid the year before: €1,000, Lost: −€150 · n = 120, New, sent by others: +€250 · n = 210 and Paid in the last year: €1,100')
})
