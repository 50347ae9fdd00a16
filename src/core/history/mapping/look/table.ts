import { readDelimited } from '../csv.ts'

/** What may stand between cells; null for runs of spaces. */
export const SEPARATORS = [',', ';', '\t', '|'] as const

/** A row that was looked at, and the line on which it begins. */
export interface HeadRow {
  readonly cells: readonly string[]
  readonly line: number
}

/** The first rows of a text; the last line is left out where it may be cut in two. */
export function rowsAt(head: string, delimiter: string | null, most: number): HeadRow[] {
  const rows: HeadRow[] = []
  const reader = readDelimited(delimiter, { row: (cells, line) => rows.length < most && rows.push({ cells, line }), broken: () => undefined })
  reader.push(head.slice(0, head.lastIndexOf('\n') + 1) || head)
  reader.end()
  return rows
}

const LOOKED_ROWS = 60

/** The width that most rows have, and how many of them have it. */
export function usualWidth(rows: readonly HeadRow[]): { width: number; share: number } {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [width, count] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
  return { width, share: rows.length === 0 ? 0 : count / rows.length }
}

/**
 * What stands between the cells of a text: what parts its rows into the same number of cells, more than one, most often; null for runs of spaces,
 * where nothing else does. A comma where nothing is parted.
 */
export function separatorOf(head: string): string | null {
  const tried = [...SEPARATORS, null].map((separator) => {
    const { width, share } = usualWidth(rowsAt(head, separator, LOOKED_ROWS))
    return { separator, width, share: width > 1 ? share : 0 }
  })
  const spaces = tried.pop()
  // A lead in rows that agree counts for more than cells: texts hold commas.
  const best = tried.toSorted((a, b) => Math.round((b.share - a.share) * 10) || b.width - a.width)[0]
  if (best && best.share >= 0.5) return best.separator
  return spaces && spaces.share >= 0.9 ? null : ','
}

/** Names a header: at which row it stands (−1 where there is none), and where the rows begin. */
export interface HeaderPlace {
  readonly header: readonly string[] | null
  /** Lines before the header, or before the first row. */
  readonly skip: number
  readonly rows: readonly HeadRow[]
}

const VALUE = /^[\p{Sc}\s(+-]*\d[\d.,:/'’\s年月日TZ%-]*(\p{Sc}|[ap]m|\))?$/iu
const looksLikeValue = (cell: string): boolean => VALUE.test(cell.trim()) || /^[^@\s]+@[^@\s]+$/.test(cell.trim())

/**
 * Where the header stands. Lines before the table (a title, the day of the export) have fewer cells than its rows. The first row names the columns
 * where none of its cells is a number, a date or an address, and it has no cell that the rows below repeat.
 * @param said what somebody said of it already
 */
export function headerIn(all: readonly HeadRow[], said: { readonly header?: boolean | undefined; readonly skip?: number | undefined } = {}): HeaderPlace {
  const { width } = usualWidth(all)
  const begin = said.skip === undefined ? Math.max(0, all.findIndex(({ cells }) => cells.length >= width && cells.filter((cell) => cell.trim() !== '').length > width / 2)) : all.findIndex(({ line }) => line > (said.skip as number))
  const rows = all.slice(begin < 0 ? all.length : begin)
  const skip = said.skip ?? (rows[0] && begin > 0 ? rows[0].line - 1 : 0)
  const names = (rows[0]?.cells ?? []).map((cell) => cell.trim())
  return (said.header ?? isHeader(names, rows.slice(1))) ? { header: names, skip, rows: rows.slice(1) } : { header: null, skip, rows }
}

function isHeader(names: readonly string[], below: readonly HeadRow[]): boolean {
  const said = names.filter((name) => name !== '')
  if (said.length === 0 || said.some(looksLikeValue) || new Set(said).size <= said.length / 2) return false
  return !names.some((name, i) => name !== '' && below.some(({ cells }) => cells[i]?.trim() === name))
}
