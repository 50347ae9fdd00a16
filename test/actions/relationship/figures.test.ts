/** Places among figures, held against all of them gone through one by one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nthBeyond, rankOf, type Figures } from '#actions/relationship/figures.ts'

const figures = fc.tuple(fc.array(fc.integer({ min: -3, max: 12 }), { maxLength: 60 }), fc.nat(20))
  .map(([known, unknown]): Figures => ({ known: known.toSorted((a, b) => a - b), all: known.length + unknown }))

test('what stands at a share of a list, what comes before it and how many are alike', () => {
  fc.assert(fc.property(figures, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), ({ known, all }, share, descending) => {
    const list = [...(descending ? known.toReversed() : known), ...Array.from<null>({ length: all - known.length }).fill(null)]
    const value = list[Math.min(all - 1, Math.floor(share * all))]
    expect(rankOf({ known, all }, share, descending)).toEqual(value === undefined ? null : { value, all, before: list.indexOf(value), same: list.filter((one) => one === value).length })
  }))
})

test('a bound leaves so many as were asked for, whichever way a list goes on, and from wherever', () => {
  fc.assert(fc.property(figures, fc.option(fc.integer({ min: -4, max: 13 })), fc.boolean(), fc.boolean(), fc.integer({ min: 1, max: 30 }), ({ known, all }, value, descending, backwards, nth) => {
    const down = descending !== backwards
    // The last number there is in the way that the list goes: nobody with the same figure comes after it.
    const from = value === null ? null : { value, customer: `${down ? '00000000' : 'ffffffff'}-0000-0000-0000-000000000000`, inclusive: true }
    const beyond = known.filter((one) => value === null || (down ? one < value : one > value))
    const bound = nthBeyond({ known, all }, { from, descending, backwards }, nth)
    if (bound === undefined) expect(beyond.length).toBeLessThan(nth)
    else expect(beyond.filter((one) => (down ? one >= bound : one <= bound)).length).toBeGreaterThanOrEqual(nth)
    if (beyond.length >= nth) expect(bound).toBe((down ? beyond.toReversed() : beyond)[nth - 1])
  }))
})

test('of many alike, those on the far side of the place are enough', () => {
  const known = Array.from<number>({ length: 100 }).fill(7)
  const half = { value: 7, customer: '80000000-0000-0000-0000-000000000000', inclusive: false }
  expect(nthBeyond({ known, all: 100 }, { from: half, descending: false, backwards: false }, 50)).toBe(7)
  expect(nthBeyond({ known, all: 100 }, { from: half, descending: false, backwards: false }, 51)).toBeUndefined()
})
