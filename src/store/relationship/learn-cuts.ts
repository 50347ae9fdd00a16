import { kindNumber } from '#core/history/kinds.ts'
import type { CutCells } from '#core/relationship/choose-stay.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'

const PURCHASE = kindNumber('purchase')

/** As of how many days before the last, and for how many days after each. */
export interface Cuts {
  readonly ahead: number
  readonly back: readonly number[]
}

/**
 * The customers of a slice as they were known by the end of some days, and how often they bought in the days after each: distinct histories with counts. Their purchases are
 * read once for all of these days.
 * @param through the newest moment, whose day is the last
 */
export async function readCuts(db: Db, zone: string, through: Instant, { ahead, back }: Cuts, slice: Slice): Promise<CutCells[]> {
  const cut = (days: number): string => `((to_timestamp($2::float8 / 1000) at time zone $1)::date - ${Math.trunc(days)})`
  const sums = back.map((days, i) => `
    count(*) filter (where day <= ${cut(days)}) as days_${i}, max(day) filter (where day <= ${cut(days)}) as last_${i},
    count(*) filter (where day > ${cut(days)} and day <= ${cut(days - ahead)}) as after_${i}`)
  const { rows } = await db.query<{ i: number; day: string; x: number; t_x: number; t: number; n: number; came: number; purchases: number }>(
    `select i, to_char(cut, 'YYYY-MM-DD') as day, days - 1 as x, last - first as t_x, cut - first as t, count(*) as n, count(*) filter (where after > 0) as came, sum(after)::bigint as purchases
     from (
       select customer, min(day) as first, ${sums.join(', ')}
       from (
         select distinct customer, (at at time zone $1)::date as day from fact
         where kind = ${PURCHASE} and retracted_at is null and at <= to_timestamp($2::float8 / 1000) and ${within('customer', slice)}
       ) d group by customer
     ) own cross join lateral (values ${back.map((days, i) => `(${i}, ${cut(days)}, days_${i}, last_${i}, after_${i})`).join(', ')}) v (i, cut, days, last, after)
     where days > 0 group by 1, 2, 3, 4, 5 order by 1, 3, 4, 5`,
    [zone, through],
  )
  return [...Map.groupBy(rows, ({ i }) => i).values()].map((same) => ({
    day: same[0]!.day, cells: same.map(({ x, t_x, t, n, came, purchases }) => ({ x, t_x, T: t, n, came, purchases })),
  }))
}
