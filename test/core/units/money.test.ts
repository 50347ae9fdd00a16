import { expect, test } from 'vitest'
import { convertMinor, minorDigits } from '#core/units/money.ts'

test('a currency has the decimals that ISO 4217 gives it', () => {
  expect(['EUR', 'JPY', 'KWD', 'SEK'].map(minorDigits)).toEqual([2, 0, 3, 2])
})

test.each([
  ['SEK', 'EUR', 10_000, 0.0875, 875],
  ['JPY', 'EUR', 1000, 0.0061, 610],
  ['EUR', 'JPY', 610, 163.4, 997],
  ['KWD', 'EUR', 1000, 3, 300],
  ['EUR', 'EUR', 123, 7, 123],
  ['SEK', 'EUR', 50, 0.09, 5],
  ['SEK', 'EUR', -50, 0.09, -5],
])('%s into %s: %i at %f is %i, halves away from zero', (from, to, amount, perUnit, expected) => {
  expect(convertMinor(amount, from, to, perUnit)).toBe(expected)
})
