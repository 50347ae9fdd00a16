import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGUAGES } from '#core/history/kinds.ts'
import { BEGINNING_MAP, EMPTY_MAP, FORTY_MAP, MILLIONS_MAP, QUARTER_MAP } from '#web/charts/examples/maps.ts'
import { twoDates } from '#web/charts/two-dates.ts'
import { columnsOf, ribbonsOf } from '#web/charts/two-dates/columns.ts'
import { anyMap, anySetting, anyWidth, EN, flawsOf, settingIn } from './laws.ts'

test('of any company, in any language, at any width, every text can be read', () => {
  fc.assert(fc.property(anyMap, anySetting, anyWidth, (map, setting, width) => {
    expect(flawsOf(twoDates(map, setting, { width }))).toEqual([])
  }), { numRuns: 60 })
})

test.each(LANGUAGES)('in %s the fixed companies read at 1440 and 390 px', (language) => {
  for (const map of [QUARTER_MAP, MILLIONS_MAP, FORTY_MAP, EMPTY_MAP, BEGINNING_MAP]) for (const width of [732, 334]) {
    expect(flawsOf(twoDates(map, settingIn(language), { width }))).toEqual([])
  }
})

test('every block is as high as its ribbons together, on both sides, and both columns hold the same people', () => {
  fc.assert(fc.property(anyMap, (map) => {
    const columns = columnsOf(map, 30, 570)
    const ribbons = ribbonsOf(map, columns)
    const high = (some: readonly { height: number }[]): number => some.reduce((sum, { height }) => sum + height, 0)
    for (const { place, height } of columns.before) expect(high(ribbons.filter(({ from }) => from === place))).toBeCloseTo(height, 6)
    for (const { place, height } of columns.now) expect(high(ribbons.filter(({ to }) => to === place))).toBeCloseTo(height, 6)
    expect(high(columns.before)).toBeCloseTo(high(columns.now), 6)
    for (const blocks of [columns.before, columns.now]) for (const { y, height } of blocks) expect(y + height).toBeLessThan(570 + 1e-6)
  }))
})

test('ribbons stay within their blocks and never lie over each other at an end', () => {
  fc.assert(fc.property(anyMap, (map) => {
    const columns = columnsOf(map, 30, 570)
    const ribbons = ribbonsOf(map, columns)
    for (const { place, y, height } of columns.before) {
      const here = ribbons.filter(({ from }) => from === place).toSorted((a, b) => a.left_y - b.left_y)
      for (const [i, ribbon] of here.entries()) {
        expect(ribbon.left_y).toBeGreaterThan((i === 0 ? y : here[i - 1]!.left_y + here[i - 1]!.height) - 1e-6)
        expect(ribbon.left_y + ribbon.height).toBeLessThan(y + height + 1e-6)
      }
    }
  }))
})

test('says what it leaves out: who stayed lapsed, and what is too thin to be seen', () => {
  expect(twoDates(QUARTER_MAP, EN, { width: 732 }).notes).toEqual(['6,100 customers who stayed lapsed are not drawn.', '13 movements of fewer than 80 customers, 584 in all, are in the table.'])
  expect(twoDates(EMPTY_MAP, EN, { width: 732 }).notes).toEqual([])
})

test('says both dates in words', () => {
  expect(twoDates(QUARTER_MAP, EN, { width: 732 }).says).toMatch(/^Where customers stood on 1 Sept 2025, on the left, and where they stand on 1 Dec 2025, on the right\. Devoted: 4,120 then, 4,818 now, /)
})
