import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareFacts, compareText } from '#core/history/order.ts'
import { history } from '#test/core/relationship/histories.ts'

test('text is ordered as its UTF-8 bytes are, which is how PostgreSQL has it under COLLATE "C"', () => {
  const text = fc.string({ unit: 'binary', maxLength: 6 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
    }),
    { numRuns: 3000 },
  )
  expect(compareText('\u{1f600}', '\uffee')).toBeGreaterThan(0)
})

test('the order of a history is total: of two different facts one comes first, whatever they were sorted from', () => {
  fc.assert(
    fc.property(history(30), (facts) => {
      const reversed = facts.toReversed().toSorted(compareFacts)
      expect(reversed).toEqual(facts)
      for (const [i, a] of facts.entries()) for (const b of facts.slice(i + 1)) expect(compareFacts(a, b)).toBeLessThan(0)
    }),
  )
})
