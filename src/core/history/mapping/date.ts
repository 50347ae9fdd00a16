import type { Zone } from '#core/units/zone.ts'
import { MINUTE_MS, type Instant } from '#core/units/time.ts'

/** Reads a moment from text; NaN where the text is none. */
export type ReadDate = (text: string) => Instant

interface Wall {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  ms: number
  /** 0 none said, 1 morning, 2 afternoon. */
  half: number
}
/** Takes its part of the text from `at` and answers where the next begins, or −1. */
type Step = (text: string, at: number, wall: Wall) => number

const TOKENS: Readonly<Record<string, { field: Exclude<keyof Wall, 'half'>; least: number; most: number }>> = {
  yyyy: { field: 'year', least: 4, most: 4 },
  MM: { field: 'month', least: 2, most: 2 }, M: { field: 'month', least: 1, most: 2 },
  dd: { field: 'day', least: 2, most: 2 }, d: { field: 'day', least: 1, most: 2 },
  HH: { field: 'hour', least: 2, most: 2 }, H: { field: 'hour', least: 1, most: 2 },
  hh: { field: 'hour', least: 2, most: 2 }, h: { field: 'hour', least: 1, most: 2 },
  mm: { field: 'minute', least: 2, most: 2 },
  ss: { field: 'second', least: 2, most: 2 },
  SSS: { field: 'ms', least: 3, most: 3 },
}
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
export const DATE_TOKENS: readonly string[] = [...Object.keys(TOKENS), 'a']

/** Whether a pattern can be read at all: known tokens, and a year, a month and a day among them. */
export function isDatePattern(pattern: string): boolean {
  if (pattern === 'iso' || pattern === 'unix' || pattern === 'unix_ms') return true
  const tokens = tokensOf(pattern)
  const fields = new Set(tokens.map((token) => TOKENS[token]?.field))
  const wordy = tokens.some((token) => /^[A-Za-z]/.test(token) && token !== 'T' && token !== 'Z' && token !== 'a' && !(token in TOKENS))
  return !wordy && fields.has('year') && fields.has('month') && fields.has('day')
}

/**
 * Compiles a pattern (`yyyy-MM-dd HH:mm:ss`, `d.M.yyyy`, `MM/dd/yyyy hh:mm a`, `iso`, `unix`, `unix_ms`). What a date does not
 * say of the time of day is zero. About a third of a microsecond a date.
 */
export function compileDate(pattern: string, zone: Zone): ReadDate {
  if (pattern === 'iso') return (text) => readIso(text, zone)
  if (pattern === 'unix' || pattern === 'unix_ms') {
    const factor = pattern === 'unix' ? 1000 : 1
    return (text) => (/^-?\d{1,13}(\.\d+)?$/.test(text) ? Math.trunc(Number(text) * factor) : NaN)
  }
  const steps = tokensOf(pattern).map(stepOf)
  return (text) => {
    const wall: Wall = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, ms: 0, half: 0 }
    let at = 0
    for (const step of steps) {
      at = step(text, at, wall)
      if (at < 0) return NaN
    }
    return at === text.length && settleHalf(wall) && exists(wall) ? zone.instantOf(wall) : NaN
  }
}

/** Runs of one letter are tokens, every other character stands for itself. */
const tokensOf = (pattern: string): string[] => pattern.match(/([A-Za-z])\1*|[^A-Za-z]/g) ?? []

function stepOf(token: string): Step {
  const known = TOKENS[token]
  if (known) {
    return (text, at, wall) => {
      const end = digitsFrom(text, at, known.least, known.most)
      if (end > 0) wall[known.field] = numberAt(text, at, end)
      return end
    }
  }
  if (token === 'a') {
    return (text, at, wall) => {
      const half = text.slice(at, at + 2).toLowerCase()
      if (half !== 'am' && half !== 'pm') return -1
      wall.half = half === 'am' ? 1 : 2
      return at + 2
    }
  }
  return (text, at) => (text.startsWith(token, at) ? at + token.length : -1)
}

/** Where `least` to `most` digits from `at` end, or −1. */
function digitsFrom(text: string, at: number, least: number, most: number): number {
  let end = at
  while (end < text.length && end - at < most) {
    const code = text.charCodeAt(end)
    if (code < 48 || code > 57) break
    end++
  }
  return end - at >= least ? end : -1
}

function numberAt(text: string, at: number, end: number): number {
  let value = 0
  for (let i = at; i < end; i++) value = value * 10 + text.charCodeAt(i) - 48
  return value
}

/** Turns a clock of twelve hours into one of twenty-four. */
function settleHalf(wall: Wall): boolean {
  if (wall.half === 0) return true
  if (wall.hour < 1 || wall.hour > 12) return false
  wall.hour = (wall.hour % 12) + (wall.half === 2 ? 12 : 0)
  return true
}

function exists(wall: Wall): boolean {
  if (wall.month < 1 || wall.month > 12 || wall.year < 1 || wall.hour > 23 || wall.minute > 59 || wall.second > 59) return false
  if (wall.day < 1 || wall.day > LENGTHS[wall.month - 1]!) return false
  const leap = wall.year % 4 === 0 && (wall.year % 100 !== 0 || wall.year % 400 === 0)
  return wall.month !== 2 || wall.day < 29 || leap
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i

/** ISO 8601: a date, a date and time, or both with an offset; without one it is on the clock of the zone. */
function readIso(text: string, zone: Zone): Instant {
  const found = ISO.exec(text)
  if (!found) return NaN
  const [, year, month, day, hour, minute, second, fraction, offset] = found
  const wall: Wall = {
    year: Number(year), month: Number(month), day: Number(day), hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: Number(second ?? 0),
    ms: fraction ? Number(fraction.padEnd(3, '0').slice(0, 3)) : 0, half: 0,
  }
  if (!exists(wall)) return NaN
  if (offset === undefined) return zone.instantOf(wall)
  const utc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, wall.ms)
  return offset === 'Z' || offset === 'z' ? utc : utc - minutesOf(offset) * MINUTE_MS
}

function minutesOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0)
  return offset.startsWith('-') ? -minutes : minutes
}
