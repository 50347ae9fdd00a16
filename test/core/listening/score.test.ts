import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scaleOf } from '#core/listening/asked.ts'
import { changeOf, scoreOf, weightedScore, type Band } from '#core/listening/score.ts'
import { diceOf } from '#stats/random.ts'

const SCALE = scaleOf('satisfaction')
const histogram = (values: readonly number[], [low, high]: readonly [number, number] = [0, 10]): number[] => Array.from({ length: high - low + 1 }, (_, i) => values.filter((value) => value === low + i).length)

describe('a score', () => {
  test('of ten is told, of nine is not', () => {
    expect([scoreOf('recommend', histogram(Array(10).fill(9)))?.value, scoreOf('recommend', histogram(Array(9).fill(9)))]).toEqual([100, null])
  })

  test('of a scale lies within it, and its interval has its mean, unless all said the least or the most', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: SCALE[0], max: SCALE[1] }), { minLength: 10, maxLength: 60 }), (values) => {
      const score = scoreOf('satisfaction', histogram(values, SCALE))!
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      expect(score.value).toBeCloseTo(mean, 10)
      expect(score.low).toBeLessThan(score.high)
      expect(score.low >= SCALE[0] && score.high <= SCALE[1]).toBe(true)
      expect(score.shares.high + score.shares.middle + score.shares.low).toBeCloseTo(1, 10)
    }))
  })

  test('of a scale holds the mean that answers are drawn from in about 95 of 100 samples', () => {
    const dice = diceOf(11)
    const chances = [0.05, 0.1, 0.2, 0.4, 0.25]
    const truth = chances.reduce((sum, chance, i) => sum + chance * (i + 1), 0)
    const drawn = (): number => {
      let left = dice.uniform()
      return 1 + chances.findIndex((chance) => (left -= chance) < 0)
    }
    const held = Array.from({ length: 1000 }, () => scoreOf('satisfaction', histogram(Array.from({ length: 30 }, drawn), SCALE))!).filter(({ low, high }) => low <= truth && truth <= high).length
    expect(held).toBeGreaterThan(930)
    expect(held).toBeLessThan(975)
  })
})

test('a change is sure where both are', () => {
  const [low, high] = [0.5, 0.6].map((share) => scoreOf('recommend', histogram(Array.from({ length: 5000 }, (_, i) => (i < 5000 * share ? 10 : 0))))!)
  const change = changeOf(high!, low!)
  expect(change.value).toBeCloseTo(20, 10)
  expect(change.low > 15 && change.high < 25).toBe(true)
})

describe('the weighted score', () => {
  const band = (number: number, people: number, promoters: number, detractors: number): Band => ({ band: number, people, histogram: histogram([...Array<number>(promoters).fill(10), ...Array<number>(detractors).fill(0)]) })

  test('counts each band by its people: those who buy often answer more', () => {
    // Plain: (90 + 10 − 10 − 10) / 120 = 66.7. A tenth of the people are the eager ones, who give 80; the others give 0.
    const score = weightedScore('recommend', [band(0, 900, 10, 10), band(3, 100, 90, 10)])!
    expect(score.value).toBeCloseTo(8, 10)
    expect(score.effective).toBeLessThan(25)
  })

  test('puts bands of too few answers to the next, and says nothing where one is left', () => {
    const score = weightedScore('recommend', [band(0, 900, 10, 10), band(1, 50, 2, 0), band(2, 50, 1, 0), band(3, 100, 90, 10)])!
    expect(score.value).toBeCloseTo((1000 * (100 * (13 - 10)) / 23 + 100 * 80) / 1100, 8)
    expect(weightedScore('recommend', [band(0, 900, 4, 4), band(3, 100, 90, 10)])).toBeNull()
    expect(weightedScore('trust', [band(0, 900, 10, 10), band(3, 100, 90, 10)])).toBeNull()
  })
})
