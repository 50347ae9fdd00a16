import { describe, expect, test } from 'vitest'
import { diceOf, pickIndex } from '#stats/random.ts'
import { earnedGrowth } from '#stats/scores/earned-growth.ts'
import { effectiveSize, recommendScore, stratifiedScore } from '#stats/scores/recommend.ts'

/** Answers with so many promoters, passives and detractors. */
const answers = (promoters: number, passives: number, detractors: number): number[] => [detractors, 0, 0, 0, 0, 0, 0, 0, passives, 0, promoters]

describe('recommend score, adjusted Wald (Rocks 2016)', () => {
  test.each([
    [50, 30, 20, '30.000', '29.126', '14.051', '44.201'],
    [8, 3, 4, '26.667', '22.222', '-16.446', '60.890'],
    [20, 0, 0, '100.000', '86.957', '69.683', '100.000'],
  ])('%d / %d / %d is %s, centre %s, %s to %s', (promoters, passives, detractors, ...expected) => {
    const found = recommendScore(answers(promoters, passives, detractors))!
    const shown = [found.score, found.centre, found.low, found.high].map((value) => value.toFixed(3))
    expect(shown).toEqual(expected)
  })

  test('the interval holds the truth about as often as it says', () => {
    const dice = diceOf(1)
    const hits = Array.from({ length: 1000 }, () => {
      const histogram = answers(0, 0, 0)
      for (let i = 0; i < 40; i++) histogram[[10, 8, 0][pickIndex(dice, [0.45, 0.3, 0.25])]!]!++
      const { low, high } = recommendScore(histogram)!
      return low <= 20 && 20 <= high
    })
    const share = hits.filter(Boolean).length / hits.length
    expect(share > 0.93 && share < 0.975, String(share)).toBe(true)
  })

  test('all values fall into one of three parts, and no answers have no score', () => {
    const found = recommendScore([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])!
    expect([found.detractors, found.passives, found.promoters].map((share) => Math.round(share * 11))).toEqual([7, 2, 2])
    expect(recommendScore(answers(0, 0, 0))).toBeNull()
    expect(() => recommendScore([1, 2, 3])).toThrow(RangeError)
  })
})

describe('weights', () => {
  test('Kish: equal weights count in full, one heavy answer counts as one', () => {
    expect(effectiveSize([2, 2, 2, 2])).toBe(4)
    expect(effectiveSize([1e9, 1, 1, 1])).toBeCloseTo(1, 6)
    expect(effectiveSize([1, 3])).toBe(1.6)
    expect(effectiveSize([])).toBe(0)
  })

  test('groups that answer alike are weighted alike; an eager group counts by its people', () => {
    const alike = stratifiedScore([{ histogram: answers(30, 10, 10), people: 500 }, { histogram: answers(10, 20, 20), people: 500 }])!
    expect(alike.score).toBeCloseTo(recommendScore(answers(40, 30, 30))!.score, 9)
    expect(alike.effective).toBeCloseTo(100, 9)
    const eager = stratifiedScore([{ histogram: answers(90, 0, 0), people: 100 }, { histogram: answers(0, 0, 10), people: 900 }])!
    expect(eager.score).toBeCloseTo(-80, 9)
    expect(eager.effective).toBeCloseTo(1000 ** 2 / (90 * (100 / 90) ** 2 + 10 * 90 ** 2), 9)
    expect(eager.n).toBe(100)
  })

  test('a group in which nobody answered is not heard', () => {
    expect(stratifiedScore([{ histogram: answers(5, 0, 5), people: 300 }, { histogram: answers(0, 0, 0), people: 100 }])!.heard).toBe(0.75)
    expect(stratifiedScore([{ histogram: answers(0, 0, 0), people: 100 }])).toBeNull()
  })
})

describe('earned growth', () => {
  test('85 % kept and 25 % earned is 10 %', () => {
    const found = earnedGrowth({ before: 1000, kept: 850, earned: 250, bought: 0, unknown: 0 })!
    for (const name of ['value', 'low', 'high', 'growth'] as const) expect(found[name]).toBeCloseTo(0.1, 12)
    expect([found.retention, found.earnedNew, found.known]).toEqual([0.85, 0.25, 1])
  })

  test('of unknown origin: none earned to all earned, and in between as the known ones', () => {
    const found = earnedGrowth({ before: 1000, kept: 850, earned: 100, bought: 300, unknown: 200 })!
    expect(found.low).toBeCloseTo(-0.05, 12)
    expect(found.high).toBeCloseTo(0.15, 12)
    expect(found.value).toBeCloseTo(0, 12)
    expect(found.growth).toBeCloseTo(0.45, 12)
    expect(found.known).toBeCloseTo(2 / 3, 12)
    expect(earnedGrowth({ before: 1000, kept: 850, earned: 0, bought: 0, unknown: 200 })!.value).toBeCloseTo(-0.15, 12)
  })

  test('nothing to grow from, no money', () => {
    expect(earnedGrowth({ before: 0, kept: 0, earned: 5, bought: 0, unknown: 0 })).toBeNull()
    expect(() => earnedGrowth({ before: NaN, kept: 0, earned: 5, bought: 0, unknown: 0 })).toThrow(RangeError)
  })
})
