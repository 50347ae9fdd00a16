import type { FileSettings } from '../mapping.ts'
import { holdsOf, type Holds } from './holds.ts'
import { headerIn, rowsAt, separatorOf, usualWidth } from './table.ts'

/** A column as it was found. */
export interface LookedColumn {
  /** What a mapping calls it: its name, or where it has none (or shares it) its place counted from 1. */
  readonly column: string | number
  /** Its name in the header; empty where there is none. */
  readonly name: string
  /** Some of its values, each once, in the order of the rows. */
  readonly samples: readonly string[]
  /** All its values where they are few, by how often they were met; null where they are many. */
  readonly values: readonly string[] | null
  /** In how many of the rows that were looked at it has a value, as their share, and how many different ones. */
  readonly said: number
  readonly filled: number
  readonly distinct: number
  readonly holds: Holds
}

/** The beginning of a file, as it was read. */
export interface Looked {
  readonly form: 'table' | 'json' | 'facts'
  /** How it was read: what somebody said, the rest found by looking. */
  readonly settings: Pick<FileSettings, 'delimiter' | 'header' | 'skip' | 'empty'>
  readonly columns: readonly LookedColumn[]
  /** How many rows were looked at. */
  readonly rows: number
  /** Rows that have another width than most. */
  readonly odd: number
}

const LOOKED_ROWS = 2000
const MOST_SAMPLES = 6
const MOST_VALUES = 24
/** Words that people and programs write for nothing. */
const NOTHING = new Set(['NA', 'N/A', 'n/a', 'NULL', 'null', 'None', '-', '–', 'nan', 'NaN', '#N/A'])

/** What may be said beforehand of how a file is written. */
export type Said = Pick<FileSettings, 'delimiter' | 'skip'> & { readonly header?: boolean | undefined }

/** @param zone the company's, which says whether day or month is usually written first */
export function lookAt(head: string, zone: string, said: Said = {}): Looked {
  const begins = head.trimStart()
  return begins.startsWith('{') || begins.startsWith('[') ? lookAtObjects(head, zone) : lookAtTable(head, zone, said)
}

function lookAtTable(head: string, zone: string, said: Said): Looked {
  const delimiter = said.delimiter === undefined ? separatorOf(head) : said.delimiter === 'whitespace' ? null : said.delimiter
  const all = rowsAt(head, delimiter, LOOKED_ROWS)
  const { header, skip, rows } = headerIn(all, said)
  const width = Math.max(header?.length ?? 0, usualWidth(rows).width)
  const cells = rows.filter((row) => row.cells.length >= width || row.cells.length === header?.length)
  const found = Array.from({ length: header?.length ?? width }, (_, i) => columnOf(header, i, cells.map((row) => row.cells[i]?.trim() ?? ''), zone))
  const empty = [...new Set(found.flatMap(({ nothing }) => nothing))].toSorted()
  return {
    form: 'table', rows: rows.length, odd: rows.length - cells.length,
    settings: { delimiter: delimiter ?? 'whitespace', header: header !== null, skip, ...(empty.length > 0 && { empty }) },
    columns: found.map(({ column }) => column),
  }
}

/** A column with the words for nothing that it has among its values. */
function columnOf(header: readonly string[] | null, i: number, cells: readonly string[], zone: string): { column: LookedColumn; nothing: string[] } {
  const name = header?.[i] ?? ''
  const isAlone = name !== '' && header?.indexOf(name) === header?.lastIndexOf(name)
  const said = cells.filter((cell) => cell !== '' && !NOTHING.has(cell))
  const counts = new Map<string, number>()
  for (const cell of said) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  const values = [...counts].toSorted((a, b) => b[1] - a[1]).map(([value]) => value)
  return {
    nothing: [...new Set(cells.filter((cell) => NOTHING.has(cell)))],
    column: {
      column: isAlone ? name : i + 1, name, samples: [...counts.keys()].slice(0, MOST_SAMPLES), values: values.length <= MOST_VALUES ? values : null,
      said: said.length, filled: cells.length === 0 ? 0 : said.length / cells.length, distinct: counts.size, holds: holdsOf(said, zone),
    },
  }
}

function lookAtObjects(head: string, zone: string): Looked {
  const objects = head.split('\n').slice(0, LOOKED_ROWS).flatMap(objectIn)
  const names = [...new Set(objects.flatMap((one) => [...one.keys()]))].slice(0, 200)
  const isOurs = objects.length > 0 && objects.every((one) => (one.has('kind') && one.has('customer') && one.has('id')) || one.has('record'))
  const columns = names.map((name) => columnOf([name], 0, objects.map((one) => one.get(name) ?? ''), zone).column)
  return { form: isOurs ? 'facts' : 'json', settings: {}, columns, rows: objects.length, odd: 0 }
}

/** The values of an object by their paths, none where a line is no object or only half of one: `a.b` for one within another. */
function objectIn(line: string): Map<string, string>[] {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    const flat = new Map<string, string>()
    flatten(value, '', flat)
    return [flat]
  } catch {
    return []
  }
}

const DEEPEST = 4

function flatten(value: object, above: string, into: Map<string, string>): void {
  for (const [key, one] of Object.entries(value) as [string, unknown][]) {
    const path = above + key
    if (typeof one === 'object' && one !== null && !Array.isArray(one) && path.split('.').length < DEEPEST) flatten(one, `${path}.`, into)
    else into.set(path, one === null || one === undefined ? '' : typeof one === 'string' ? one.trim() : JSON.stringify(one))
  }
}
