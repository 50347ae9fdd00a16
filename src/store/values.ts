import { DAY_MS, type Instant } from '#core/units/time.ts'

const DAYS = new Map<number, string>()
const TWO = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'))

/**
 * How an instant is written for PostgreSQL: ISO 8601 in UTC, or (−)infinity. As `toISOString` has it, at a sixth of the cost: the day is
 * looked up, a few thousand of which make a history.
 */
export function sqlInstant(at: Instant): string {
  if (at === Infinity) return 'infinity'
  if (at === -Infinity) return '-infinity'
  const day = Math.floor(at / DAY_MS)
  let date = DAYS.get(day)
  if (date === undefined) {
    if (DAYS.size > 50_000) DAYS.clear()
    date = new Date(day * DAY_MS).toISOString().slice(0, -13)
    DAYS.set(day, date)
  }
  const ms = at - day * DAY_MS
  const second = Math.floor(ms / 1000)
  const rest = ms - second * 1000
  const clock = `${date}${TWO[Math.floor(second / 3600)]}:${TWO[Math.floor(second / 60) % 60]}:${TWO[second % 60]}`
  return rest === 0 ? `${clock}Z` : `${clock}.${String(rest).padStart(3, '0')}Z`
}

export const sqlInstantOrNull = (at: Instant | null): string | null => (at === null ? null : sqlInstant(at))

/** One column of many rows, for `unnest`. */
export const column = <Row, Value>(rows: readonly Row[], pick: (row: Row) => Value): Value[] => rows.map(pick)

/** Whole numbers as the text of an array: a column of arrays of several lengths is one of texts. */
export const arrayText = (numbers: readonly number[]): string => `{${numbers.join(',')}}`

/** Stands between the texts of a column, where none can have it: JSON writes control characters as escapes. */
const BETWEEN = '\u0001'
/**
 * One column of JSON as a single text, to be taken apart by `eachJson`: every quote of an array's elements would be escaped here and
 * unescaped there, which for the memories of a batch took a third of the statement.
 */
export const jsonColumn = <Row>(rows: readonly Row[], pick: (row: Row) => unknown): string => rows.map((row) => JSON.stringify(pick(row))).join(BETWEEN)
export const eachJson = (parameter: string, type: 'json' | 'jsonb'): string => `string_to_array(${parameter}::text, E'\\x01')::${type}[]`
