import { kindNumber } from '#core/history/kinds.ts'
import type { Buyer } from '#core/money/next-year.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'
import { sqlInstant } from '#store/values.ts'

const [PURCHASE, REFUND] = [kindNumber('purchase'), kindNumber('refund')]

/** The customers of a slice who ever bought, in days of the company's calendar; those who were merged one by one, as the model was learned. */
export async function readBuyers(db: Db, zone: string, now: Instant, slice: Slice): Promise<Buyer[]> {
  const { rows } = await db.query<{ x: number; t_x: number; t: number; net: number }>(
    `select days - 1 as x, last - first as t_x, ($2::timestamptz at time zone $1)::date - first as t, net
     from (
       select customer, count(*) filter (where bought) as days, min(day) filter (where bought) as first, max(day) filter (where bought) as last, sum(paid)::bigint as net
       from (
         select customer, (at at time zone $1)::date as day, bool_or(kind = ${PURCHASE}) as bought, sum(paid) as paid
         from fact where kind in (${PURCHASE}, ${REFUND}) and at <= $2 and retracted_at is null and ${within('customer', slice)} group by 1, 2
       ) d group by customer
     ) c where days > 0 order by 1, 2, 3, 4`,
    [zone, sqlInstant(now)],
  )
  return rows.map(({ x, t_x, t, net }) => ({ x, t_x, T: t, net }))
}
