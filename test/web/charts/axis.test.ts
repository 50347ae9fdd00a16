import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scale, ticks, timeTicks } from '#web/charts/axis.ts'
import { widthOf } from '#web/charts/text.ts'
import { anySetting, EN } from './laws.ts'

const DAY = 86_400_000
const BEGIN = Date.UTC(2020, 1, 10)

test('a scale leads from end to end, and a range of one value to the middle', () => {
  expect([0, 5, 10].map(scale([0, 10], [100, 200]))).toEqual([100, 150, 200])
  expect([3, 9].map(scale([3, 3], [0, 10]))).toEqual([5, 5])
})

test('round values within the range, as many as were asked at most', () => {
  expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
  expect(ticks(0, 1234, 3)).toEqual([0, 500, 1000])
  expect(ticks(-0.13, 0.31, 4)).toEqual([0, 0.2])
  expect(ticks(7, 7, 4)).toEqual([7])
  fc.assert(fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 10 }), (from, span, about) => {
    const found = ticks(from, from + span, about)
    expect(found.length).toBeLessThanOrEqual(about + 1)
    for (const tick of found) expect(tick >= from - span * 1e-6 && tick <= from + span * (1 + 1e-6)).toBe(true)
  }))
})

test('the names of times never touch, and all lie within the axis', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 365 * 40 }), fc.integer({ min: 120, max: 1200 }), anySetting, (days, width, setting) => {
    const found = timeTicks(BEGIN, BEGIN + days * DAY, [30, width], setting)
    for (const [i, { x, label }] of found.entries()) {
      const half = widthOf(label, 11) / 2
      expect(x - half).toBeGreaterThanOrEqual(30)
      expect(x + half).toBeLessThanOrEqual(width)
      const before = found[i - 1]
      if (before) expect(x - half).toBeGreaterThan(before.x + widthOf(before.label, 11) / 2)
    }
  }))
})

test.each([
  [14, ['12 Feb', '14 Feb', '16 Feb']],
  [400, ['Apr 2020', 'Jul 2020', 'Oct 2020']],
  [365 * 30, ['2025', '2030', '2035']],
])('over %i days it names what people count in', (days, names) => {
  expect(timeTicks(BEGIN, BEGIN + days * DAY, [30, 500], EN).slice(0, 3).map(({ label }) => label)).toEqual(names)
})

test('there is always a name where there is room for one and a beginning to be named', () => {
  for (const days of [3, 10, 50, 200, 1000, 5000, 20_000]) expect(timeTicks(BEGIN, BEGIN + days * DAY, [30, 330], EN).length, `${days}`).toBeGreaterThan(0)
})
