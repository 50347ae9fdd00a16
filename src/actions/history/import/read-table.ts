import { zoneOf } from '#core/units/zone.ts'
import { columnsIn, columnsOf } from '#core/history/mapping/columns.ts'
import { readDelimited, type RowSink } from '#core/history/mapping/csv.ts'
import type { FileMapping, FileSettings, Mapping } from '#core/history/mapping/mapping.ts'
import { compileOutputs, settingsOf, type CompiledOutput, type FileForm, type Made } from '#core/history/mapping/row.ts'
import { sniffDelimiter } from '#core/history/mapping/starter.ts'
import { Refused } from '#contract/refusals.ts'
import type { Company } from '#store/house/company.ts'
import { hashOf, type Intake } from './intake.ts'
import { BROKEN, headOf, textOf, type SourceFile } from './sources.ts'

/** A file, what the mapping says of it, and by which number it goes. */
export interface MappedFile {
  readonly number: number
  readonly source: SourceFile
  readonly mapping: FileMapping
  /** The place of `mapping` among the files of the mapping. */
  readonly place: number
  readonly settings: FileSettings
}

/** The form of a file, with defaults for all that mapping and file leave open. */
export function formOf(settings: FileSettings, company: Company): FileForm {
  const currency = settings.currency ?? company.currency
  return {
    zone: zoneOf(settings.zone ?? company.zone), date: settings.date ?? 'iso', minorUnits: settings.money === 'minor', empty: new Set(settings.empty ?? []),
    decimal: settings.decimal ?? '.', thousands: settings.thousands ?? '', source: settings.source ?? 'import', currency, house: company.currency,
  }
}

export const mappedFile = (source: SourceFile, number: number, mapping: Mapping, place: number): MappedFile => {
  const { files: _files, ...whole } = mapping
  const file = mapping.files[place] as FileMapping
  return { number, source, mapping: file, place, settings: settingsOf(whole, file) }
}

/** Takes what a compiled row makes to the intake. */
export function rowTaker(outputs: readonly CompiledOutput[], file: number, intake: Intake): (cells: readonly string[], line: number, text: string) => void {
  return (cells, line, text) => {
    intake.tally.row(file)
    const origin = { file, line, text }
    if (text.includes(BROKEN)) return intake.refuse([{ code: 'row_broken', values: { found: 'bytes that are no UTF-8', expected: 'UTF-8, or encoding: latin1 in the mapping' } }], origin)
    let hashed: string | undefined
    const rowHash = (): string => (hashed ??= hashOf(cells.join('\u001f')))
    const made: Made[] = []
    for (const output of outputs) {
      const one = output.read(cells, rowHash)
      if (one) made.push(one)
    }
    if (made.length > 0) intake.mapped(made, origin, rowHash)
  }
}

/** What stands between a file's cells; null for runs of spaces. */
export async function delimiterOf({ settings, source }: MappedFile): Promise<string | null> {
  return settings.delimiter === 'whitespace' ? null : (settings.delimiter ?? sniffDelimiter((await headOf(source, settings.encoding)).split('\n').slice(settings.skip ?? 0).join('\n')))
}

/** Reads a table of delimited text. @throws Refused `column_missing` where the mapping names a column that is not there */
export async function readTable(file: MappedFile, company: Company, intake: Intake, onBytes: (bytes: number) => void, breathe: () => Promise<void>): Promise<readonly CompiledOutput[]> {
  const { settings, source } = file
  const outputs: CompiledOutput[] = []
  const sink = tableSink(file, formOf(settings, company), intake, outputs)
  const reader = readDelimited(await delimiterOf(file), sink)
  for await (const text of textOf(source, settings.encoding ?? 'utf-8', onBytes)) {
    reader.push(text)
    await breathe()
  }
  reader.end()
  return outputs
}

function tableSink(file: MappedFile, form: FileForm, intake: Intake, outputs: CompiledOutput[]): RowSink {
  const { number, settings, source } = file
  const skip = settings.skip ?? 0
  let take: ReturnType<typeof rowTaker> | null = null
  let width = 0
  const open = (header: readonly string[] | null, count: number): void => {
    width = count
    const columns = columnsIn(header, count)
    const missing = columns.missing(columnsOf(file.mapping))
    if (missing.length > 0) throw new Refused({ code: 'column_missing', values: { file: source.name, column: missing.join(', '), found: (header ?? [`${count} columns without names`]).join(', ') } })
    outputs.push(...compileOutputs(file.mapping, file.place, form, columns))
    take = rowTaker(outputs, number, intake)
  }
  return {
    row(cells, line, text) {
      if (line <= skip) return
      if (!take) {
        const { header = true } = settings
        if (header === true) return open(cells, cells.length)
        open(header === false ? null : header, header === false ? cells.length : header.length)
      }
      if (cells.length !== width && !(cells.length > width && cells.slice(width).every((cell) => cell.trim() === ''))) {
        intake.tally.row(number)
        return intake.refuse([{ code: 'row_broken', values: { found: `${cells.length} cells`, expected: `${width} cells` } }], { file: number, line, text })
      }
      take?.(cells, line, text)
    },
    broken(why, line, text) {
      if (line <= skip) return
      intake.tally.row(number)
      const values = why === 'quote' ? { found: 'a quote out of place', expected: 'quotes around a whole cell, doubled within it' } : { found: 'a line of over a million characters', expected: 'a row' }
      intake.refuse([{ code: 'row_broken', values }], { file: number, line, text })
    },
  }
}
