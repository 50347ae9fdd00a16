import { kindNumber } from '#core/history/kinds.ts'
import type { GroupCells, StayGrouping } from '#core/relationship/stay-groups.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'

const PURCHASE = kindNumber('purchase')

export interface GroupCellsQuery {
  readonly telling: number
  readonly by: StayGrouping
  readonly zone: string
  readonly through: Instant
  readonly slice: Slice
}

/** The buyers of a slice by unit or by year of joining, in days of the company's calendar: distinct histories with counts. The largest groups come first. */
export async function readGroupCells(db: Db, { telling, by, zone, through, slice }: GroupCellsQuery): Promise<GroupCells[]> {
  const key = by === 'unit' ? 's.unit' : 'extract(year from s.first_at at time zone $1)::int::text'
  const { rows } = await db.query<{ key: string | null; x: number; t_x: number; t: number; n: number }>(
    `select ${key} as key, days - 1 as x, last - first as t_x, (to_timestamp($2::float8 / 1000) at time zone $1)::date - first as t, count(*) as n
     from (
       select customer, count(*) as days, min(day) as first, max(day) as last
       from (
         select distinct customer, (at at time zone $1)::date as day from fact
         where kind = ${PURCHASE} and retracted_at is null and at <= to_timestamp($2::float8 / 1000) and ${within('customer', slice)}
       ) d group by customer
     ) c join standing s on s.telling = $3 and s.customer = c.customer
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [zone, through, telling],
  )
  const groups = [...Map.groupBy(rows, (row) => row.key)].map(([key, cells]) => ({ key, cells: cells.map(({ x, t_x, t, n }) => ({ x, t_x, T: t, n })) }))
  const size = ({ cells }: GroupCells): number => cells.reduce((sum, { n }) => sum + n, 0)
  return groups.toSorted((a, b) => size(b) - size(a))
}
