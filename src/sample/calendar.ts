import { DAY_MS, HOUR_MS, isoDayOf, type Instant } from '#core/units/time.ts'
import { lotOf } from './random.ts'

/** How busy each month is; a home-goods chain lives on Christmas and the long light evenings of early summer. */
const MONTHS = [0.98, 0.74, 0.82, 0.92, 1.06, 1.12, 1, 0.88, 0.88, 0.95, 1.22, 1.72] as const
/** Sunday first. */
const WEEKDAYS = [0.85, 0.85, 0.85, 0.9, 1, 1.2, 1.45] as const
const WEEK_MS = 7 * DAY_MS

/** What is on offer in a week: the share of lines with a lowered price, how deep, and under what name. */
export interface Offer {
  readonly week: string
  readonly share: number
  readonly depth: number
  readonly name: string
}

export interface Calendar {
  readonly start: Instant
  readonly end: Instant
  /** The Monday on or before the start; weeks and days are counted from here. */
  readonly zero: Instant
  readonly days: readonly string[]
  readonly offers: readonly Offer[]
  /** The mean share on offer, weighed by season. */
  readonly usualShare: number
  /** Season added up: `season[d]` is the trade of an average customer from zero to the start of day d, in average days. */
  readonly season: Float64Array
}

/** The campaigns of a year, by month and day of the week's Monday. */
function campaignOf(monthDay: number): Omit<Offer, 'week'> | undefined {
  if (monthDay >= 102 && monthDay <= 120) return { name: 'january-sale', share: 0.52, depth: 0.35 }
  if (monthDay >= 414 && monthDay <= 425) return { name: 'spring-cleaning', share: 0.3, depth: 0.2 }
  if (monthDay >= 614 && monthDay <= 627) return { name: 'midsummer', share: 0.36, depth: 0.25 }
  if (monthDay >= 725 && monthDay <= 808) return { name: 'summer-clearance', share: 0.46, depth: 0.35 }
  if (monthDay >= 920 && monthDay <= 926) return { name: 'birthday-week', share: 0.34, depth: 0.2 }
  if (monthDay >= 1121 && monthDay <= 1128) return { name: 'black-week', share: 0.6, depth: 0.3 }
  return undefined
}

function offerOf(seed: number, week: number, monday: Instant): Offer {
  const date = new Date(monday)
  const campaign = campaignOf((date.getUTCMonth() + 1) * 100 + date.getUTCDate())
  const stir = 0.75 + 0.5 * lotOf(seed, 41, week)
  const share = Math.round((campaign?.share ?? 0.16) * stir * 1000) / 1000
  return { week: isoDayOf(monday), share, depth: campaign?.depth ?? 0.2, name: campaign?.name ?? 'weekly-offer' }
}

/** The seasons, weeks and offers between two instants. */
export function calendarOf(seed: number, start: Instant, end: Instant): Calendar {
  const midnight = Math.floor(start / DAY_MS) * DAY_MS
  const zero = midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * DAY_MS
  const length = Math.ceil((end - zero) / DAY_MS) + 1
  const offers = Array.from({ length: Math.ceil(length / 7) + 1 }, (_, w) => offerOf(seed, w, zero + w * WEEK_MS))
  const days: string[] = []
  const season = new Float64Array(length + 1)
  let offered = 0
  for (let d = 0; d < length; d++) {
    const date = new Date(zero + d * DAY_MS)
    const { share } = offers[Math.floor(d / 7)] as Offer
    const weight = (MONTHS[date.getUTCMonth()] as number) * (WEEKDAYS[date.getUTCDay()] as number) * (0.93 + 0.55 * share)
    days.push(isoDayOf(date.getTime()).replaceAll('-', '').slice(2))
    season[d + 1] = (season[d] as number) + weight
    offered += share * weight
  }
  return { start, end, zero, days, offers, usualShare: offered / (season[length] as number), season }
}

export const dayOf = (calendar: Calendar, at: Instant): number => Math.floor((at - calendar.zero) / DAY_MS)

/** `yymmdd`, for receipt numbers. */
export const dayTextOf = (calendar: Calendar, at: Instant): string => calendar.days[dayOf(calendar, at)] ?? '991231'

export const offerAt = (calendar: Calendar, at: Instant): Offer => calendar.offers[Math.floor((at - calendar.zero) / WEEK_MS)] as Offer

/** The season added up to an instant, in average days. */
export function seasonTo(calendar: Calendar, at: Instant): number {
  const day = (at - calendar.zero) / DAY_MS
  const whole = Math.min(Math.floor(day), calendar.season.length - 2)
  const from = calendar.season[whole] as number
  return from + (day - whole) * ((calendar.season[whole + 1] as number) - from)
}

/** The instant by which the season adds up to `value`; the end of the calendar where it never does. */
export function seasonInverse(calendar: Calendar, value: number): Instant {
  const { season, zero } = calendar
  let low = 0
  let high = season.length - 1
  if (value >= (season[high] as number)) return zero + high * DAY_MS
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((season[middle] as number) <= value) low = middle
    else high = middle
  }
  const from = season[low] as number
  return zero + (low + (value - from) / ((season[high] as number) - from)) * DAY_MS
}

/** European summer time: from the last Sunday of March to the last Sunday of October, 01:00 UTC. */
export function isSummerTime(at: Instant): boolean {
  const year = new Date(at).getUTCFullYear()
  const lastSunday = (month: number): Instant => {
    const last = Date.UTC(year, month, 31, 1)
    return last - new Date(last).getUTCDay() * DAY_MS
  }
  return at >= lastSunday(2) && at < lastSunday(9)
}

/**
 * The same local day, at a time within opening hours.
 * @param winterOffset hours ahead of UTC in winter
 * @param u where in the opening hours, in [0, 1)
 */
export function withinHours(at: Instant, winterOffset: number, open: number, close: number, u: number): Instant {
  const midday = Math.floor(at / DAY_MS) * DAY_MS
  const offset = winterOffset + (isSummerTime(midday) ? 1 : 0)
  const exact = midday + (open - offset + u * (close - open)) * HOUR_MS
  return Math.floor(exact / 1000) * 1000
}
