import type { Db } from '#store/pool.ts'
import { column } from '#store/values.ts'

/**
 * The rate in force on each (currency, day): that day's, or the latest within `reach` days before.
 * @returns `currency day` to how many units of the company's currency one unit buys
 */
export async function readRates(db: Db, wanted: readonly { currency: string; day: string }[], reach: number): Promise<Map<string, number>> {
  if (wanted.length === 0) return new Map()
  const { rows } = await db.query<{ currency: string; day: string; per_unit: number }>(
    `select w.currency, w.day, r.per_unit
     from unnest($1::text[], $2::date[]) as w(currency, day)
     cross join lateral (
       select per_unit from rate where rate.currency = w.currency and rate.day <= w.day and rate.day >= w.day - $3::int order by rate.day desc limit 1
     ) r`,
    [column(wanted, (w) => w.currency), column(wanted, (w) => w.day), reach],
  )
  return new Map(rows.map((row) => [`${row.currency} ${row.day}`, row.per_unit]))
}
