import { zoneOf } from '#core/units/zone.ts'
import { NO, YES } from '../convert.ts'
import { compileDate } from '../date.ts'
import { decimalOf, numberOf, type DecimalForm } from '../decimal.ts'

/** What the cells of a column are, as far as looking can tell. */
export type Holds =
  | { readonly as: 'nothing' }
  /** `patterns`: every way of reading them as dates, the likeliest first. More than one: day and month cannot be told apart. */
  | { readonly as: 'time'; readonly patterns: readonly string[] }
  | { readonly as: 'number'; readonly forms: readonly DecimalForm[]; readonly whole: boolean; readonly least: number; readonly most: number }
  | { readonly as: 'email' | 'currency' | 'boolean' | 'text' }

const DAYS = ['yyyy-M-d', 'yyyy/M/d', 'yyyy.M.d', 'd.M.yyyy', 'd/M/yyyy', 'M/d/yyyy', 'd-M-yyyy', 'M-d-yyyy', 'yyyy年M月d日']
const CLOCKS = ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h:mm:ss a', ' HHmm', ' H.mm', ', H:mm', ', H:mm:ss']
const PATTERNS: readonly string[] = ['iso', 'yyyyMMdd', 'yyyyMMddHHmmss', 'yyyyMMdd HH:mm:ss', ...DAYS.flatMap((day) => CLOCKS.map((clock) => day + clock))]
const READERS = new Map(PATTERNS.map((pattern) => [pattern, compileDate(pattern, zoneOf('UTC'))]))
/** Numbers that read as dates of other centuries are numbers. */
const [FROM, UNTIL] = [Date.UTC(1950, 0, 1), Date.UTC(2100, 0, 1)]

/** Where people write the month first. */
const MONTH_FIRST = /^(America|US|Pacific\/Honolulu)\b/

/** A column is what most of its cells are: real files have a few that are something else, and those are to be found and told of. */
const MOST = 0.6

/** Those of some ways to read cells that read the most of them, if that is most of all. */
function bestOf<T>(ways: readonly T[], cells: readonly string[], reads: (way: T, cell: string) => boolean): T[] {
  const counted = ways.map((way) => ({ way, count: cells.reduce((sum, cell) => sum + Number(reads(way, cell)), 0) }))
  const best = counted.reduce((most, { count }) => Math.max(most, count), Math.max(1, cells.length * MOST))
  return counted.flatMap(({ way, count }) => (count >= best ? [way] : []))
}

/** The patterns that read the cells as dates, the likeliest first. @param zone of the company, which says what is usual there */
function datesOf(cells: readonly string[], zone: string): string[] {
  // What reads none of the first cells is not tried on the others.
  const first = cells.slice(0, 40)
  const tried = PATTERNS.filter((pattern) => first.some((cell) => isDate(pattern, cell)))
  const found = bestOf(tried, cells, isDate)
  const usual = MONTH_FIRST.test(zone) ? 'M' : 'd'
  const unusual = (pattern: string): number => Number(/^[dM]/.test(pattern) && !pattern.startsWith(usual))
  return found.includes('iso') ? ['iso'] : found.toSorted((a, b) => unusual(a) - unusual(b))
}

function isDate(pattern: string, cell: string): boolean {
  const at = READERS.get(pattern)?.(cell) ?? NaN
  return at >= FROM && at < UNTIL
}

const FORMS: readonly DecimalForm[] = [
  { decimal: '.', thousands: '' }, { decimal: ',', thousands: '' }, { decimal: '.', thousands: ',' }, { decimal: ',', thousands: '.' }, { decimal: ',', thousands: ' ' },
  { decimal: '.', thousands: ' ' }, { decimal: '.', thousands: "'" },
]
/** 1,234 in every row: thousands, for who would write three decimals of everything. */
const IN_THOUSANDS = /^[^\d]*\d{1,3}([.,]\d{3})+[^\d.,]*$/

function formsOf(cells: readonly string[]): DecimalForm[] {
  const fits = bestOf(FORMS, cells, (form, cell) => decimalOf(cell, form) !== null)
  const marked = cells.filter((cell) => /\d[.,]\d/.test(cell))
  if (marked.length > 0 && marked.every((cell) => IN_THOUSANDS.test(cell))) return fits.toSorted((a, b) => Number(b.thousands !== '') - Number(a.thousands !== ''))
  return fits
}

/** Looks at the cells of a column; empty ones and words for nothing are to be left out before. */
export function holdsOf(cells: readonly string[], zone: string): Holds {
  if (cells.length === 0) return { as: 'nothing' }
  const patterns = datesOf(cells, zone)
  if (patterns.length > 0) return { as: 'time', patterns }
  const forms = formsOf(cells)
  if (forms[0]) return numbersOf(cells, forms)
  const most = (is: (cell: string) => boolean): boolean => bestOf([is], cells, (test, cell) => test(cell)).length > 0
  if (most((cell) => /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(cell))) return { as: 'email' }
  if (most((cell) => CURRENCIES.has(cell))) return { as: 'currency' }
  if (most((cell) => YES.has(cell.toLowerCase()) || NO.has(cell.toLowerCase()))) return { as: 'boolean' }
  return { as: 'text' }
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

function numbersOf(cells: readonly string[], forms: readonly DecimalForm[]): Holds {
  const values = cells.flatMap((cell) => {
    const decimal = decimalOf(cell, forms[0] as DecimalForm)
    return decimal ? [numberOf(decimal)] : []
  })
  const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
  return { as: 'number', forms, whole: values.every(Number.isInteger), least, most }
}
