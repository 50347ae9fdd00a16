import type { Instant } from '#core/units/time.ts'

/** How an instant is written for PostgreSQL: ISO 8601 in UTC, or (−)infinity. */
export function sqlInstant(at: Instant): string {
  if (at === Infinity) return 'infinity'
  if (at === -Infinity) return '-infinity'
  return new Date(at).toISOString()
}

export const sqlInstantOrNull = (at: Instant | null): string | null => (at === null ? null : sqlInstant(at))

/** One column of many rows, for `unnest`. */
export const column = <Row, Value>(rows: readonly Row[], pick: (row: Row) => Value): Value[] => rows.map(pick)
