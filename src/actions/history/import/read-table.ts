import { delimited, type LineSink } from '#core/history/mapping/csv.ts'
import type { CompiledOutput, Made } from '#core/history/mapping/row.ts'
import type { Company } from '#store/house/company.ts'
import { hashOf, type Taker } from './intake.ts'
import { outputsOf, type TableFile } from './planned.ts'
import { BROKEN } from './sources.ts'

/** Takes what a compiled row makes to the intake. */
export function rowTaker(outputs: readonly CompiledOutput[], file: number, intake: Taker): (cells: readonly string[], line: number, text: string) => void {
  return (cells, line, text) => {
    intake.row(file)
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

/** Reads a table of delimited text. */
export function tableLines(table: TableFile, company: Company, intake: Taker): LineSink {
  const { number: file, width, first, settings } = table
  const take = rowTaker(outputsOf(table, company), file, intake)
  const refuse = (found: string, expected: string, line: number, text: string): void => {
    intake.row(file)
    intake.refuse([{ code: 'row_broken', values: { found, expected } }], { file, line, text })
  }
  return delimited(table.delimiter, {
    row(cells, line, text) {
      if (line < first) return
      const isWide = cells.length > width && cells.slice(width).every((cell) => cell.trim() === '')
      if (cells.length === width || isWide) take(cells, line, text)
      else refuse(`${cells.length} cells`, `${width} cells`, line, text)
    },
    broken(why, line, text) {
      if (line <= (settings.skip ?? 0)) return
      if (why === 'quote') refuse('a quote out of place', 'quotes around a whole cell, doubled within it', line, text)
      else refuse('a line of over a million characters', 'a row', line, text)
    },
  })
}
