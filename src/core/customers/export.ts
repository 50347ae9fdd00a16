import { csvCell } from '#core/units/csv.ts'
import { minorDigits, type Minor } from '#core/units/money.ts'
import { MINUTE_MS, type Instant } from '#core/units/time.ts'
import type { Zone } from '#core/units/zone.ts'

/** What a file of customers can have of each; an attribute besides is named as `attribute.NAME`. */
export const EXPORT_COLUMNS = [
  'key', 'name', 'email', 'state', 'since', 'unit', 'unit_name', 'heard', 'heart', 'head', 'stay', 'say', 'pay', 'value', 'paid', 'orders', 'first_at', 'last_at', 'channel', 'campaign', 'language',
] as const
export type ExportColumn = (typeof EXPORT_COLUMNS)[number]

/** What stands between cells. With a semicolon goes a decimal comma, as spreadsheets of most of Europe read it. */
export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const
export type Separator = keyof typeof SEPARATORS

/** A customer, as a file has them. */
export interface Exported {
  readonly key: string
  readonly name: string | null
  readonly email: string | null
  readonly state: string
  readonly since: Instant
  readonly unit: string | null
  readonly unit_name: string | null
  readonly heard: boolean
  readonly heart: number | null
  readonly head: number | null
  readonly stay: number | null
  readonly say: number | null
  readonly pay: number | null
  readonly value: Minor
  readonly paid: Minor
  readonly orders: number
  readonly first_at: Instant
  readonly last_at: Instant
  readonly channel: string | null
  readonly campaign: string | null
  readonly language: string | null
  readonly attributes: Readonly<Record<string, string>>
}

export interface ExportForm {
  readonly columns: readonly string[]
  readonly separator: Separator
  readonly zone: Zone
  readonly currency: string
}

const two = (value: number): string => String(value).padStart(2, '0')

/** A moment as the company's clocks show it, the way that spreadsheets take for a date. */
function wallClock(at: Instant, zone: Zone): string {
  const wall = new Date(at + zone.offsetAt(at) * MINUTE_MS)
  return `${wall.getUTCFullYear()}-${two(wall.getUTCMonth() + 1)}-${two(wall.getUTCDate())} ${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`
}

const MONEY: ReadonlySet<string> = new Set(['value', 'paid'])
const MOMENTS: ReadonlySet<string> = new Set(['since', 'first_at', 'last_at'])
const ATTRIBUTE = 'attribute.'

/** A customer as a line of a file. Texts that a spreadsheet would run are made harmless; figures stay figures, also below zero. */
export function exportLine(customer: Exported, { columns, separator, zone, currency }: ExportForm): string {
  const between = SEPARATORS[separator]
  const figure = (value: number, decimals?: number): string => {
    const text = decimals === undefined ? String(value) : value.toFixed(decimals)
    return separator === 'semicolon' ? text.replace('.', ',') : text
  }
  const cell = (column: string): string => {
    if (column.startsWith(ATTRIBUTE)) return quoted(customer.attributes[column.slice(ATTRIBUTE.length)] ?? '', between)
    const value = customer[column as ExportColumn]
    if (value === null) return ''
    if (typeof value === 'boolean') return String(value)
    if (typeof value === 'string') return quoted(value, between)
    if (MOMENTS.has(column)) return wallClock(value, zone)
    return MONEY.has(column) ? figure(value / 10 ** minorDigits(currency), minorDigits(currency)) : figure(Math.round(value * 1e4) / 1e4)
  }
  return `${columns.map(cell).join(between)}\r\n`
}

/** `csvCell` knows of commas; other separators need their quotes too. */
function quoted(text: string, between: string): string {
  const cell = csvCell(text)
  return cell.startsWith('"') || !cell.includes(between) ? cell : `"${cell}"`
}

/** The heads of the columns, behind the mark by which spreadsheets know UTF-8. */
export const exportHead = (heads: readonly string[], separator: Separator): string => `\uFEFF${heads.map((head) => quoted(head, SEPARATORS[separator])).join(SEPARATORS[separator])}\r\n`
