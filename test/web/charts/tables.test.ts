import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classOf } from '#core/relationship/state.ts'
import { EMPTY_MAP, QUARTER_MAP } from '#web/charts/examples/maps.ts'
import { flowTable } from '#web/charts/flow-table.ts'
import { anyMap, EN } from './laws.ts'

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
