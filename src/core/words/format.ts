import { BEGINNING } from '#core/map/period.ts'
import { minorDigits, type Minor } from '#core/units/money.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { Words } from './index.ts'

/** A moment, as ISO 8601 text or in ms since 1970. */
export type When = string | number

/** What numbers, money and dates look like to a reader of one language, on one company's calendar and in its currency. */
export interface Formats {
  readonly count: (value: number) => string
  /** For little room: to three figures, with the word or sign of the language for thousands and millions. */
  readonly short: (value: number) => string
  /** With its sign (− or +); nothing for no change. */
  readonly change: (value: number) => string
  /** A score from −1 to 1, or any figure that is read to so many decimals. */
  readonly figure: (value: number, decimals?: number) => string
  readonly percent: (share: number, decimals?: number) => string
  /** To the cent. */
  readonly money: (minor: Minor) => string
  /** Of something small: to the cent, and as far beyond as it says, up to six places. */
  readonly price: (minor: number) => string
  /** To the whole unit: for sums over many. */
  readonly sum: (minor: Minor) => string
  /** A sum as `short` writes it. */
  readonly shortSum: (minor: Minor) => string
  /** A day on the company's calendar. */
  readonly day: (at: When) => string
  readonly moment: (at: When) => string
  /** The time of day on the company's clocks; nothing at the stroke of midnight, which is what a day without a time is kept as. */
  readonly time: (at: When) => string
  /** A month with its year, a month alone, a day without its year, a year: what the marks of a time axis say. */
  readonly month: (at: When) => string
  readonly monthName: (at: When) => string
  readonly dayOfMonth: (at: When) => string
  readonly year: (at: When) => string
  /** From a day to a day; a period that has no beginning says so. */
  readonly period: (from: When, to: When) => string
  /** How long ago by the calendar: what happened last night was yesterday. In days, and from four weeks, two months and two years on in weeks, months and years. */
  readonly ago: (then: When, now: When) => string
  readonly days: (days: number) => string
  /** A span of time in its largest fitting unit, rounded. */
  readonly span: (ms: number) => string
}

const MADE = new Map<string, Formats>()

/** The formats for a language, a zone (IANA) and a currency (ISO 4217), made once and kept. */
export function formatsOf({ locale, say }: Pick<Words, 'locale' | 'say'>, zone: string, currency: string): Formats {
  const key = `${locale} ${zone} ${currency}`
  const formats = MADE.get(key) ?? makeFormats({ locale, say }, zone, currency)
  MADE.set(key, formats)
  return formats
}

/** Some locales write a hyphen where a minus belongs; beside figures of one width it gets lost. */
const minus = (text: string): string => text.replace(/^-/, '−')

type NumberOptions = Intl.NumberFormatOptions
type DateOptions = Intl.DateTimeFormatOptions

const SHORT: NumberOptions = { notation: 'compact', maximumSignificantDigits: 3 }

const dayIn = (zone: string, at: When): number => zoneOf(zone).dayOf(new Date(at).getTime())
const isMidnight = (zone: string, at: When): boolean => dayIn(zone, new Date(at).getTime() - 1) < dayIn(zone, at)

function makeFormats({ locale, say }: Pick<Words, 'locale' | 'say'>, zone: string, currency: string): Formats {
  const numbers = cached((options: NumberOptions) => new Intl.NumberFormat(locale, options))
  const perUnit = 10 ** minorDigits(currency)
  const day = new Intl.DateTimeFormat(locale, { timeZone: zone, year: 'numeric', month: 'short', day: 'numeric' })
  const moment = new Intl.DateTimeFormat(locale, { timeZone: zone, year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' })
  const dates = cached((options: DateOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }))
  const time = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const fixed = (decimals: number): NumberOptions => ({ minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  const sum = (minor: Minor): string => minus(numbers({ style: 'currency', currency, maximumFractionDigits: 0 }).format(minor / perUnit))
  const unit = (value: number, name: string): string => numbers({ style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 0 }).format(value)
  return {
    count: (value) => minus(numbers({}).format(value)),
    short: (value) => minus(numbers(SHORT).format(value)),
    change: (value) => (value === 0 ? '' : minus(numbers({ signDisplay: 'always' }).format(value))),
    figure: (value, decimals = 2) => minus(numbers({ ...fixed(decimals), signDisplay: 'negative' }).format(value)),
    percent: (share, decimals = 0) => minus(numbers({ style: 'percent', ...fixed(decimals), signDisplay: 'negative' }).format(share)),
    money: (minor) => minus(numbers({ style: 'currency', currency }).format(minor / perUnit)),
    price: (minor) => numbers({ style: 'currency', currency, minimumFractionDigits: minorDigits(currency), maximumFractionDigits: 6 }).format(minor / perUnit),
    sum,
    shortSum: (minor) => (Math.abs(minor) < 10_000 * perUnit ? sum(minor) : minus(numbers({ style: 'currency', currency, ...SHORT }).format(minor / perUnit))),
    day: (at) => day.format(new Date(at)),
    moment: (at) => moment.format(new Date(at)),
    time: (at) => (isMidnight(zone, at) ? '' : time.format(new Date(at))),
    month: (at) => dates({ year: 'numeric', month: 'short' }).format(new Date(at)),
    monthName: (at) => dates({ month: 'short' }).format(new Date(at)),
    dayOfMonth: (at) => dates({ month: 'short', day: 'numeric' }).format(new Date(at)),
    year: (at) => dates({ year: 'numeric' }).format(new Date(at)),
    period: (from, to) => (new Date(from).getTime() <= BEGINNING ? say('map.since_beginning', { day: day.format(new Date(to)) }) : day.formatRange(new Date(from), new Date(to))),
    ago: (then, now) => ago.format(...inUnits(Math.max(0, dayIn(zone, now) - dayIn(zone, then)))),
    days: (days) => unit(Math.round(days), 'day'),
    span: (ms) => {
      if (ms < MINUTE_MS) return unit(Math.ceil(ms / SECOND_MS), 'second')
      if (ms < HOUR_MS) return unit(Math.round(ms / MINUTE_MS), 'minute')
      return ms < DAY_MS ? unit(Math.round(ms / HOUR_MS), 'hour') : unit(Math.round(ms / DAY_MS), 'day')
    },
  }
}

/** Whole units that have passed, and which: so many that one more or less does not matter. */
const AGO_UNITS = [[731, 365.25, 'year'], [61, 30.4, 'month'], [28, 7, 'week'], [0, 1, 'day']] as const

function inUnits(daysAgo: number): [passed: number, unit: Intl.RelativeTimeFormatUnit] {
  const [, days, unit] = AGO_UNITS.find(([from]) => daysAgo >= from) ?? AGO_UNITS[3]
  return [-Math.floor(daysAgo / days), unit]
}

/** Making a formatter costs 20 to 50 µs, using one under 1. */
function cached<O, T>(make: (options: O) => T): (options: O) => T {
  const made = new Map<string, T>()
  return (options) => {
    const key = JSON.stringify(options)
    const format = made.get(key) ?? make(options)
    made.set(key, format)
    return format
  }
}
