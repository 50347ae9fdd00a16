import { kindNumber } from '#core/history/kinds.ts'
import type { GroupCells, StayGrouping } from '#core/relationship/stay-groups.ts'
import { seasonHistory, seasonTime, type Season } from '#core/relationship/season.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'
import { seasonOf } from './season-sql.ts'

type Cell = GroupCells['cells'][number]

const PURCHASE = kindNumber('purchase')

export interface GroupCellsQuery {
  readonly telling: number
  readonly by: StayGrouping
  readonly zone: string
  readonly through: Instant
  readonly slice: Slice
  /** By which purchases are counted, where the model looks at seasons: then histories are in its time. */
  readonly season?: Season | undefined
}

interface Row extends Record<string, unknown> {
  readonly key: string | null
  readonly x: number
  readonly t_x: number
  /** Days since the first; by season, the first one's number below 0. */
  readonly t: number
  readonly n: number
}

const cellOf = ({ x, t_x, t, n }: Row): Cell => ({ x, t_x, T: t, n })
const seasonCellOf = ({ x, t_x, t, n }: Row, time: number): Cell => ({ ...seasonHistory({ seasons: x + 1, first_season: -t, last_season: t_x - t }, time), n })

/** The buyers of a slice by unit or by year of joining, in days of the company's calendar: distinct histories with counts. The largest groups come first. */
export async function readGroupCells(db: Db, { telling, by, zone, through, slice, season }: GroupCellsQuery): Promise<GroupCells[]> {
  const key = by === 'unit' ? 's.unit' : 'extract(year from s.first_at at time zone $1)::int::text'
  const own = season ? { times: 'count(distinct season)', of: 'season' } : { times: 'count(*)', of: 'day' }
  const { rows } = await db.query<Row>(
    `select ${key} as key, times - 1 as x, last - first as t_x, ${season ? '' : '(to_timestamp($2::float8 / 1000) at time zone $1)::date'} - first as t, count(*) as n
     from (
       select customer, ${own.times} as times, min(${own.of}) as first, max(${own.of}) as last
       from (select *${season ? `, ${seasonOf('day', season)} as season` : ''} from (
         select distinct customer, (at at time zone $1)::date as day from fact
         where kind = ${PURCHASE} and retracted_at is null and at <= to_timestamp($2::float8 / 1000) and ${within('customer', slice)}
       ) bought) d group by customer
     ) c join standing s on s.telling = $3 and s.customer = c.customer
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [zone, through, telling],
  )
  const time = season && seasonTime(season, zoneOf(zone).dayOf(through))
  const groups = [...Map.groupBy(rows, (row) => row.key)].map(([key, cells]) => ({ key, cells: cells.map((row) => (time === undefined ? cellOf(row) : seasonCellOf(row, time))) }))
  const size = ({ cells }: GroupCells): number => cells.reduce((sum, { n }) => sum + n, 0)
  return groups.toSorted((a, b) => size(b) - size(a))
}
