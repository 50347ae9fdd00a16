/**
 * Rows out of delimited text, a piece at a time. An own reader, held against `csv-parse` in its test, because a company's file is
 * not always well formed and the import must go on: after a quote that is never closed it gives up one line, not the rest of
 * the file; it knows every row's line and its text as it stood. (And lines without quotes are split 2.8 times as fast.)
 */
export interface RowSink {
  /** A row's cells; `text` is the row as it stood. */
  row(cells: readonly string[], line: number, text: string): void
  /** A line that is no row, and why. */
  broken(why: Broken, line: number, text: string): void
}
export type Broken = 'quote' | 'long'

export interface TextReader {
  push(text: string): void
  /** No more text comes. */
  end(): void
}

/** A cell may hold line ends, but a quote that stays open for longer than this was never meant to open. */
const MOST_LINES_IN_A_ROW = 100
export const LONGEST_ROW = 1_000_000

/** @param delimiter one character, or null for any run of spaces and tabs (then without quotes) */
export const readDelimited = (delimiter: string | null, sink: RowSink): TextReader => readLines(delimited(delimiter, sink))

/** Makes rows of delimited lines. */
export function delimited(delimiter: string | null, sink: RowSink): LineSink {
  const split = delimiter === null ? (line: string) => line.trim().split(/[ \t]+/) : (line: string) => line.split(delimiter)
  return {
    line: (text, number) => {
      if (text.trim() !== '') sink.row(split(text), number, text)
    },
    quoted: delimiter === null ? null : quotedRows(delimiter, sink),
    long: (line, text) => sink.broken('long', line, text),
  }
}

const quotedRows = (delimiter: string, sink: RowSink): NonNullable<LineSink['quoted']> => (text, from, line, ended) => takeQuotedRow(text, from, delimiter, line, ended, sink)

export interface LineSink {
  line(text: string, number: number): void
  /** Takes a row that holds a quote and may go over several lines; null where its end has not come yet. */
  readonly quoted: ((text: string, from: number, line: number, ended: boolean) => Span | null) | null
  long(line: number, text: string): void
}
interface Span {
  /** Where the row's last line ends. */
  readonly end: number
  readonly lines: number
}
/** How far the whole rows of a text reach, and the number of the line after them. */
interface Reach {
  readonly from: number
  readonly line: number
}

/** Cuts text into lines; `quoted` takes over where a line holds a quote. */
export const readLines = (sink: LineSink): TextReader => inPieces((text, line, ended) => takeLines(text, line, ended, sink), (line, text) => sink.long(line, text))

/** Keeps what is not a whole row until more comes; a line too long to be a row is told of and passed over, in bounded memory. */
function inPieces(take: (text: string, line: number, ended: boolean) => Reach, long: (line: number, text: string) => void): TextReader {
  let rest = ''
  let line = 1
  let skipping = false
  const go = (text: string, ended: boolean): void => {
    let whole = text
    if (skipping) {
      const end = text.indexOf('\n')
      if (end < 0) return
      whole = text.slice(end + 1)
      line++
      skipping = false
    }
    const reach = take(whole, line, ended)
    line = reach.line
    rest = whole.slice(reach.from)
    if (rest.length > LONGEST_ROW && !rest.includes('\n')) {
      long(line, rest.slice(0, 200))
      skipping = true
      rest = ''
    }
  }
  return { push: (text) => go(rest + text, false), end: () => go(rest, true) }
}

function takeLines(text: string, firstLine: number, ended: boolean, sink: Omit<LineSink, 'long'>): Reach {
  let line = firstLine
  let from = 0
  let quote = sink.quoted ? text.indexOf('"') : -1
  while (from < text.length) {
    let end = text.indexOf('\n', from)
    if (end < 0 && !ended) break
    if (end < 0) end = text.length
    if (quote >= 0 && quote < from) quote = text.indexOf('"', from)
    if (sink.quoted && quote >= 0 && quote < end) {
      const span = sink.quoted(text, from, line, ended)
      if (span === null) break
      end = span.end
      line += span.lines - 1
    } else sink.line(text.slice(from, end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end), line)
    line++
    from = end + 1
  }
  return { from: Math.min(from, text.length), line }
}

/** Whole rows, to be read by whoever has time; or of a line too long to be a row, how it begins. */
export interface Piece {
  readonly text: string
  /** The line on which the first row begins. */
  readonly line: number
  readonly long: boolean
}

const NOBODY: RowSink = { row: () => undefined, broken: () => undefined }

/**
 * Cuts text after whole rows, so that the pieces can be read apart (`readPiece`) as if the text were read as one.
 * @param delimiter that of rows which may hold quotes, and with them line ends; null where every line is a row
 */
export function cutRows(delimiter: string | null, give: (piece: Piece) => void): TextReader {
  const quoted = delimiter === null ? null : quotedRows(delimiter, NOBODY)
  return inPieces((text, line, ended) => {
    const reach = quoted !== null && text.includes('"') ? takeLines(text, line, ended, { line: () => undefined, quoted }) : wholeLines(text, line, ended)
    if (reach.from > 0) give({ text: text.slice(0, reach.from), line, long: false })
    return reach
  }, (line, text) => give({ text, line, long: true }))
}

function wholeLines(text: string, firstLine: number, ended: boolean): Reach {
  let line = firstLine
  let from = 0
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
    line++
    from = end + 1
  }
  return ended && from < text.length ? { from: text.length, line: line + 1 } : { from, line }
}

/** Reads a piece that holds whole lines. */
export function readPiece({ text, line, long }: Piece, sink: LineSink): void {
  if (long) sink.long(line, text)
  else takeLines(text, line, true, sink)
}

interface Cell {
  readonly cell: string
  readonly end: number
  readonly lines: number
}

function takeQuotedRow(text: string, from: number, delimiter: string, line: number, ended: boolean, sink: RowSink): Span | null {
  const cells: string[] = []
  let at = from
  let lines = 1
  for (;;) {
    const found = text.charCodeAt(at) === 34 ? quotedCell(text, at) : openCell(text, at, delimiter)
    if (found === null) return ended || isTooLong(text, from) ? takeBroken(text, from, line, sink) : null
    // What follows a cell may still be on its way, save at the end of all.
    if (found.end + 1 >= text.length && !ended) return null
    cells.push(found.cell)
    lines += found.lines
    at = text.startsWith('\r\n', found.end) || (ended && text.charAt(found.end) === '\r' && found.end + 1 === text.length) ? found.end + 1 : found.end
    const next = text.charAt(at)
    if (next === '' || next === '\n') break
    if (next !== delimiter || lines > MOST_LINES_IN_A_ROW) return takeBroken(text, from, line, sink)
    at++
  }
  sink.row(cells, line, text.slice(from, at).replace(/\r$/, ''))
  return { end: at, lines }
}

/** A quote that stays open this long was never meant to open. */
function isTooLong(text: string, from: number): boolean {
  if (text.length - from > LONGEST_ROW) return true
  let at = from
  for (let i = 0; i < MOST_LINES_IN_A_ROW; i++) {
    at = text.indexOf('\n', at) + 1
    if (at === 0) return false
  }
  return true
}

function openCell(text: string, from: number, delimiter: string): Cell {
  let end = from
  while (end < text.length && text[end] !== '\n' && text[end] !== delimiter) end++
  if (text[end] !== delimiter && text[end - 1] === '\r' && end > from) end--
  return { cell: text.slice(from, end), end, lines: 0 }
}

/** A cell in quotes, where a quote within is written twice. Null where it is not closed. */
function quotedCell(text: string, from: number): Cell | null {
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return null
    if (text.charCodeAt(quote + 1) !== 34) {
      const raw = text.slice(from + 1, quote)
      const lines = raw.includes('\n') ? raw.split('\n').length - 1 : 0
      return { cell: at === from + 1 ? raw : raw.replaceAll('""', '"'), end: quote + 1, lines }
    }
    at = quote + 2
  }
}

function takeBroken(text: string, from: number, line: number, sink: RowSink): Span {
  const newline = text.indexOf('\n', from)
  const end = newline < 0 ? text.length : newline
  sink.broken('quote', line, text.slice(from, Math.min(end, from + 10_000)).replace(/\r$/, ''))
  return { end, lines: 1 }
}
