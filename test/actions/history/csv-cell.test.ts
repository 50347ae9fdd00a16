import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell } from '#actions/history/import/rejects.ts'
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

test('nothing else writes CSV', () => {
  const writers = filesOf(['src'], /\.ts$/).filter(({ text }) => /\.csv[`'"]|text\/csv/.test(text)).map(({ path }) => path)
  expect(writers).toEqual(['src/actions/history/import/import-run.ts'])
})
