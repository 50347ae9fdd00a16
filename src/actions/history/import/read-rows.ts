import { readDelimited, readLines, type TextReader } from '#core/history/mapping/csv.ts'
import type { PlannedFile } from './planned.ts'
import { textOf } from './sources.ts'

/** The rows that begin on these lines, as they stand: for rows that were refused after their text was let go. */
export async function rowsOn(file: PlannedFile, lines: ReadonlySet<number>): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  const keep = (line: number, text: string): void => {
    if (lines.has(line)) found.set(line, text)
  }
  const reader: TextReader = file.form === 'table'
    ? readDelimited(file.delimiter, { row: (_cells, line, text) => keep(line, text), broken: (_why, line, text) => keep(line, text) })
    : readLines({ quoted: null, line: (text, line) => keep(line, text), long: () => undefined })
  for await (const text of textOf(file.source, file.form === 'facts' ? 'utf-8' : (file.settings.encoding ?? 'utf-8'), () => undefined)) {
    reader.push(text)
    if (found.size === lines.size) return found
  }
  reader.end()
  return found
}
