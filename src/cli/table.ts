import Table from 'cli-table3'
import stringWidth from 'string-width'
import { stripVTControlCharacters } from 'node:util'

/** A column of a table. Of those that do not fit the terminal, the one with the largest `spare` goes first; those without one stay. */
export interface Column {
  readonly head: string
  readonly right?: boolean
  readonly spare?: number
  /** May be cut to so many characters before any column goes. */
  readonly least?: number
  /** Goes on in the next line instead of being cut. */
  readonly wraps?: boolean
}

const GAP = 2
const NO_LINES = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: ' '.repeat(GAP),
}

/** Rows under a line of heads, laid out for a terminal of so many columns, with a last newline. */
export function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  const kept = columns.map((column, i) => ({ ...column, i, wide: Math.max(stringWidth(column.head), ...rows.map((row) => stringWidth(row[i] ?? ''))) }))
  const over = (): number => kept.reduce((sum, column) => sum + column.wide, GAP * (kept.length - 1)) - width
  shrink(kept, over)
  for (;;) {
    const spare = kept.filter((column) => column.spare !== undefined).toSorted((a, b) => Number(b.spare) - Number(a.spare))[0]
    if (over() <= 0 || !spare) break
    kept.splice(kept.indexOf(spare), 1)
  }
  const table = new Table({
    head: kept.map((column) => column.head),
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colWidths: kept.map((column) => column.wide),
    colAligns: kept.map((column) => (column.right ? 'right' : 'left')),
  })
  table.push(...rows.map((row) => kept.map((column) => (column.wraps ? wrap : cut)(row[column.i] ?? '', column.wide))))
  return `${table.toString().split('\n').map((line) => line.trimEnd()).join('\n')}\n`
}

/** Takes from the widest of those that may be cut, as far as they may. */
function shrink(columns: { wide: number; least?: number }[], over: () => number): void {
  for (const column of columns.filter(({ least }) => least !== undefined).toSorted((a, b) => b.wide - a.wide))
    column.wide -= Math.max(0, Math.min(over(), column.wide - Math.max(Number(column.least), 1)))
}

/** A text cut to so many cells of a terminal (a Japanese character takes two). Colours are lost with what is cut. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let kept = ''
  let wide = 0
  for (const { segment } of SEGMENTS.segment(stripVTControlCharacters(text))) {
    wide += stringWidth(segment)
    if (wide > width - 1) break
    kept += segment
  }
  return `${kept}…`
}

const SEGMENTS = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' })
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}\p{Pd}]+$/u
const OPENING = /[\p{Ps}\p{Pi}\p{Sc}\p{Sm}]$/u

/** What must stay together in a line: a word with what leads in to it and what ends it; spaces by themselves. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (const { segment } of WORDS.segment(text)) {
    const last = pieces.at(-1) ?? ' '
    const joins = segment.trim() !== '' && last.trim() !== '' && (CLOSING.test(segment) || OPENING.test(last))
    if (joins) pieces[pieces.length - 1] = last + segment
    else pieces.push(segment)
  }
  return pieces
}

/** Running text broken into lines, also where words are not parted by spaces. A word longer than a line is left as it is. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    if (line !== '' && stringWidth(`${indent}${line}${piece}`.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? piece.trimStart() : piece
  }
  return [...lines, line.trimEnd()].map((each) => indent + each).join('\n')
}
