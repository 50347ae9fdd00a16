import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Cell } from '#stats/mbg.ts'

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

/** Each of the 23,570 customers' days with a purchase, as days since 1997-01-01; the data end with day 545 (1998-06-30). */
export function cdnowMasterDays(): ReadonlySet<number>[] {
  const days = new Map<string, Set<number>>()
  for (const line of lines('CDNOW_master.txt')) {
    const [customer, date] = line.trim().split(/\s+/) as [string, string]
    const day = (Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) - Date.UTC(1997, 0, 1)) / DAY_MS
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
