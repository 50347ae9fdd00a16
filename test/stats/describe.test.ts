import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addValue, geometricMean, mergeMoments, NO_MOMENTS, varianceOf, weightedQuantile, type Moments } from '#stats/describe.ts'
import { expectClose } from './close.ts'

const momentsOf = (values: readonly number[]): Moments => values.reduce((m, value) => addValue(m, value), NO_MOMENTS)

describe('moments', () => {
  test('1,000 values near 1e9 with variance 1/12 · 1000/999 keep it (the naive sum of squares gives a negative one)', () => {
    const values = Array.from({ length: 1000 }, (_, i) => 1e9 + (i + 0.5) / 1000)
    const exact = ((1000 / 999) * (1 - 1e-6)) / 12
    expectClose(varianceOf(momentsOf(values))!, exact, 1e-3)
  })

  test('merging parts is the same as one pass, and counts stand for equal values', () => {
    const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 40 })
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        const whole = momentsOf([...left, ...right])
        const merged = mergeMoments(momentsOf(left), momentsOf(right))
        expect(merged.n).toBe(whole.n)
        expect(merged.mean).toBeCloseTo(whole.mean, 9)
        expect(Math.abs(merged.squares - whole.squares)).toBeLessThanOrEqual(1e-9 * (1 + whole.squares))
      }),
    )
    expect(addValue(addValue(NO_MOMENTS, 1), 4, 2)).toEqual({ n: 3, mean: 3, squares: 6 })
  })

  test('no variance below two values', () => expect([NO_MOMENTS, momentsOf([5])].map(varianceOf)).toEqual([undefined, undefined]))
})

test('geometric mean: of 1 and 100 it is 10; weights count; only positive values; none of nothing', () => {
  expectClose(geometricMean([1, 100])!, 10, 1e-15)
  expectClose(geometricMean([1, 100, 0, -3], [3, 1, 9, 9])!, 100 ** 0.25, 1e-15)
  expect([geometricMean([]), geometricMean([0]), geometricMean([2], [0])]).toEqual([undefined, undefined, undefined])
})

test('weighted quantile (type 1 of Hyndman & Fan 1996)', () => {
  const [values, weights] = [[30, 10, 20, 99], [1, 2, 1, 0]]
  expect([0, 0.5, 0.51, 0.75, 0.76, 1].map((p) => weightedQuantile(values, weights, p))).toEqual([10, 10, 20, 20, 30, 30])
  expect([weightedQuantile([], [], 0.5), weightedQuantile([1], [0], 0.5)]).toEqual([undefined, undefined])
})
