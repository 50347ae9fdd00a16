import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amongOf, everybody, lotOf, offByLot, samplingError, totalOf } from '#core/money/lot.ts'
import { diceOf, exponential } from '#stats/random.ts'

const GROUPS = ['loyal', 'satisfied', 'lapsed'] as const

describe('some who stand for all', () => {
  test('groups have the sizes they are known to have, whoever was drawn', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...GROUPS), { minLength: 1, maxLength: 60 }), fc.integer({ min: 2, max: 64 }), fc.array(fc.nat(5000), { minLength: 3, maxLength: 3 }), (drawn, times, extra) => {
      const sizes = new Map(GROUPS.map((group, i) => [group as string, drawn.filter((one) => one === group).length + extra[i]!]))
      const lot = lotOf(drawn, sizes, times)
      const all = [...sizes.values()].reduce((sum, n) => sum + n, 0)
      expect(totalOf(drawn.map(() => 1), lot)).toBeCloseTo(all, 6)
      if (new Set(drawn).size < GROUPS.length) return
      for (const group of GROUPS) expect(totalOf(drawn.map((one) => Number(one === group)), lot)).toBeCloseTo(sizes.get(group)!, 6)
    }))
  })

  test('where everybody was looked at each stands for themselves, and the lot does nothing', () => {
    const lot = lotOf(['loyal', null, 'lapsed'], new Map([['loyal', 900]]), 1)
    expect([lot.weights, samplingError([3, 4, 5], lot), offByLot([3, 4, 5], lot)]).toEqual([[1, 1, 1], 0, null])
    expect(totalOf([3, 4, 5], everybody(3))).toBe(12)
  })

  test('whose group has no known size stands for as many as the lot has it', () => expect(lotOf([null, 'loyal'], new Map([['loyal', 10]]), 8).weights).toEqual([8, 10]))

  test('Cochran (1977, §5.4): two of ten with 1 and 3 are 20, give or take √(100 · 2 · .8 / 2)', () => {
    const lot = lotOf(['loyal', 'loyal'], new Map([['loyal', 10]]), 4)
    expect([totalOf([1, 3], lot), samplingError([1, 3], lot)]).toEqual([20, Math.sqrt(80)])
  })

  test('the true sum lies within its range about 95 times in 100, and knowing the sizes makes it surer', () => {
    const dice = diceOf(11)
    const people = Array.from({ length: 6000 }, (_, i) => ({ group: GROUPS[i % 10 === 0 ? 0 : i % 3 === 0 ? 1 : 2], value: [90, 30, 2][i % 10 === 0 ? 0 : i % 3 === 0 ? 1 : 2]! * exponential(dice) }))
    const truth = people.reduce((sum, { value }) => sum + value, 0)
    const sizes = new Map(GROUPS.map((group) => [group as string, people.filter((one) => one.group === group).length]))
    const errors: [number, number][] = []
    const held = Array.from({ length: 400 }, () => {
      const drawn = people.filter(() => dice.uniform() < 1 / 8)
      const values = drawn.map(({ value }) => value)
      const lot = lotOf(drawn.map(({ group }) => group), sizes, 8)
      errors.push([totalOf(values, lot) - truth, values.reduce((sum, value) => sum + 8 * value, 0) - truth])
      const { low, high } = offByLot(values, lot)!
      return low <= truth && truth <= high
    }).filter(Boolean).length
    expect([held >= 368, held <= 394]).toEqual([true, true])
    const spread = (k: 0 | 1): number => Math.sqrt(errors.reduce((sum, pair) => sum + pair[k] ** 2, 0) / errors.length)
    expect(spread(0) / spread(1)).toBeLessThan(0.85)
  })

  test('a part of a lot keeps its weights', () => {
    const lot = lotOf(['loyal', 'lapsed', 'loyal'], new Map([['loyal', 10], ['lapsed', 7]]), 4)
    expect(amongOf(lot, (i) => lot.groups[i] === 'loyal')).toEqual({ groups: ['loyal', 'loyal'], weights: [5, 5] })
  })
})
