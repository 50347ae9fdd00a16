import { expect, test } from 'vitest'
import { DAY_MS } from '#core/units/time.ts'
import { formatsOf } from '#core/words/format.ts'
import { wordsOf } from '#core/words/index.ts'

const NOW = Date.UTC(2026, 5, 15, 12)

test.each([
  [0, 'today'], [1, 'yesterday'], [27, '27 days ago'], [28, '4 weeks ago'], [60, '8 weeks ago'], [61, '2 months ago'], [365, '12 months ago'], [366, '12 months ago'], [730, '24 months ago'], [731, '2 years ago'], [3653, '10 years ago'],
] as const)('%i days ago is said as %s', (days, said) => {
  expect(formatsOf(wordsOf('en'), 'Europe/Tallinn', 'EUR').ago(NOW - days * DAY_MS, NOW)).toBe(said)
})

test('what is said to lie in the past never lies ahead', () => {
  expect(formatsOf(wordsOf('et'), 'Europe/Tallinn', 'EUR').ago(NOW + 3 * DAY_MS, NOW)).toBe('täna')
})
