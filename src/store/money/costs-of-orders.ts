import { kindNumber } from '#core/history/kinds.ts'
import type { Costs } from '#core/money/margin.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'
import { sqlInstant } from '#store/values.ts'

/** Orders after a moment and up to another, of the customers of a slice. */
export async function readCosts(db: Db, from: Instant, to: Instant, slice: Slice): Promise<Costs> {
  const { rows } = await db.query<Costs & Record<string, unknown>>(
    `select coalesce(sum(paid), 0)::bigint as paid, coalesce(sum(paid) filter (where cost is not null), 0)::bigint as paid_known, coalesce(sum(cost), 0)::bigint as cost, count(cost) as orders_known
     from fact where kind = ${kindNumber('purchase')} and at > $1 and at <= $2 and paid > 0 and retracted_at is null and ${within('customer', slice)}`,
    [sqlInstant(from), sqlInstant(to)],
  )
  return rows[0] as Costs
}
