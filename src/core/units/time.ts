/**
 * Instants are whole milliseconds since 1970-01-01T00:00:00Z; spans of time are milliseconds too.
 * What arrives finer than a millisecond is cut off, so that equal input gives equal memory.
 */
export type Instant = number

export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
export const YEAR_MS = 365 * DAY_MS

/** ISO 8601 in UTC with milliseconds, as every answer writes instants. */
export const isoOf = (at: Instant): string => new Date(at).toISOString()

/** `YYYY-MM-DD` in UTC. */
export const isoDayOf = (at: Instant): string => isoOf(at).slice(0, 10)
