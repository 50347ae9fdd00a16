import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { cut, tableOf, wrap } from '#cli/table.ts'

describe('a table', () => {
  const columns = [{ head: '名前', least: 6 }, { head: 'State' }, { head: 'Paid', right: true, spare: 1 }, { head: 'Last', spare: 2 }]
  const rows = [['熱心なお客様', 'Devoted', '€1,234', '1 Mar'], ['Kari', 'New', '€5', '28 Feb']]

  test('lines up where a character takes two cells', () => {
    expect(tableOf(columns, rows, 80)).toBe(
      ['名前          State      Paid  Last', '熱心なお客様  Devoted  €1,234  1 Mar', 'Kari          New          €5  28 Feb', ''].join('\n'),
    )
  })

  test('gives up what it can spare, the least telling first, and keeps to the width', () => {
    for (let width = 60; width >= 16; width--)
      for (const line of tableOf(columns, rows, width).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(Math.max(width, 15))
    expect(tableOf(columns, rows, 24)).not.toContain('Last')
    expect(tableOf(columns, rows, 24)).toContain('Paid')
  })

  test('goes on in the next line where it may', () => {
    expect(tableOf([{ head: '' }, { head: '', least: 10, wraps: true }], [['a', 'one two three four']], 14)).toContain('\n   three four\n')
  })
})

const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem(), fc.constantFrom('最大の損失は「ロイヤル」から「満足」への130人です。', 'He said “no” (twice), and left.'))

test('what is cut fits, and what fits is not cut', () => {
  fc.assert(fc.property(texts, fc.integer({ min: 2, max: 40 }), (text, width) => {
    expect(stringWidth(cut(text, width))).toBeLessThanOrEqual(width)
    if (stringWidth(text) <= width) expect(cut(text, width)).toBe(text)
  }))
})

test('wrapping loses nothing but spaces, and no line begins with what ends a sentence', () => {
  fc.assert(fc.property(texts, fc.integer({ min: 24, max: 60 }), (text, width) => {
    expect(wrap(text, width).replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
  }))
  const lines = wrap('最大の損失は「ロイヤル」から「満足」への130人です。', 14).split('\n')
  expect(lines.every((line) => !/^[。、」]/.test(line) && !/「$/.test(line))).toBe(true)
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(14)
})
