import { monthOfDay } from '#core/units/zone.ts'
import { dayOfText, type CostRow, type Purpose } from './cost-row.ts'

/** Whole months: the first, and the one after the last. */
export interface Months {
  readonly from: number
  readonly end: number
}

/** The whole months among some that costs of a purpose cover, from the first day that anything was spent on to the last; null where there is none. */
export function coveredMonths(costs: readonly CostRow[], within: Months, purpose: Purpose = 'win'): Months | null {
  const rows = costs.filter((row) => row.purpose === purpose)
  if (rows.length === 0) return null
  const [first, after] = [rows.reduce((day, { from }) => Math.min(day, dayOfText(from)), Infinity), rows.reduce((day, { to }) => Math.max(day, dayOfText(to) + 1), -Infinity)]
  // A month that the first day is not the first of is not whole; one that ends the day before `after` is.
  const begins = monthOfDay(first - 1) + 1
  const from = Math.max(within.from, begins)
  const end = Math.min(within.end, monthOfDay(after))
  return end > from ? { from, end } : null
}

/** Days since 1970-01-01 of the first of a month. */
export const firstDayOf = (month: number): number => Math.round(Date.UTC(1970, month, 1) / 86_400_000)
