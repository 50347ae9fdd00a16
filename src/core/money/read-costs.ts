import { readDelimited } from '#core/history/mapping/csv.ts'
import { compileDate, type ReadDate } from '#core/history/mapping/date.ts'
import { decimalOf, fixedOf, type DecimalForm } from '#core/history/mapping/decimal.ts'
import { MOST_MINOR, minorDigits } from '#core/units/money.ts'
import { DAY_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { costColumns, purposeOf, type CostField } from './cost-heads.ts'
import type { CostRow } from './cost-row.ts'

/** What is wrong with a file of costs. */
export type CostFlaw =
  | { readonly what: 'columns'; readonly missing: readonly string[] }
  | { readonly what: 'cell'; readonly line: number; readonly field: string; readonly found: string; readonly expected: string }
  | { readonly what: 'currency'; readonly line: number; readonly found: string }
  | { readonly what: 'empty' }
  | { readonly what: 'long'; readonly most: number }

export type ReadCosts = { readonly ok: true; readonly rows: readonly CostRow[] } | { readonly ok: false; readonly flaws: readonly CostFlaw[] }

export const MOST_COST_ROWS = 20_000
const MOST_FLAWS = 20
const UTC = zoneOf('UTC')
const DAYS = ['iso', 'yyyy/M/d', 'yyyy.M.d', 'd.M.yyyy', 'd/M/yyyy', 'M/d/yyyy', 'd-M-yyyy', 'yyyy年M月d日'].map((pattern) => compileDate(pattern, UTC))
const FORMS: readonly DecimalForm[] = [{ decimal: '.', thousands: '' }, { decimal: ',', thousands: '' }, { decimal: '.', thousands: ',' }, { decimal: ',', thousands: '.' }, { decimal: '.', thousands: ' ' }, { decimal: ',', thousands: ' ' }]

interface Line {
  readonly cells: readonly string[]
  readonly line: number
}
type Cell = (line: Line, field: CostField) => string

/**
 * Reads a file of costs: a head, and a row for what was spent for a purpose over some days. Heads may be in any of the languages of the house, days and
 * numbers in any of the usual ways, one way throughout the file. Amounts are in major units.
 */
export function readCosts(text: string, currency: string): ReadCosts {
  const { head, lines, broken } = linesOf(text)
  if (broken !== null) return wrong({ what: 'cell', line: broken, field: '"', found: '"', expected: '""' })
  if (head === null || lines.length === 0) return wrong({ what: 'empty' })
  if (lines.length > MOST_COST_ROWS) return wrong({ what: 'long', most: MOST_COST_ROWS })
  const columns = costColumns(head)
  const missing = (['purpose', 'amount'] as const).filter((field) => !columns.has(field)) as CostField[]
  if (!columns.has('month') && !columns.has('from')) missing.push('from')
  if (missing.length > 0) return wrong({ what: 'columns', missing })
  const cell: Cell = ({ cells }, field) => (cells[columns.get(field) ?? -1] ?? '').trim()
  return rowsOf(lines, cell, columns, currency)
}

const wrong = (...flaws: readonly CostFlaw[]): ReadCosts => ({ ok: false, flaws })

function linesOf(text: string): { head: readonly string[] | null; lines: readonly Line[]; broken: number | null } {
  const plain = text.replace(/^\uFEFF/, '')
  const first = plain.split('\n', 1)[0] ?? ''
  const delimiter = [';', '\t', ','].map((mark) => ({ mark, times: first.split(mark).length })).toSorted((a, b) => b.times - a.times)[0]?.mark ?? ','
  const all: Line[] = []
  let broken: number | null = null
  const reader = readDelimited(delimiter, { row: (cells, line) => void (cells.some((one) => one.trim() !== '') && all.push({ cells, line })), broken: (_why, line) => void (broken ??= line) })
  reader.push(plain)
  reader.end()
  return { head: all[0]?.cells ?? null, lines: all.slice(1), broken }
}

function rowsOf(lines: readonly Line[], cell: Cell, columns: ReadonlyMap<CostField, number>, currency: string): ReadCosts {
  const places = minorDigits(currency)
  const amountIn = (form: DecimalForm, text: string): number => amountOf(text, form, places)
  const form = FORMS.find((one) => lines.every((line) => !Number.isNaN(amountIn(one, cell(line, 'amount'))))) ?? FORMS[0]!
  const [from, to] = columns.has('from') ? (['from', columns.has('to') ? 'to' : 'from'] as const) : (['month', 'month'] as const)
  const days = from === 'month' ? DAYS[0]! : (DAYS.find((read) => lines.every((line) => read(cell(line, from)) <= read(cell(line, to)))) ?? DAYS[0]!)
  const flaws: CostFlaw[] = []
  const rows = lines.flatMap((line): CostRow[] => {
    const before = flaws.length
    const flaw = (field: CostField, expected: string): void => void flaws.push({ what: 'cell', line: line.line, field, found: cell(line, field), expected })
    const purpose = purposeOf(cell(line, 'purpose'))
    if (purpose === null) flaw('purpose', 'win, keep')
    const span = from === 'month' ? monthOf(cell(line, 'month')) : spanOf(days, cell(line, from), cell(line, to))
    if (span === null) flaw(to, from === 'month' ? '2026-01' : '2026-01-31')
    const amount = amountIn(form, cell(line, 'amount'))
    if (!(amount >= 0 && amount <= MOST_MINOR)) flaw('amount', '1234.50')
    const said = cell(line, 'currency').toUpperCase()
    if (said !== '' && said !== currency) flaws.push({ what: 'currency', line: line.line, found: said })
    if (flaws.length > before || purpose === null || span === null) return []
    return [{ purpose, channel: cell(line, 'channel') || null, campaign: cell(line, 'campaign') || null, ...span, amount }]
  })
  return flaws.length > 0 ? wrong(...flaws.slice(0, MOST_FLAWS)) : { ok: true, rows }
}

/** In minor units; NaN where it is no amount, or has more decimals than the currency. */
function amountOf(text: string, form: DecimalForm, places: number): number {
  const found = decimalOf(text.replaceAll(/[\p{Sc}\u00a0\u202f]|^[A-Z]{3}\s|\s[A-Z]{3}$/gu, ' ').trim(), form)
  return found === null || found.scale > places ? NaN : fixedOf(found, places)
}

const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10)

function spanOf(read: ReadDate, from: string, to: string): { from: string; to: string } | null {
  const [first, last] = [read(from), read(to)]
  return first <= last ? { from: dayText(first), to: dayText(last) } : null
}

/** `2026-01`, `01/2026`, `2026年1月`. */
function monthOf(text: string): { from: string; to: string } | null {
  const found = /^(\d{4})[-/.年 ]?(\d{1,2})月?$/.exec(text) ?? /^(\d{1,2})[-/. ](\d{4})$/.exec(text)
  if (!found) return null
  const [year, month] = (found[1]!.length === 4 ? [found[1], found[2]] : [found[2], found[1]]).map(Number) as [number, number]
  if (month < 1 || month > 12) return null
  return { from: dayText(Date.UTC(year, month - 1, 1)), to: dayText(Date.UTC(year, month, 1) - DAY_MS) }
}
