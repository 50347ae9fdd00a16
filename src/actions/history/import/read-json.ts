import { readLines } from '#core/history/mapping/csv.ts'
import { columnsOf } from '#core/history/mapping/columns.ts'
import type { Column } from '#core/history/mapping/mapping.ts'
import { compileOutputs, type CompiledOutput } from '#core/history/mapping/row.ts'
import type { Company } from '#store/house/company.ts'
import type { Intake } from './intake.ts'
import { formOf, rowTaker, type MappedFile } from './read-table.ts'
import { BROKEN, textOf, type Encoding, type SourceFile } from './sources.ts'

type TakeObject = (input: unknown, line: number, text: string) => void

/** Reads a file of one JSON value a line; a line that is none is refused, and the rest is read on. */
async function readObjects(source: SourceFile, number: number, encoding: Encoding, intake: Intake, take: TakeObject, onBytes: (bytes: number) => void, breathe: () => Promise<void>): Promise<void> {
  const refuse = (found: string, line: number, text: string): void => {
    intake.tally.row(number)
    intake.refuse([{ code: 'row_broken', values: { found, expected: 'one JSON object on the line' } }], { file: number, line, text })
  }
  const reader = readLines({
    quoted: null,
    long: (line, text) => refuse('a line of over a million characters', line, text),
    line(text, line) {
      if (text.trim() === '') return
      if (text.includes(BROKEN)) return refuse('bytes that are no UTF-8', line, text)
      let input: unknown
      try {
        input = JSON.parse(text)
      } catch (error) {
        return refuse((error as Error).message.slice(0, 120), line, text)
      }
      take(input, line, text)
    },
  })
  for await (const text of textOf(source, encoding, onBytes)) {
    reader.push(text)
    await breathe()
  }
  reader.end()
}

/** Reads Troth's own fact files: each line a fact, or a record, as `POST /v1/facts` takes them. */
export async function readFactFile(source: SourceFile, number: number, intake: Intake, onBytes: (bytes: number) => void, breathe: () => Promise<void>): Promise<void> {
  await readObjects(source, number, 'utf-8', intake, (input, line, text) => {
    intake.tally.row(number)
    intake.sent(input, { file: number, line, text })
  }, onBytes, breathe)
}

/** Reads a company's own JSON lines through a mapping: columns are keys, `a.b` is a key within. */
export async function readMappedJson(file: MappedFile, company: Company, intake: Intake, onBytes: (bytes: number) => void, breathe: () => Promise<void>): Promise<readonly CompiledOutput[]> {
  const names = columnsOf(file.mapping).map(String)
  const places = new Map(names.map((name, i) => [name, i]))
  const outputs = compileOutputs(file.mapping, file.place, formOf(file.settings, company), { indexOf: (column: Column) => places.get(String(column)) ?? -1 })
  const take = rowTaker(outputs, file.number, intake)
  await readObjects(file.source, file.number, file.settings.encoding ?? 'utf-8', intake, (input, line, text) => take(names.map((name) => cellAt(input, name)), line, text), onBytes, breathe)
  return outputs
}

function cellAt(input: unknown, name: string): string {
  let value: unknown = input
  if (isObject(input) && Object.hasOwn(input, name)) value = input[name]
  else for (const key of name.split('.')) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
