import type { LineSink } from '#core/history/mapping/csv.ts'
import type { Company } from '#store/house/company.ts'
import type { Taker } from './intake.ts'
import { keysOf, outputsOf, type FactFile, type JsonFile } from './planned.ts'
import { rowTaker } from './read-table.ts'
import { BROKEN } from './sources.ts'

type TakeObject = (input: unknown, line: number, text: string) => void

/** Reads lines of one JSON value each; a line that is none is refused, and the rest is read on. */
function objects(file: number, intake: Taker, take: TakeObject): LineSink {
  const refuse = (found: string, line: number, text: string): void => {
    intake.row(file)
    intake.refuse([{ code: 'row_broken', values: { found, expected: 'one JSON object on the line' } }], { file, line, text })
  }
  return {
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
  }
}

/** Reads Troth's own fact files. */
export const factLines = ({ number: file }: FactFile, intake: Taker): LineSink =>
  objects(file, intake, (input, line, text) => {
    intake.row(file)
    intake.sent(input, { file, line, text })
  })

/** Reads a company's own JSON lines through a mapping: columns are keys, `a.b` is a key within. */
export function mappedLines(file: JsonFile, company: Company, intake: Taker): LineSink {
  const names = keysOf(file)
  const take = rowTaker(outputsOf(file, company), file.number, intake)
  return objects(file.number, intake, (input, line, text) => take(names.map((name) => cellAt(input, name)), line, text))
}

function cellAt(input: unknown, name: string): string {
  let value: unknown = input
  if (isObject(input) && Object.hasOwn(input, name)) value = input[name]
  else for (const key of name.split('.')) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
