import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell, csvOf } from '#core/units/csv.ts'
import { filesOf } from '#test/house/files.ts'

test.each(['=1+1', '+1', '-1', '@sum(a1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x', '=cmd|\' /C calc\'!A0', '"=1"', '=HYPERLINK("http://x","y")'])('%j is written so that no spreadsheet runs it', (text) => {
  const cell = csvCell(text)
  expect(cell.replace(/^"/, '')).toMatch(/^(?:'|"")/)
})

test('whatever it holds, a cell is one cell, and says the same again', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const cell = csvCell(text)
    const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
    expect(read.replace(/^'/, '')).toBe(text.replace(/^'/, ''))
    expect(/^"(?:[^"]|"")*"$|^[^",\r\n]*$/.test(cell)).toBe(true)
  }))
})

test('cells are quoted in one place alone, and unquoted in another', () => {
  const quoters = filesOf(['src'], /\.tsx?$/).filter(({ path, text }) => /replaceAll\([^)]*'""'/.test(text) && !path.startsWith('src/store/')).map(({ path }) => path)
  expect(quoters).toEqual(['src/core/history/mapping/csv.ts', 'src/core/units/csv.ts'])
})

test('a table has a line for each row, numbers as they are, and nothing for what is not known', () => {
  expect(csvOf([['a', 'b'], ['=x', -5], [null, 0.5]])).toBe("\uFEFFa,b\r\n'=x,-5\r\n,0.5\r\n")
})
