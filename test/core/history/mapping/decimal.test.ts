import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDecimals, decimalOf, fixedOf, multiplyDecimals, numberOf, plainFixed, type DecimalForm } from '#core/history/mapping/decimal.ts'

const POINT: DecimalForm = { decimal: '.', thousands: '' }
const COMMA: DecimalForm = { decimal: ',', thousands: '.' }
const cents = (text: string, form = POINT, places = 2): number | null => {
  const exact = decimalOf(text, form)
  return exact ? fixedOf(exact, places) : null
}

describe('money out of text', () => {
  it.each([
    ['11.77', 1177], ['12', 1200], ['-0.5', -50], ['+3.10', 310], ['.5', 50], ['5.', 500], ['$1.50', 150], ['1.50 €', 150], ['-£2', -200], ['(12.34)', -1234], ['12.34-', -1234],
    ['70.67999999999999', 7068], ['0.005', 1], ['-0.005', -1], ['0.0049', 0], ['1e3', 100_000], ['1.5E-2', 2], ['90071992547409.91', 9_007_199_254_740_991],
  ])('%s', (text, expected) => expect(cents(text)).toBe(expected))

  it.each(['', '-', '.', 'abc', '1,5', '1.2.3', '1 2', '12a', '--1', '1e', 'NaN', 'Infinity', '0x10'])('not %s', (text) => expect(cents(text)).toBeNull())

  it('reads thousands only where they stand, so that 1.5 is never taken for 15', () => {
    expect(cents('1.234.567,89', COMMA)).toBe(123_456_789)
    expect([cents('1.5', COMMA), cents('1.23', COMMA), cents('1234.5', COMMA)]).toEqual([null, null, null])
    expect(cents('1\u00a0234,50', { decimal: ',', thousands: ' ' })).toBe(123_450)
  })

  it('says no to what a number cannot hold exactly', () => {
    expect(cents('90071992547409.92')).toBeNaN()
    expect(cents('1e999')).toBeNaN()
  })

  it('the fast way says the same as the exact one, or nothing', () => {
    const text = fc.oneof(fc.integer().map(String), fc.double({ noNaN: true }).map(String), fc.tuple(fc.integer(), fc.integer({ min: 0, max: 999 })).map(([a, b]) => `${a}.${b}`), fc.string({ unit: fc.constantFrom(...'0123456789.-,e '.split('')), maxLength: 8 }))
    fc.assert(fc.property(text, fc.integer({ min: 0, max: 3 }), (cell, places) => {
      const fast = plainFixed(cell, POINT, places)
      if (!Number.isNaN(fast)) expect(fast).toBe(cents(cell, POINT, places))
    }), { numRuns: 5000 })
  })

  it('adds and multiplies without loss', () => {
    const [a, b] = [decimalOf('0.1', POINT), decimalOf('0.2', POINT)]
    expect(numberOf(addDecimals(a!, b!))).toBe(0.3)
    expect(numberOf(multiplyDecimals(a!, b!))).toBe(0.02)
  })
})
