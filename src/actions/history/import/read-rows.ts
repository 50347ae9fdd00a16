import { readDelimited, readLines, type TextReader } from '#core/history/mapping/csv.ts'
import { textOf, type Encoding, type SourceFile } from './sources.ts'

/** How the rows of a file are told apart: by a delimiter (null: runs of spaces), or one JSON value a line. */
export interface RowForm {
  readonly encoding: Encoding
  readonly rows: { readonly delimiter: string | null } | 'json'
}

/** The rows that begin on these lines, as they stand: for rows that were refused after their text was let go. */
export async function rowsOn(source: SourceFile, { encoding, rows }: RowForm, lines: ReadonlySet<number>): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  const keep = (line: number, text: string): void => {
    if (lines.has(line)) found.set(line, text)
  }
  const reader: TextReader = rows === 'json'
    ? readLines({ quoted: null, line: (text, line) => keep(line, text), long: () => undefined })
    : readDelimited(rows.delimiter, { row: (_cells, line, text) => keep(line, text), broken: (_why, line, text) => keep(line, text) })
  for await (const text of textOf(source, encoding, () => undefined)) {
    reader.push(text)
    if (found.size === lines.size) return found
  }
  reader.end()
  return found
}
