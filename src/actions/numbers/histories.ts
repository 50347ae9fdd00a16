import { patternOf } from '#core/history/mapping/starter.ts'
import { compileDate } from '#core/history/mapping/date.ts'
import { DAY_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { Columns } from '#stats/stay/cells.ts'
import { badCell, badRow, columnFor, neededColumn, numbersOf, type Names, type Table } from './table.ts'

/** What a file says of its customers, one row each, or one for as many as `n` says. */
export interface Histories extends Required<Columns> {
  /** Mean spend a repeat purchase; 0 where none is known. */
  readonly mean: Float64Array
  /** What came after the cut: null where nothing is known of it. */
  readonly after: { readonly horizon: number; readonly purchases: Float64Array } | null
}

/** Rows of x, t_x, T and how many. @throws Refused */
export function historiesOf(table: Table, names: Names): Histories {
  const [x, t_x, T] = ['x', 't_x', 'T'].map((role) => numbersOf(table, neededColumn(table, role, names))) as [Float64Array, Float64Array, Float64Array]
  const counts = columnFor(table, 'count', names)
  const means = columnFor(table, 'mean', names)
  const n = counts === undefined ? new Float64Array(x.length).fill(1) : numbersOf(table, counts)
  for (let i = 0; i < x.length; i++) {
    const whole = Number.isInteger(x[i]) && x[i]! >= 0 && t_x[i]! >= 0 && T[i]! >= t_x[i]! && n[i]! > 0 && (x[i]! > 0 || t_x[i] === 0)
    if (!whole) throw badRow(table, i, 'x = 0, 1, 2, …; 0 ≤ t_x ≤ T; count > 0')
  }
  return { x, t_x, T, n, mean: means === undefined ? new Float64Array(x.length) : numbersOf(table, means), after: null }
}

/** The days of a column, counted from 1970. @throws Refused */
function daysOf(table: Table, column: number): Int32Array {
  const first = table.rows.slice(0, 50).map((row) => row[column]!.trim())
  const pattern = patternOf(first) ?? patternOf(first.slice(0, 1))
  if (pattern === null) {
    if (table.rows.length === 0) return new Int32Array(0)
    throw badCell(table, column, 0, '2026-03-01')
  }
  const read = compileDate(pattern, zoneOf('UTC'))
  return Int32Array.from(table.rows, (row, i) => {
    const at = read(row[column]!.trim())
    if (Number.isNaN(at)) throw badCell(table, column, i, pattern)
    return Math.floor(at / DAY_MS)
  })
}

/** A customer's purchases by the day: those of one day are one. */
type Spent = Map<number, number>

/** A log of purchases: each customer's days, and the day of the last. */
export interface Log {
  readonly customers: ReadonlyMap<string, ReadonlyMap<number, number>>
  readonly last: number
}

/** @throws Refused */
export function logOf(table: Table, names: Names): Log {
  const who = neededColumn(table, 'customer', names)
  const days = daysOf(table, neededColumn(table, 'at', names))
  const valued = columnFor(table, 'value', names)
  const values = valued === undefined ? undefined : numbersOf(table, valued)
  const customers = new Map<string, Spent>()
  for (const [i, row] of table.rows.entries()) {
    const key = row[who]!.trim()
    let spent = customers.get(key)
    if (!spent) customers.set(key, (spent = new Map()))
    spent.set(days[i]!, (spent.get(days[i]!) ?? 0) + (values ? values[i]! : 0))
  }
  return { customers, last: days.reduce((most, day) => Math.max(most, day), -Infinity) }
}

/** A calendar day as a number of days since 1970. */
export const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS)

/**
 * A log as it was known at the end of a day: same-day orders merged, the first purchase not counted in x, those who came later left out. What
 * the log has beyond the day, up to so many days, is what came after.
 */
export function historiesAt({ customers, last }: Log, cut: number, unitDays: number, aheadDays = last - cut): Histories {
  const known = [...customers.values()].map((spent) => [...spent].sort(([a], [b]) => a - b)).filter(([first]) => first![0] <= cut)
  const rows = known.map((days) => {
    const own = days.filter(([day]) => day <= cut)
    const repeats = own.slice(1).map(([, value]) => value)
    const first = own[0]![0]
    return {
      x: repeats.length, t_x: (own.at(-1)![0] - first) / unitDays, T: (cut - first) / unitDays,
      mean: repeats.length === 0 ? 0 : repeats.reduce((sum, value) => sum + value, 0) / repeats.length,
      later: days.filter(([day]) => day > cut && day <= cut + aheadDays).length,
    }
  })
  const column = (of: (row: (typeof rows)[number]) => number): Float64Array => Float64Array.from(rows, of)
  return {
    x: column(({ x }) => x), t_x: column(({ t_x }) => t_x), T: column(({ T }) => T), n: new Float64Array(rows.length).fill(1), mean: column(({ mean }) => mean),
    after: last > cut ? { horizon: aheadDays / unitDays, purchases: column(({ later }) => later) } : null,
  }
}
