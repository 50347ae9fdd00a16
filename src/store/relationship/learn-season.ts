import { kindNumber } from '#core/history/kinds.ts'
import type { Borders, DayCount, SeasonCount } from '#core/relationship/learn-season.ts'
import { seasonHistory, seasonTime, type Season } from '#core/relationship/season.ts'
import type { Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { Db } from '#store/pool.ts'
import { EVERYBODY, within, type Slice } from '#store/slices.ts'
import type { CellRow } from './learn.ts'
import { seasonOf } from './season-sql.ts'

const PURCHASE = kindNumber('purchase')

export interface UpTo {
  readonly zone: string
  readonly through: Instant
  readonly slice: Slice
}

/** Days of the company's calendar on which customers of a slice bought, up to a moment. $1 is the zone, $2 the moment. */
const bought = (slice: Slice): string => `select distinct customer, (at at time zone $1)::date as day from fact
  where kind = ${PURCHASE} and retracted_at is null and at <= to_timestamp($2::float8 / 1000) and ${within('customer', slice)}`

/** On how many days of customers something was bought, day by day of the company's calendar. */
export async function readTradeDays(db: Db, { zone, through, slice }: UpTo): Promise<DayCount[]> {
  const { rows } = await db.query<DayCount & Record<string, unknown>>(`select day - date '1970-01-01' as day, count(*) as days from (${bought(slice)}) d group by 1 order by 1`, [zone, through])
  return rows
}

/** What the customers of a slice did by each of some kinds of season. */
export async function readSeasons(db: Db, { zone, through, slice }: UpTo, kinds: readonly Borders[]): Promise<SeasonCount[]> {
  const now = '(to_timestamp($2::float8 / 1000) at time zone $1)::date'
  const own = kinds.map((kind, i) => `count(distinct ${seasonOf('day', kind)}) as seasons_${i}, min(${seasonOf('day', kind)}) as first_${i}`)
  const { rows } = await db.query<Omit<SeasonCount, keyof Borders> & { i: number }>(
    `select i, min(first) as first, max(now) as running, sum(seasons)::bigint as seasons, sum(days)::bigint as days,
       coalesce(sum(seasons) filter (where days > 1), 0)::bigint as again_seasons, coalesce(sum(days) filter (where days > 1), 0)::bigint as again_days
     from (select customer, count(*) as days, ${own.join(', ')} from (${bought(slice)}) d group by customer) own
     cross join lateral (values ${kinds.map((kind, i) => `(${i}, ${seasonOf(now, kind)}, seasons_${i}, first_${i})`).join(', ')}) v (i, now, seasons, first)
     group by i order by i`,
    [zone, through],
  )
  return rows.map(({ i, ...count }) => ({ ...kinds[i]!, ...count }))
}

/** How many customers bought in so many seasons, as the model of seasons looks at them. */
export async function readSeasonCells(db: Db, season: Season, { zone, through, slice }: Omit<UpTo, 'slice'> & { readonly slice?: Slice }): Promise<CellRow[]> {
  const { rows } = await db.query<{ seasons: number; first_season: number; last_season: number; n: number }>(
    `select seasons, first_season, last_season, count(*) as n
     from (select customer, count(distinct season) as seasons, min(season) as first_season, max(season) as last_season from (select customer, ${seasonOf('day', season)} as season from (${bought(slice ?? EVERYBODY)}) d) s group by customer) own
     group by 1, 2, 3 order by 1, 2, 3`,
    [zone, through],
  )
  const time = seasonTime(season, zoneOf(zone).dayOf(through))
  return rows.map(({ n, ...own }) => ({ ...seasonHistory(own, time), n }))
}
