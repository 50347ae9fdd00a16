import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutRows, delimited, LONGEST_ROW, readDelimited, readPiece, type Piece, type RowSink } from '#core/history/mapping/csv.ts'

interface Read {
  readonly rows: { cells: readonly string[]; line: number; text: string }[]
  readonly broken: { why: string; line: number; text: string }[]
}

const sinkOf = (got: Read): RowSink => ({
  row: (cells, line, row) => got.rows.push({ cells, line, text: row }),
  broken: (why, line, row) => got.broken.push({ why, line, text: row }),
})

/** Reads what comes in pieces of some size, cut after whole rows, each piece by itself. */
function readApart(text: string, delimiter: string | null, size: number): Read {
  const pieces: Piece[] = []
  const cutter = cutRows(delimiter, (piece) => pieces.push(piece))
  for (let at = 0; at < text.length; at += size) cutter.push(text.slice(at, at + size))
  cutter.end()
  const got: Read = { rows: [], broken: [] }
  for (const piece of pieces) readPiece(piece, delimited(delimiter, sinkOf(got)))
  return got
}

function read(text: string, delimiter: string | null = ',', size = text.length || 1): Read {
  const got: Read = { rows: [], broken: [] }
  const reader = readDelimited(delimiter, sinkOf(got))
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size))
  reader.end()
  return got
}

const cell = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('', 'a', 'a"b', 'a,b', 'a\nb', 'a\r\nb', '""', 'é', ' x '))
/** Writes a row as RFC 4180 has it. */
const written = (cells: readonly string[]): string => cells.map((c) => (/[",\r\n]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c)).join(',')

describe('delimited text', () => {
  it('is read as csv-parse reads it, whatever pieces it comes in', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 9 }), fc.boolean(), (rows, eol, size, last) => {
        const text = rows.map(written).join(eol) + (last ? eol : '')
        const ours = read(text, ',', size)
        const theirs = parse(text, { relax_column_count: true, skip_empty_lines: true, record_delimiter: eol })
        expect(ours.broken).toEqual([])
        expect(ours.rows.map((r) => r.cells)).toEqual(theirs)
      }),
      { numRuns: 500 },
    )
  })

  it('knows the line on which each row begins', () => {
    expect(read('a,"x\ny"\nb,2\n\nc,3').rows.map((r) => r.line)).toEqual([1, 3, 5])
  })

  it('gives up one line after a quote that is never closed, and goes on', () => {
    const got = read(`a,1\nb,"2\n${'c,3\n'.repeat(300)}`, ',', 50)
    expect(got.broken).toEqual([{ why: 'quote', line: 2, text: 'b,"2' }])
    expect(got.rows).toHaveLength(301)
    expect(got.rows[1]?.line).toBe(3)
  })

  it('gives up one line where text follows a closing quote', () => {
    const got = read('a,"x"y\nb,2')
    expect(got.broken).toEqual([{ why: 'quote', line: 1, text: 'a,"x"y' }])
    expect(got.rows.map((r) => r.cells)).toEqual([['b', '2']])
  })

  it('keeps a quote inside a cell that does not begin with one', () => {
    expect(read('5" pipe,1\n').rows[0]?.cells).toEqual(['5" pipe', '1'])
  })

  it('splits on runs of spaces and tabs, without quotes', () => {
    expect(read(' 00001 19970101  1   11.77\r\n\t2 x "y\r\n', null).rows.map((r) => r.cells)).toEqual([['00001', '19970101', '1', '11.77'], ['2', 'x', '"y']])
  })

  it('skips a line too long to be a row, in bounded memory', () => {
    const got = read(`a,1\n${'x'.repeat(3 * LONGEST_ROW)}\nb,2\n`, ',', 65_536)
    expect(got.broken.map(({ why, line }) => ({ why, line }))).toEqual([{ why: 'long', line: 2 }])
    expect(got.rows.map((r) => r.line)).toEqual([1, 3])
  })

  it('is the same read in pieces by several as read as one', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200, unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ') }), fc.integer({ min: 1, max: 40 }), fc.constantFrom(',', null), (text, size, delimiter) => {
      expect(readApart(text, delimiter, size)).toEqual(read(text, delimiter, size))
    }), { numRuns: 2000 })
    const broken = `a,1\nb,"2\n${'c,3\n'.repeat(300)}d,"4"\n`
    expect(readApart(broken, ',', 50)).toEqual(read(broken, ',', 50))
    const long = `a,1\n${'x'.repeat(3 * LONGEST_ROW)}\nb,"2\n3"\n`
    expect(readApart(long, ',', 65_536)).toEqual(read(long, ',', 65_536))
  })

  it('never fails, whatever the text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200, unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '\0', '\ud800') }), fc.integer({ min: 1, max: 7 }), (text, size) => {
      const whole = read(text)
      expect(read(text, ',', size)).toEqual(whole)
    }), { numRuns: 1000 })
  })
})
