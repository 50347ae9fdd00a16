import { DAY_MS, MINUTE_MS, type Instant } from './time.ts'

/** A time zone as the fold needs it: which calendar day and month an instant falls on there. */
export interface Zone {
  readonly name: string
  /** Minutes to add to UTC. */
  offsetAt(at: Instant): number
  /** Days since 1970-01-01 on the calendar of the zone. */
  dayOf(at: Instant): number
  /** Months since 1970-01 on the calendar of the zone. */
  monthOf(at: Instant): number
  /** The instant at which a wall clock in the zone shows this; of two, the earlier; of none (a skipped hour), the hour after. */
  instantOf(wall: { year: number; month: number; day: number; hour?: number; minute?: number; second?: number; ms?: number }): Instant
}

const FROM = Date.UTC(1950, 0, 1)
const TO = Date.UTC(2100, 0, 1)
const STEP = 7 * DAY_MS

const MADE = new Map<string, Zone>()

/**
 * The zone of an IANA name. Its changes of offset from 1950 to 2100 are looked up once, so that each question is a search in a
 * short sorted list: `Intl` answers about 250k a second, this over 20M.
 * @throws RangeError where the runtime knows no such zone
 */
export function zoneOf(name: string): Zone {
  let zone = MADE.get(name)
  if (!zone) {
    zone = makeZone(name)
    MADE.set(name, zone)
  }
  return zone
}

export function isZone(name: string): boolean {
  try {
    zoneOf(name)
    return true
  } catch {
    return false
  }
}

/** Minutes ahead of UTC, as `Intl` says it. */
function intlOffset(format: Intl.DateTimeFormat, at: Instant): number {
  const part = new Map(format.formatToParts(at).map((p) => [p.type, Number(p.value)]))
  const get = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? 0
  const wall = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour') % 24, get('minute'), get('second'))
  return Math.round((wall - Math.floor(at / 1000) * 1000) / MINUTE_MS)
}

/** Every change of offset, found by stepping a week at a time and halving to the minute. */
function changesOf(name: string): { at: Instant; offset: number }[] {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
  const changes = [{ at: -Infinity, offset: intlOffset(format, FROM) }]
  let before = changes[0]!.offset
  // Most zones change at most twice a year; a week's step misses none that lasts a week.
  for (let at = FROM; at < TO; at += STEP) {
    const after = intlOffset(format, at + STEP)
    if (after === before) continue
    let low = at
    let high = at + STEP
    while (high - low > MINUTE_MS) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS
      if (intlOffset(format, middle) === before) low = middle
      else high = middle
    }
    changes.push({ at: high, offset: after })
    before = after
  }
  return changes
}

function makeZone(name: string): Zone {
  const changes = changesOf(name)
  const starts = Float64Array.from(changes, (c) => c.at)
  const offsets = changes.map((c) => c.offset)
  let near = 0
  const offsetAt = (at: Instant): number => {
    if (!(starts[near]! <= at && (near + 1 === starts.length || at < starts[near + 1]!))) near = lastAtOrBefore(starts, at)
    return offsets[near]!
  }
  const dayOf = (at: Instant): number => Math.floor((at + offsetAt(at) * MINUTE_MS) / DAY_MS)
  return {
    name,
    offsetAt,
    dayOf,
    monthOf: (at) => monthOfDay(dayOf(at)),
    instantOf: (w) => {
      const wall = Date.UTC(w.year, w.month - 1, w.day, w.hour ?? 0, w.minute ?? 0, w.second ?? 0, w.ms ?? 0)
      // The offset a day before and a day after are the two candidates around any change.
      const early = wall - offsetAt(wall - DAY_MS) * MINUTE_MS
      const late = wall - offsetAt(wall + DAY_MS) * MINUTE_MS
      const fits = (at: Instant): boolean => at + offsetAt(at) * MINUTE_MS === wall
      return fits(Math.min(early, late)) ? Math.min(early, late) : Math.max(early, late)
    },
  }
}

function lastAtOrBefore(starts: Float64Array, at: Instant): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** Months since 1970-01 of a day since 1970-01-01, by the civil calendar (Howard Hinnant's days-to-civil). */
export function monthOfDay(day: number): number {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 2 : shifted - 10
  return (yearOfEra + era * 400 + (month <= 1 ? 1 : 0) - 1970) * 12 + month
}

/** `YYYY-MM-01` of a month since 1970-01. */
export function isoMonth(month: number): string {
  const year = 1970 + Math.floor(month / 12)
  return `${String(year).padStart(4, '0')}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}-01`
}
