import { describe, expect, test } from 'vitest'
import { correlation } from '#stats/drivers/correlation.ts'
import { diceOf, normal } from '#stats/random.ts'

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, Math.round(value)))
const of = (rows: readonly (readonly [number, number])[]): ReturnType<typeof correlation> => correlation(Float64Array.from(rows, ([x]) => x), Float64Array.from(rows, ([, y]) => y))

describe('a correlation', () => {
  test('is Pearson’s, as R has it of its cars (speed and distance: 0.8068949)', () => {
    const cars = [4, 2, 4, 10, 7, 4, 7, 22, 8, 16, 9, 10, 10, 18, 10, 26, 10, 34, 11, 17, 11, 28, 12, 14, 12, 20, 12, 24, 12, 28, 13, 26, 13, 34, 13, 34, 13, 46, 14, 26, 14, 36, 14, 60, 14, 80, 15, 20, 15, 26, 15, 54,
      16, 32, 16, 40, 17, 32, 17, 40, 17, 50, 18, 42, 18, 56, 18, 76, 18, 84, 19, 36, 19, 46, 19, 68, 20, 32, 20, 48, 20, 52, 20, 56, 20, 64, 22, 66, 23, 54, 24, 70, 24, 92, 24, 93, 24, 120, 25, 85]
    const found = of(Array.from({ length: cars.length / 2 }, (_, i) => [cars[2 * i]!, cars[2 * i + 1]!] as const))!
    expect(found.value).toBeCloseTo(0.8068949, 7)
    expect(found.low).toBeLessThan(found.value)
    expect(found.high).toBeGreaterThan(found.value)
  })

  test('is not told of what does not vary, nor of next to nobody; of a straight line it is 1', () => {
    expect(of([[1, 2], [1, 3], [1, 4], [1, 5]])).toBe(null)
    expect(of([[1, 2], [2, 3], [3, 5]])).toBe(null)
    expect(of([[1, -2], [2, -4], [3, -6], [4, -8]])).toEqual({ value: -1, low: -1, high: -1 })
  })

  test.each([
    ['answers on scales', 0.46, (dice: ReturnType<typeof diceOf>) => { const mood = normal(dice); return [clamp(4 + mood + normal(dice), 1, 5), clamp(7 + 2 * mood + 2 * normal(dice), 0, 10)] as const }],
    // The usual interval, of normal numbers, holds this one in 87 %.
    ['answers that most give at the top of their scales', 0.598, (dice: ReturnType<typeof diceOf>) => { const mood = normal(dice); return [clamp(5 + 1.2 * mood + normal(dice), 1, 5), clamp(9.5 + 2 * mood + normal(dice), 0, 10)] as const }],
    ['a feeling that one in four names', -0.399, (dice: ReturnType<typeof diceOf>) => { const named = dice.uniform() < 0.25; return [Number(named), clamp(7.5 - (named ? 2 : 0) + 2 * normal(dice), 0, 10)] as const }],
    ['nothing', 0, (dice: ReturnType<typeof diceOf>) => [clamp(4 + normal(dice), 1, 5), clamp(7 + 2 * normal(dice), 0, 10)] as const],
  ])('holds what is so about as often as it says: %s', (_, truth, draw) => {
    const dice = diceOf(11)
    let held = 0
    for (let played = 0; played < 1500; played++) {
      const { low, high } = of(Array.from({ length: 120 }, () => draw(dice)))!
      if (low <= truth && truth <= high) held++
    }
    expect(held / 1500).toBeGreaterThan(0.915)
    expect(held / 1500).toBeLessThan(0.97)
  })
})
