import { readDelimited, readLines, type TextReader } from '#core/history/mapping/csv.ts'
import { encodingIn, type PlannedFile } from './planned.ts'
import { textOf } from './sources.ts'

/** The rows that begin on these lines, as they stand: for rows that were refused after their text was let go. */
export async function rowsOn({ layout, source }: PlannedFile, lines: ReadonlySet<number>): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  const keep = (line: number, text: string): void => {
    if (lines.has(line)) found.set(line, text)
  }
  const reader: TextReader = layout.form === 'table'
    ? readDelimited(layout.delimiter, { row: (_cells, line, text) => keep(line, text), broken: (_why, line, text) => keep(line, text) })
    : readLines({ quoted: null, line: (text, line) => keep(line, text), long: () => undefined })
  for await (const text of textOf(source, encodingIn(layout), () => undefined)) {
    reader.push(text)
    if (found.size === lines.size) return found
  }
  reader.end()
  return found
}
