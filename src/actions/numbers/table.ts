import { sourceFiles, headOf, textOf, type SourceFile } from '#actions/history/import/sources.ts'
import { Refused } from '#contract/refusals.ts'
import { readDelimited } from '#core/history/mapping/csv.ts'
import { sniffDelimiter } from '#core/history/mapping/starter.ts'

/** A file of rows under a line of heads, read whole. */
export interface Table {
  readonly file: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The line of the file on which each row begins. */
  readonly lines: readonly number[]
}

/** Which header holds what, as somebody said. */
export type Names = Readonly<Record<string, string>>

/** What headers are usually called, by what they hold; compared without regard to case. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  customer: ['customer', 'customer_id', 'id', 'client', 'client_id', 'household_id', 'member', 'member_id', 'user_id', 'ptnum'],
  at: ['at', 'date', 'day', 'ordered_at', 'transaction_timestamp'],
  value: ['value', 'paid', 'amount', 'dollar_value', 'sales_value', 'spend'],
  x: ['x', 'frequency'],
  t_x: ['t_x', 'recency'],
  T: ['t', 'periods', 'n_periods'],
  count: ['count', 'n', 'weights', 'weight', 'customers'],
  mean: ['mean', 'zbar', 'mean_spend', 'monetary_value'],
  left: ['left', 'lost', 'churned'],
  survivors: ['survivors', 'customers'],
  period: ['period', 'periods', 't', 'year', 'month'],
  time: ['t', 'time', 'years', 'days', 'at', 'date'],
  state: ['state'],
}

/** No delimiter in the line of heads: then runs of spaces part the cells. */
const delimiterOf = (head: string): string | null => {
  const found = sniffDelimiter(head)
  const first = head.split(/\r?\n/).find((line) => line.trim() !== '') ?? ''
  return first.includes(found) ? found : null
}

/** @throws Refused `file_missing`, `file_unreadable`, `row_broken` */
export async function readTable(path: string): Promise<Table> {
  const [source] = (await sourceFiles([path])) as [SourceFile]
  const rows: (readonly string[])[] = []
  const lines: number[] = []
  const broken = (found: string, expected: string, line: number): never => {
    throw new Refused({ code: 'row_broken', values: { found: `${source.name}:${line} ${found}`, expected } })
  }
  const reader = readDelimited(delimiterOf(await headOf(source)), {
    row: (cells, line) => {
      if (rows.length > 0 && cells.length !== rows[0]!.length) broken(`${cells.length} cells`, `${rows[0]!.length} cells`, line)
      rows.push(cells)
      lines.push(line)
    },
    broken: (_, line, text) => broken(text.slice(0, 80), 'quotes around a whole cell, doubled within it', line),
  })
  for await (const text of textOf(source, 'utf-8', () => undefined)) reader.push(text)
  reader.end()
  return { file: source.name, header: (rows[0] ?? []).map((name) => name.trim()), rows: rows.slice(1), lines: lines.slice(1) }
}

/** The column that holds `role`: the one that was named, else the first that is usually called so. */
export function columnFor(table: Table, role: string, names: Names): number | undefined {
  const [said] = [names[role]]
  const lower = table.header.map((name) => name.toLowerCase())
  const wanted = said === undefined ? (USUAL[role] ?? [role]) : [said.toLowerCase()]
  const found = wanted.map((name) => lower.indexOf(name)).find((at) => at >= 0)
  if (found === undefined && said !== undefined) throw missing(table, said)
  return found
}

const missing = (table: Table, column: string): Refused => new Refused({ code: 'head_missing', values: { file: table.file, column, found: table.header.join(', ') } })

/** @throws Refused `head_missing` */
export function neededColumn(table: Table, role: string, names: Names): number {
  const found = columnFor(table, role, names)
  if (found === undefined) throw missing(table, role)
  return found
}

/** A column as numbers. @throws Refused `cell_invalid` with the first cell that is none */
export function numbersOf(table: Table, column: number): Float64Array {
  return Float64Array.from(table.rows, (row, i) => {
    const text = row[column]!.trim()
    const value = text === '' ? NaN : Number(text)
    if (!Number.isFinite(value)) throw badCell(table, column, i, '1.5')
    return value
  })
}

export const badCell = (table: Table, column: number, row: number, expected: string): Refused =>
  new Refused({ code: 'cell_invalid', values: { column: `${table.header[column]}:${table.lines[row]}`, found: table.rows[row]![column]!, expected } })

/** A row whose numbers do not fit together. */
export const badRow = (table: Table, row: number, expected: string): Refused =>
  new Refused({ code: 'row_broken', values: { found: `${table.file}:${table.lines[row]} ${table.rows[row]!.join(', ')}`, expected } })
