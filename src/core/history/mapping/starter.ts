import { zoneOf } from '#core/units/zone.ts'
import { readDelimited } from './csv.ts'
import { compileDate } from './date.ts'
import { decimalOf } from './decimal.ts'

const DELIMITERS = [',', ';', '\t', '|']

/** The delimiter that the first line has most of, outside quotes. */
export function sniffDelimiter(head: string): string {
  const line = (head.split(/\r?\n/).find((one) => one.trim() !== '') ?? '').replaceAll(/"[^"]*"/g, '')
  return DELIMITERS.toSorted((a, b) => line.split(b).length - line.split(a).length)[0] as string
}

const PATTERNS = [
  'iso', 'yyyyMMdd', 'd.M.yyyy', 'd.M.yyyy H:mm', 'd.M.yyyy H:mm:ss', 'M/d/yyyy', 'd/M/yyyy', 'M/d/yyyy H:mm', 'd/M/yyyy H:mm', 'M/d/yyyy h:mm a', 'yyyy/MM/dd', 'yyyy/MM/dd HH:mm:ss',
  'd-M-yyyy', 'yyyyMMddHHmmss',
]
const CUSTOMER = /cust|client|member|household|user|account|kunde|kund|klient|顧客|客/i
const ORDER = /order|invoice|basket|receipt|transaction|ordre|tellimus|注文|订单/i
const PAID = /paid|amount|total|value|price|sum|revenue|sales|dollar|bel(ø|o)p|summa|金額|金额/i
const UNIT = /store|shop|branch|unit|butik|pood|店/i

/** A mapping to begin with, guessed from the first rows of a file: to be read and mended, not trusted. */
export function starterMapping(fileName: string, head: string): { header: readonly string[]; yaml: string } {
  const delimiter = sniffDelimiter(head)
  const rows: (readonly string[])[] = []
  const reader = readDelimited(delimiter, { row: (cells) => rows.push(cells), broken: () => undefined })
  reader.push(head.slice(0, head.lastIndexOf('\n') + 1) || head)
  reader.end()
  const header = (rows[0] ?? []).map((name) => name.trim())
  const sample = rows.slice(1, 51)
  const column = (i: number): string[] => sample.map((row) => row[i]?.trim() ?? '').filter(Boolean)
  const date = header.map((name, i) => ({ name, pattern: patternOf(column(i)) })).find(({ pattern }) => pattern !== null)
  const numeric = (i: number): boolean => column(i).length > 0 && column(i).every((text) => decimalOf(text, { decimal: '.', thousands: '' }) !== null)
  const called = (pattern: RegExp, fits: (i: number) => boolean = () => true): string | undefined => header.find((name, i) => pattern.test(name) && name !== date?.name && fits(i))
  const order = called(ORDER)
  const unit = called(UNIT)
  const lines = [
    'source: my-shop            # the system these files come from',
    'currency: EUR              # of the amounts below',
    '# zone: Europe/Oslo        # of the dates below; without it, the company’s',
    ...(date?.pattern && date.pattern !== 'iso' ? [`date: ${date.pattern}`] : []),
    ...(delimiter === ',' ? [] : [`delimiter: ${delimiter === '\t' ? 'tab' : JSON.stringify(delimiter)}`]),
    'files:',
    `  - name: ${JSON.stringify(fileName.replace(/\.gz$/i, ''))}`,
    '    makes:',
    '      - fact: purchase',
    ...(order ? [`        id: ${quoted(order)}`] : ['        # id: the column that names the sale; without one, equal rows are separate sales']),
    `        customer: ${quoted(called(CUSTOMER) ?? header.find((name) => /id/i.test(name)) ?? header[0] ?? 'customer')}`,
    `        at: ${quoted(date?.name ?? 'date')}`,
    `        paid: ${quoted(called(PAID, numeric) ?? 'amount')}`,
    ...(unit ? [`        unit: ${quoted(unit)}`] : []),
  ]
  return { header, yaml: `${lines.join('\n')}\n` }
}

/** The first of the usual patterns of dates that reads all of some cells; null where none does. */
export function patternOf(cells: readonly string[]): string | null {
  if (cells.length === 0) return null
  return PATTERNS.find((pattern) => {
    const read = compileDate(pattern, zoneOf('UTC'))
    return cells.every((cell) => !Number.isNaN(read(cell)))
  }) ?? null
}

const quoted = (name: string): string => (/^[\p{L}_][\p{L}\p{N}_ -]*$/u.test(name) ? name : JSON.stringify(name))
