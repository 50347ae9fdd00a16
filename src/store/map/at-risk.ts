import { sql, type RawBuilder } from 'kysely'
import type { AtRisk } from '#core/map/weigh-drivers.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { conditions, joinsOf, spansOf, type CustomerFilter } from '#store/relationship/filter.ts'
import { within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'

export interface DriversQuery {
  readonly telling: number
  /** The numbers of the two states of the move. */
  readonly was: number
  readonly is: number
  readonly from: Instant
  readonly to: Instant
  readonly window_ms: number
  readonly filter: CustomerFilter
  /** Units whose names may be told; null where all may. */
  readonly units: readonly string[] | null
  readonly slice: Slice
  /** Met by fewer customers it is only counted. */
  readonly fewest: number
}

/** Everybody's time in the state that they might leave, within the period, and whether it ended with the move. */
export function risk({ telling, was, is, from, to, filter, slice }: DriversQuery): RawBuilder<unknown> {
  const [begin, end] = [sql`${sqlInstant(from)}::timestamptz`, sql`${sqlInstant(to)}::timestamptz`]
  return sql`
    select s.customer, s.at as since, greatest(s.at, ${begin}) as at, least(s.until, ${end}) as until, coalesce(n.state = ${is} and s.until > ${begin} and s.until <= ${end}, false) as moved
    from span s
      left join span n on n.telling = s.telling and n.customer = s.customer and n.n = s.n + 1 and ${sql.raw(within('n.customer', slice))}
      ${joinsOf(filter, spansOf(telling, slice))}
    where s.telling = ${telling} and s.state = ${was} and s.at <= ${end} and s.until > ${begin} and ${sql.raw(within('s.customer', slice))} and ${conditions(filter, spansOf(telling, slice))}`
}

/** The moves of a slice, the days at risk of them, and how many customers these are of. */
export async function readAtRisk(db: Db, query: DriversQuery): Promise<AtRisk & { readonly customers: number }> {
  const [row] = await run<{ moves: number; days: number; customers: number }>(db, sql`
    select count(*) filter (where moved) as moves, coalesce(sum(extract(epoch from until - at)::float8), 0) / 86400 as days, count(distinct customer) as customers from (${risk(query)}) r`)
  return row ?? { moves: 0, days: 0, customers: 0 }
}
