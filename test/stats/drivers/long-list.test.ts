import { describe, expect, test } from 'vitest'
import { fitExposures } from '#stats/drivers/exposure.ts'
import { weighExposures } from '#stats/drivers/exposure-doubt.ts'
import { standOut } from '#stats/drivers/stand-out.ts'
import { customers, type Played } from './played.ts'

// One that moves people fifty times as often, one that mostly comes along with it and does nothing, ten of three times, four of 1.4, and sixty that do nothing.
const THERE = [50, 1, ...Array.from({ length: 10 }, () => 3), 1.4, 1.4, 1.4, 1.4]
const PLAYED: Played = { people: 1000, days: 120, base: 1 / 400, times: [...THERE, ...Array.from({ length: 60 }, () => 1)], together: 0.9, first: 2, met: [0.1, 0.1, ...Array.from({ length: 10 }, () => 0.4)] }
const SEEDS = Array.from({ length: 30 }, (_, i) => 500 + i)

describe('a long list, over companies', () => {
  const seen = SEEDS.map((seed) => {
    const exposures = customers(seed, PLAYED)
    const fit = fitExposures(exposures)
    if (!fit.ok) throw new Error(fit.reason)
    const weights = weighExposures(exposures, fit.value, { resamples: 2, besides: new Set(PLAYED.times.keys()) })
    const out = standOut(weights.map(({ z }) => z))
    return weights.map(({ driver, ratio }, i) => ({ driver, isThere: PLAYED.times[driver] !== 1, isOut: out[i]!, isSure: ratio.low > 1 || ratio.high < 1, holds: ratio.low <= PLAYED.times[driver]! && PLAYED.times[driver]! <= ratio.high }))
  })
  const companies = (has: (each: (typeof seen)[number][number]) => boolean): number => seen.filter((list) => list.some(has)).length

  test('in at most one of twenty anything stands out that does nothing, though one by one in nearly all of them something would', () => {
    expect(companies(({ isThere, isOut }) => isOut && !isThere)).toBeLessThanOrEqual(2)
    expect(companies(({ isThere, isSure }) => isSure && !isThere)).toBeGreaterThan(20)
  })

  test('what is strong stands out in all of them, what comes along with it in none', () => {
    const strong = seen.flatMap((list) => list.filter(({ driver }) => PLAYED.times[driver]! >= 3))
    expect(strong.filter(({ isOut }) => isOut).length / strong.length).toBeGreaterThan(0.98)
    expect(companies(({ driver, isOut }) => driver === 0 && isOut)).toBe(SEEDS.length)
    expect(companies(({ driver, isOut }) => driver === 1 && isOut)).toBe(0)
  })

  test('the intervals of all, and of those that stand out, hold the truth about as often as they say', () => {
    const held = (of: (typeof seen)[number]): number => of.filter(({ holds }) => holds).length / of.length
    const [all, out] = [held(seen.flat()), held(seen.flat().filter(({ isOut }) => isOut))]
    expect([all > 0.93, out > 0.88], `${all} ${out}`).toEqual([true, true])
  })
})
