import { columnsIn, columnsOf } from '#core/history/mapping/columns.ts'
import { readDelimited } from '#core/history/mapping/csv.ts'
import type { Encoding } from '#core/history/mapping/encoding.ts'
import { separatorOf } from '#core/history/mapping/look/table.ts'
import type { Column, FileMapping, FileSettings, Mapping } from '#core/history/mapping/mapping.ts'
import { compileOutputs, settingsOf, type CompiledOutput, type FileForm } from '#core/history/mapping/row.ts'
import { zoneOf } from '#core/units/zone.ts'
import { Refused } from '#contract/refusals.ts'
import type { Company } from '#store/house/company.ts'
import { headOf, type SourceFile } from './sources.ts'

/** By which number a file goes, and how its rows are read. Plain data, so that it can be handed to another thread. */
export type FileLayout = FactFile | JsonFile | TableFile

/** … and the file itself. */
export interface PlannedFile {
  readonly layout: FileLayout
  readonly source: SourceFile
}

interface Planned {
  readonly number: number
}
/** Troth's own: each line a fact or a record, as `POST /v1/facts` takes them. */
export interface FactFile extends Planned {
  readonly form: 'facts'
}
export interface Mapped extends Planned {
  readonly mapping: FileMapping
  /** The place of `mapping` among the files of the mapping. */
  readonly place: number
  readonly settings: FileSettings
}
/** A company's own JSON lines. */
export interface JsonFile extends Mapped {
  readonly form: 'json'
}
/** A table of delimited text. */
export interface TableFile extends Mapped {
  readonly form: 'table'
  /** What stands between cells; null for runs of spaces. */
  readonly delimiter: string | null
  /** Its columns' names, and how many there are. */
  readonly header: readonly string[] | null
  readonly width: number
  /** The line from which on its rows count. */
  readonly first: number
}

/** The encoding of a file; Troth's own are always UTF-8. */
export const encodingIn = (layout: FileLayout): Encoding => (layout.form === 'facts' ? 'utf-8' : (layout.settings.encoding ?? 'utf-8'))

/** How a file is to be read through a mapping. @throws Refused `column_missing` where the mapping names a column that is not there */
export async function planMapped(source: SourceFile, number: number, mapping: Mapping, place: number): Promise<PlannedFile> {
  const mapped = mappedBy(mapping, number, place)
  return { source, layout: layoutOf(mapped, source.name, await headOf(source, mapped.settings.encoding)) }
}

/** What a mapping says of a file: its entry at a place, with the settings that hold for it. */
export function mappedBy(mapping: Mapping, number: number, place: number): Mapped {
  const { files, ...whole } = mapping
  const file = files[place] as FileMapping
  return { number, mapping: file, place, settings: settingsOf(whole, file) }
}

/** How the rows of a file are to be read, by its name and how it begins. @throws Refused `column_missing` */
export const layoutOf = (mapped: Mapped, name: string, head: string): JsonFile | TableFile => (isJson(mapped.settings, name, head) ? { ...mapped, form: 'json' } : tableOf(mapped, name, head))

function isJson({ format }: FileSettings, name: string, head: string): boolean {
  if (format) return format === 'ndjson'
  return /\.(ndjson|jsonl)(\.gz)?$/i.test(name) || head.trimStart().startsWith('{')
}

function tableOf(planned: Mapped, name: string, head: string): TableFile {
  const { settings, mapping } = planned
  const { skip = 0, header = true } = settings
  const delimiter = settings.delimiter === 'whitespace' ? null : (settings.delimiter ?? separatorOf(head.split('\n').slice(skip).join('\n')))
  const first = firstRow(head, delimiter, skip)
  const named = header === true ? (first?.cells ?? null) : header === false ? null : header
  const width = (header === false ? first?.cells : named)?.length ?? 0
  const missing = first === null ? [] : columnsIn(named, width).missing(columnsOf(mapping))
  if (missing.length > 0) {
    throw new Refused({ code: 'column_missing', values: { file: name, column: missing.join(', '), found: (named ?? [`${width} columns without names`]).join(', ') } })
  }
  return { ...planned, form: 'table', delimiter, header: named, width, first: header === true && first !== null ? first.line + 1 : skip + 1 }
}

/** The first row after the lines that are passed over. */
function firstRow(head: string, delimiter: string | null, skip: number): { cells: readonly string[]; line: number } | null {
  let first: { cells: readonly string[]; line: number } | null = null
  const reader = readDelimited(delimiter, {
    row(cells, line) {
      if (line > skip) first ??= { cells, line }
    },
    broken: () => undefined,
  })
  reader.push(head)
  if (first === null) reader.end()
  return first
}

/** The form of a file, with defaults for all that mapping and file leave open. */
function formOf(settings: FileSettings, company: Company): FileForm {
  const currency = settings.currency ?? company.currency
  return {
    zone: zoneOf(settings.zone ?? company.zone), date: settings.date ?? 'iso', minorUnits: settings.money === 'minor', empty: new Set(settings.empty ?? []),
    decimal: settings.decimal ?? '.', thousands: settings.thousands ?? '', source: settings.source ?? 'import', currency, house: company.currency,
  }
}

/** The keys that a mapping of JSON lines speaks of: its columns, in the order of its cells. */
export const keysOf = (file: JsonFile): string[] => columnsOf(file.mapping).map(String)

/** What the rows of a file make; nothing is compiled for Troth's own files. */
export function outputsOf(file: FileLayout, company: Company): CompiledOutput[] {
  if (file.form === 'facts') return []
  const form = formOf(file.settings, company)
  if (file.form === 'table') return compileOutputs(file.mapping, file.place, form, columnsIn(file.header, file.width))
  const places = new Map(keysOf(file).map((name, i) => [name, i]))
  return compileOutputs(file.mapping, file.place, form, { indexOf: (column: Column) => places.get(String(column)) ?? -1 })
}
