import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classOf } from '#core/relationship/state.ts'
import { EMPTY_MAP, QUARTER_MAP } from '#web/charts/examples/maps.ts'
import { TRIED, TRIED_ALL, tryOf } from '#web/charts/examples/series.ts'
import { flowTable } from '#web/charts/flow-table.ts'
import { twoMaps } from '#web/charts/two-maps.ts'
import { anyMap, anySetting, anyWidth, EN, flawsOf, textsOf } from './laws.ts'

test('the table holds everyone: rows, columns and corner add up, and every class is that of its pair', () => {
  fc.assert(fc.property(anyMap, (map) => {
    const { rows, totals, total, columns } = flowTable(map, EN)
    const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
    expect(total).toBe(sum(map.flows.map(({ customers }) => customers)))
    expect(sum(rows.map((row) => row.total))).toBe(total)
    expect(totals).toEqual(columns.map((to) => sum(rows.flatMap(({ cells }) => cells.filter((cell) => cell.to === to).map(({ customers }) => customers)))))
    for (const { cells, total: all } of rows) {
      expect(sum(cells.map(({ share }) => share))).toBeCloseTo(all === 0 ? 0 : 1, 9)
      for (const cell of cells) if (cell.customers > 0) expect(cell.class).toBe(classOf(cell.from, cell.to))
    }
  }))
})

test('the table says what it is of, and has a row for those who joined only where somebody did', () => {
  expect(flowTable(QUARTER_MAP, EN)).toMatchObject({ caption: 'Customers by where they stood on 1 Sept 2025 (rows) and where they stand on 1 Dec 2025 (columns)', total: 53_360 })
  expect(flowTable(QUARTER_MAP, EN).rows.at(-1)?.from).toBeNull()
  expect(flowTable(EMPTY_MAP, EN).rows).toHaveLength(8)
})

test('two maps beside each other read for any company, in any language, at any width', () => {
  fc.assert(fc.property(anyMap, anySetting, anyWidth, fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 8, maxLength: 8 }), fc.nat(300), (map, setting, width, shift, half) => {
    const states = tryOf(map, shift.map((by, i) => Math.max(by, -(map.states[i]?.now ?? 0))), half)
    expect(flawsOf(twoMaps(states, setting, { width, hot: 'loyal' }))).toEqual([])
  }), { numRuns: 60 })
})

test('a change is only told where its interval leaves none out; where all were looked at it is exact', () => {
  const numbers = (states: typeof TRIED): readonly string[] => textsOf(twoMaps(states, EN, { width: 640 }).nodes).map(({ text }) => text).filter((text) => text.endsWith(')'))
  expect(numbers(TRIED)).toEqual(['3,614 (−1,204)', '13,440 (+690)', '16,252 (+820)', '5,098 (−220)', '2,231 (≈)', '1,870 (≈)', '2,615 (≈)', '8,240 (≈)'])
  expect(numbers(TRIED_ALL)).toEqual(['3 (±0)', '7 (+1)', '12 (−1)', '2 (±0)', '0 (±0)', '0 (±0)', '9 (±0)', '7 (±0)'])
  expect(twoMaps(TRIED, EN, { width: 640 }).says).toContain('Devoted: 4,818 now, 3,614 then (3,434 to 3,794), fewer than now, Loyal: 12,750 now, 13,440 then (13,260 to 13,620), more than now')
})
