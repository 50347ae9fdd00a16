import { kindNumber } from '#core/history/kinds.ts'
import type { CutCells } from '#core/relationship/choose-stay.ts'
import { seasonHistory, seasonTime, type Season, type SeasonsBought } from '#core/relationship/season.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'
import { seasonOf } from './season-sql.ts'

interface Row extends SeasonsBought, Record<string, unknown> {
  readonly i: number
  readonly day: string
  readonly x: number
  readonly t_x: number
  readonly t: number
  readonly n: number
  readonly came: number
  readonly purchases: number
}

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
 * @param season by which their purchases are counted as well
 */
export async function readCuts(db: Db, zone: string, through: Instant, { ahead, back }: Cuts, slice: Slice, season: Season | null = null): Promise<CutCells[]> {
  const cut = (days: number): string => `((to_timestamp($2::float8 / 1000) at time zone $1)::date - ${Math.trunc(days)})`
  const sums = back.map((days, i) => `
    count(*) filter (where day <= ${cut(days)}) as days_${i}, max(day) filter (where day <= ${cut(days)}) as last_${i},
    count(*) filter (where day > ${cut(days)} and day <= ${cut(days - ahead)}) as after_${i}${season ? `, count(distinct season) filter (where day <= ${cut(days)}) as seasons_${i}, max(season) filter (where day <= ${cut(days)}) as late_${i}` : ''}`)
  const bySeason = season ? ', seasons, early as first_season, late as last_season' : ''
  const { rows } = await db.query<Row>(
    `select i, to_char(cut, 'YYYY-MM-DD') as day, days - 1 as x, last - first as t_x, cut - first as t${bySeason}, count(*) as n, count(*) filter (where after > 0) as came, sum(after)::bigint as purchases
     from (
       select customer, min(day) as first${season ? ', min(season) as early' : ''}, ${sums.join(', ')}
       from (
         select *${season ? `, ${seasonOf('day', season)} as season` : ''} from (
           select distinct customer, (at at time zone $1)::date as day from fact
           where kind = ${PURCHASE} and retracted_at is null and at <= to_timestamp($2::float8 / 1000) and ${within('customer', slice)}
         ) bought
       ) d group by customer
     ) own cross join lateral (values ${back.map((days, i) => `(${i}, ${cut(days)}, days_${i}, last_${i}, after_${i}${season ? `, seasons_${i}, late_${i}` : ''})`).join(', ')}) v (i, cut, days, last, after${season ? ', seasons, late' : ''})
     where days > 0 group by 1, 2, 3, 4, 5${season ? ', 6, 7, 8' : ''} order by 1, 3, 4, 5${season ? ', 6, 7, 8' : ''}`,
    [zone, through],
  )
  return [...Map.groupBy(rows, ({ i }) => i)].map(([i, same]) => ({
    day: same[0]!.day, cells: same.map(({ x, t_x, t, n, came, purchases }) => ({ x, t_x, T: t, n, came, purchases })),
    ...(season && { by_season: readingOf(same, season, zoneOf(zone).dayOf(through) - back[i]!, ahead) }),
  }))
}

/** The same customers as they were known by the end of a day, in the season's time, and how much of that lies within the days ahead. */
function readingOf(rows: readonly SeasonsBought[], season: Season, day: number, ahead: number): NonNullable<CutCells['by_season']> {
  const time = seasonTime(season, day)
  return { horizon: seasonTime(season, day + ahead) - time, histories: rows.map((row) => seasonHistory(row, time)) }
}
