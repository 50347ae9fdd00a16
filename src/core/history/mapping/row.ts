import { minorDigits } from '#core/units/money.ts'
import { BadCell, columnReader, type Cells, type Columns, type Form, type Read, type ReadText } from './cells.ts'
import { compileConditions, type Holds } from './condition.ts'
import { compileField } from './expression.ts'
import type { FileMapping, FileSettings, Output } from './mapping.ts'
import { FACT_FIELDS, NESTED_FIELDS, RECORD_FIELDS, type FieldType } from './targets.ts'

/** What a row makes, before it is held against the schemas. */
export interface Made {
  readonly output: CompiledOutput
  readonly candidate: Record<string, unknown>
  /** The sender gave no id: it is the hash of the row, and equal rows are counted apart later. */
  readonly hashed: boolean
  /** The order has no name of its own: it is called as the fact is. */
  readonly ownOrder: boolean
  /** What rows of one fact have in common; null where each row makes its own. */
  readonly group: string | null
  readonly bad: readonly BadCell[]
}

export interface CompiledOutput {
  readonly number: number
  readonly mapping: Output
  readonly read: (cells: Cells, hash: () => string) => Made | null
}

/** What is the same for every row of a file. */
export interface FileForm extends Form {
  readonly source: string
  readonly currency: string
  /** The company's reporting currency. */
  readonly house: string
}

const MONEYED = new Set(['purchase', 'refund', 'contract', 'recovery'])

/** The settings that hold for a file: its own, else the mapping's, else the defaults. */
export function settingsOf(mapping: FileSettings, file: FileSettings): FileSettings {
  const own = Object.fromEntries(Object.entries(file).filter(([key, value]) => value !== undefined && key !== 'makes' && key !== 'name'))
  return { ...mapping, ...own }
}

/** Compiles what a file's rows make. `number` tells this file mapping from others of the same mapping. */
export function compileOutputs(file: FileMapping, number: number, form: FileForm, columns: Columns): CompiledOutput[] {
  return file.makes.map((output, i) => compileOutput(output, number * 1000 + i, form, columns))
}

function compileOutput(output: Output, number: number, form: FileForm, columns: Columns): CompiledOutput {
  const holds = compileConditions(output.when, form, columns)
  const fields = [...plainFields(output, form, columns), ...nestedFields(output, form, columns)]
  const group = output.group?.map((column) => columnReader(columns.indexOf(column), form.empty)) ?? null
  const compiled: CompiledOutput = {
    number, mapping: output,
    read: 'fact' in output.makes
      ? factReader(output.makes.fact, fields, group, form, holds, () => compiled)
      : recordReader(output.makes.record, fields, holds, () => compiled),
  }
  return compiled
}

type NamedRead = readonly [name: string, read: Read]

function plainFields(output: Output, form: FileForm, columns: Columns): NamedRead[] {
  const types = 'fact' in output.makes ? FACT_FIELDS[output.makes.fact] : RECORD_FIELDS[output.makes.record]
  return Object.entries(output.fields).map(([name, field]) => [name, compileField(field, types[name] as FieldType, form, columns)])
}

function nestedFields(output: Output, form: FileForm, columns: Columns): NamedRead[] {
  const owner = 'fact' in output.makes ? output.makes.fact : output.makes.record
  return Object.entries(output.nested).map(([name, fields]) => {
    const types = NESTED_FIELDS[owner]?.[name] as { any?: FieldType } & Record<string, FieldType>
    const reads = Object.entries(fields).map(([key, field]): NamedRead => [key, compileField(field, types.any ?? types[key]!, form, columns)])
    return [name, name === 'items' ? (cells, places) => onlyItem(readAll(reads, cells, places)) : (cells, places) => readAll(reads, cells, places)]
  })
}

const onlyItem = (item: unknown): unknown => (item instanceof BadCell || item === undefined ? item : [item])

/** An object of the fields that are there; undefined where none is; the first bad cell where one is bad. */
function readAll(reads: readonly NamedRead[], cells: Cells, places: number): unknown {
  const made: Record<string, unknown> = {}
  let any = false
  for (const [name, read] of reads) {
    const value = read(cells, places)
    if (value instanceof BadCell) return value
    if (value === undefined) continue
    made[name] = value
    any = true
  }
  return any ? made : undefined
}

function fill(candidate: Record<string, unknown>, fields: readonly NamedRead[], cells: Cells, places: number): BadCell[] {
  let bad: BadCell[] = NONE
  for (const [name, read] of fields) {
    const value = read(cells, places)
    if (value instanceof BadCell) bad = [...bad, value]
    else if (value !== undefined) candidate[name] = value
  }
  return bad
}
const NONE: BadCell[] = []

function recordReader(record: string, fields: readonly NamedRead[], holds: Holds, self: () => CompiledOutput): CompiledOutput['read'] {
  return (cells) => {
    if (!holds(cells)) return null
    const candidate: Record<string, unknown> = { record }
    const bad = fill(candidate, fields, cells, 2)
    return { output: self(), candidate, hashed: false, ownOrder: false, group: null, bad }
  }
}

function factReader(
  kind: string, fields: readonly NamedRead[], group: readonly ReadText[] | null, form: FileForm, holds: Holds, self: () => CompiledOutput,
): CompiledOutput['read'] {
  const currencyRead = fields.find(([name]) => name === 'currency')?.[1]
  const moneyed = MONEYED.has(kind)
  const ordered = kind === 'purchase' || kind === 'refund'
  const fixed = moneyed && form.currency !== form.house ? { kind, currency: form.currency } : { kind }
  return (cells, hash) => {
    if (!holds(cells)) return null
    const candidate: Record<string, unknown> = { ...fixed, source: form.source }
    const currency = currencyRead ? currencyRead(cells, 2) : form.currency
    const bad = fill(candidate, fields, cells, placesOf(currency))
    if (candidate.currency === form.house) delete candidate.currency
    const together = group?.map((text) => text(cells) ?? '') ?? null
    const hashed = candidate.id === undefined && together === null
    if (candidate.id === undefined) candidate.id = together ? together.join('/') : `${hash()}.${self().number % 1000}`
    const ownOrder = ordered && candidate.order === undefined
    if (ownOrder) candidate.order = candidate.id
    const key = together && [self().number, candidate.source, candidate.customer ?? '', ...together].join('\u001f')
    return { output: self(), candidate, hashed, ownOrder: ownOrder && hashed, group: key, bad }
  }
}

const placesOf = (currency: unknown): number => (typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? minorDigits(currency) : 2)
