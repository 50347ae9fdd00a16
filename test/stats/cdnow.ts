import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Cell } from '#stats/stay/cells.ts'

/**
 * The CDNOW data set (Fader & Hardie 2001), which is not part of this repository: it is looked for in `shared/data` beside
 * the repository.
 */
const FOLDER = resolve(import.meta.dirname, '../../../shared/data/cdnow')

export const CDNOW_ABSENT = !existsSync(FOLDER)
export const CDNOW_NOTE = CDNOW_ABSENT ? ` (skipped: no ${FOLDER})` : ''

const lines = (file: string): string[] => readFileSync(resolve(FOLDER, file), 'utf8').trim().split(/\r?\n/).slice(1)

/** The 1/10 sample, 2,357 customers, calibration to 1997-09-30, in weeks rounded to two decimals. */
export function cdnowSampleWeeks(): Cell[] {
  return lines('cdnow_customers_summary.csv').map((line) => {
    const [, x, t_x, T] = line.split(',').map(Number) as [number, number, number, number]
    return { x, t_x, T, n: 1 }
  })
}

const DAY_MS = 86_400_000

const dayOf = (date: string): number => (Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) - Date.UTC(1997, 0, 1)) / DAY_MS

/** A customer's spend by the day. */
type Days = ReadonlyMap<number, number>

/** The 1/10 sample by transactions up to 1997-09-30: each customer's days with what they spent, same-day orders merged. */
function cdnowSampleDays(): Days[] {
  const customers = new Map<string, Map<number, number>>()
  for (const line of readFileSync(resolve(FOLDER, 'CDNOW_sample.txt'), 'utf8').trim().split(/\r?\n/)) {
    const [, id, date, , value] = line.trim().split(/\s+/) as [string, string, string, string, string]
    const day = dayOf(date)
    if (day > CALIBRATION_END) continue
    const own = customers.get(id) ?? new Map<number, number>()
    own.set(day, (own.get(day) ?? 0) + Number(value))
    customers.set(id, own)
  }
  return [...customers.values()]
}

/** 1997-09-30. */
export const CALIBRATION_END = 272

/** The 1/10 sample in exact weeks (sevenths), as the papers have it. */
export function cdnowSampleExact(): Cell[] {
  return cdnowSampleDays().map((days) => {
    const all = [...days.keys()]
    const first = Math.min(...all)
    return { x: all.length - 1, t_x: (Math.max(...all) - first) / 7, T: (CALIBRATION_END - first) / 7, n: 1 }
  })
}

/** The repeaters' x and mean spend a repeat, of the 1/10 sample. */
export function cdnowSpend(): { x: number; mean: number; n: number }[] {
  return cdnowSampleDays().filter((days) => days.size > 1).map((days) => {
    const repeats = [...days].sort(([a], [b]) => a - b).slice(1).map(([, value]) => value)
    return { x: repeats.length, mean: repeats.reduce((sum, value) => sum + value, 0) / repeats.length, n: 1 }
  })
}

/** BG/BB: donors by gifts, year of the last and years watched. */
export function donations(): Cell[] {
  return lines('donations.csv').map((line) => {
    const [x, t_x, T, n] = line.split(',').map(Number) as [number, number, number, number]
    return { x, t_x, T, n }
  })
}

/** Each of the 23,570 customers' days with a purchase, as days since 1997-01-01; the data end with day 545 (1998-06-30). */
export function cdnowMasterDays(): ReadonlySet<number>[] {
  const days = new Map<string, Set<number>>()
  for (const line of lines('CDNOW_master.txt')) {
    const [customer, date] = line.trim().split(/\s+/) as [string, string]
    const day = dayOf(date)
    const own = days.get(customer)
    if (own) own.add(day)
    else days.set(customer, new Set([day]))
  }
  return [...days.values()]
}

/** What is known of each customer at the end of a day. All of them came in the first 84 days. */
export function historiesUntil(end: number, customers: readonly ReadonlySet<number>[]): Cell[] {
  return customers.map((all) => {
    const own = [...all].filter((day) => day <= end)
    const first = Math.min(...own)
    return { x: own.length - 1, t_x: Math.max(...own) - first, T: end - first, n: 1 }
  })
}
