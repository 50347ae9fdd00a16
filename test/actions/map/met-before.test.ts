import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS } from '#core/units/time.ts'
import { everyDays, lookFor } from '#actions/map/met-before.ts'

const days = (n: number): { from: number; to: number } => ({ from: 0, to: n * DAY_MS })

test('all of the time of few customers is looked at, of a long time that of fewer; of more, moments, and of very many a share of them', () => {
  expect(lookFor(40_000, days(90))).toEqual({ parts: 1, at_moments: false })
  expect(lookFor(40_000, days(360))).toEqual({ parts: 1, at_moments: true })
  expect(lookFor(10_000, days(3000))).toEqual({ parts: 1, at_moments: false })
  expect(lookFor(10_001, days(3000))).toEqual({ parts: 1, at_moments: true })
  expect(lookFor(200_000, days(1095))).toEqual({ parts: 4, at_moments: true })
  expect(lookFor(1_000_000, days(90))).toEqual({ parts: 16, at_moments: true })
  expect(lookFor(100_000_000, days(90))).toEqual({ parts: 256, at_moments: true })
})

test('as many moments are drawn as are worth it, and of little time no more than a day each', () => {
  expect(everyDays({ moves: 4000, days: 2_000_000 })).toBe(100)
  expect(everyDays({ moves: 20_000, days: 2_000_000 })).toBe(50)
  expect(everyDays({ moves: 90_000, days: 2_000_000 })).toBe(40)
  expect(everyDays({ moves: 0, days: 0 })).toBe(1)
  fc.assert(fc.property(fc.nat(1e6), fc.double({ min: 0, max: 1e9, noNaN: true }), (moves, at_risk) => at_risk / everyDays({ moves, days: at_risk }) < 50_001))
})
