import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byState } from '#web/charts/by-state.ts'
import { rangeOf } from '#web/charts/by-state/sparkline.ts'
import { BEGINNING_MAP, EMPTY_MAP, QUARTER_MAP } from '#web/charts/examples/maps.ts'
import { seriesTo } from '#web/charts/examples/series.ts'
import { overlaps } from '#web/charts/place.ts'
import { anyMap, anySetting, anyWidth, EN, flawsOf } from './laws.ts'

test('of any company, in any language, at any width, after any number of months, every text can be read', () => {
  fc.assert(fc.property(anyMap, anySetting, anyWidth, fc.integer({ min: 0, max: 40 }), (map, setting, width, months) => {
    expect(flawsOf(byState(map, seriesTo(map, months), setting, { width, hot: 'loyal', chosen: 'satisfied>loyal' }))).toEqual([])
  }), { numRuns: 50 })
  for (const map of [EMPTY_MAP, BEGINNING_MAP]) expect(flawsOf(byState(map, [], EN, { width: 732 }))).toEqual([])
})

test('each state and each movement can be reached once, and no two places overlap', () => {
  const { targets } = byState(QUARTER_MAP, seriesTo(QUARTER_MAP), EN, { width: 1100 })
  expect(new Set(targets.map(({ id }) => id)).size).toBe(targets.length)
  for (const [i, a] of targets.entries()) expect(targets.slice(i + 1).filter((b) => overlaps(a.box, b.box)).map(({ id }) => `${a.id} ${id}`)).toEqual([])
  expect(targets.slice(0, 8).map(({ id }) => id)).toEqual(QUARTER_MAP.states.map(({ state }) => state))
})

test('a ripple does not look like a wave', () => {
  const [least, most] = rangeOf([10_000, 10_020, 9990])
  expect(most - least).toBeCloseTo(1002)
  expect(rangeOf([0, 0])).toEqual([-1, 1])
  expect(rangeOf([100, 900])).toEqual([100, 900])
})

test('says the course of each state', () => {
  const series = seriesTo(QUARTER_MAP)
  expect(byState(QUARTER_MAP, series, EN, { width: 732 }).says).toMatch(/^Devoted: 4,120 on 1 Dec 2024, 4,818 on 1 Dec 2025; fewest [\d,]+, most [\d,]+\. Loyal: /)
  expect(byState(QUARTER_MAP, [], EN, { width: 732 }).says).toMatch(/^Devoted: 4,818 customers \(\+698\)\. /)
})
