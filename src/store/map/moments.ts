import { sql, type RawBuilder } from 'kysely'
import { DAY_MS } from '#core/units/time.ts'
import type { Pool } from '#store/pool.ts'
import { within } from '#store/slices.ts'
import { sqlInstant } from '#store/values.ts'
import { risk, type DriversQuery } from './at-risk.ts'
import { metAs } from './met-as.ts'
import { JUST_COME, LOT, readWhatWasMet, toldAndBits, type WhatWasMet } from './met-rows.ts'

export interface MomentsQuery extends DriversQuery {
  /** From one drawn moment of a customer to the next. */
  readonly every_ms: number
}

/** Where between two moments a customer's first lies, from 0 to 1: by bytes of their number that say neither in which slice nor in which lot they are. */
const PHASE = sql`(get_byte(uuid_send(customer), 11) * 65536 + get_byte(uuid_send(customer), 12) * 256 + get_byte(uuid_send(customer), 13)) / 16777216.0::float8`

/** The moments that are looked at: of every move, and of the time at risk one every so often, from a beginning of each customer's own. */
function moments(query: MomentsQuery): RawBuilder<unknown> {
  const begin = sql`${sqlInstant(query.from)}::timestamptz`
  const turn = (at: RawBuilder<unknown>): RawBuilder<unknown> => sql`ceil(extract(epoch from ${at} - ${begin})::float8 * 1000 / ${query.every_ms} - phase)::int`
  return sql`
    risk as materialized (${risk(query)}), moment as materialized (
      select customer, since, until as at, true as moved from risk where moved
      union all
      select customer, since, ${begin} + (turn + phase) * ${query.every_ms} * interval '1 millisecond', false
      from (select *, ${PHASE} as phase from risk) r cross join lateral generate_series(${turn(sql`r.at`)}, ${turn(sql`r.until`)} - 1) turn
    )`
}

/** Facts not longer before a moment than the window, each under whom it is told. @param members those of the slice who were merged into somebody */
function before({ from, to, window_ms, slice, units }: MomentsQuery, members: readonly string[]): RawBuilder<unknown> {
  const when = sql`f.at > ${sqlInstant(from - window_ms)} and f.at <= ${sqlInstant(to)} and f.at <= m.at and f.at > m.at - ${window_ms} * interval '1 millisecond' and f.retracted_at is null`
  const columns = sql`m.customer, m.since, m.at, m.moved, f.kind, f.at as fact_at, unnest(${metAs(units)}) collate "C" as met`
  const own = sql`
    select ${columns} from fact f join moment m on m.customer = f.customer
    where ${when} and ${sql.raw(within('f.customer', slice))} and not exists (select from member o where o.customer = f.customer)`
  // Their facts lie with themselves, anywhere: named one by one they are looked up, joined they would cost a look at every fact.
  return members.length === 0 ? own : sql`${own}
    union all
    select ${columns} from fact f join member o on o.customer = f.customer join moment m on m.customer = o.root where ${when} and f.customer = any(${members}::uuid[])`
}

/** What was met by each moment, by kind of thing and as patterns: a move meets what begins with it and no longer what ends with it. */
function met(query: MomentsQuery, members: readonly string[]): RawBuilder<unknown> {
  const { every_ms, window_ms, fewest } = query
  const days = sql`count(*) filter (where not moved) * ${every_ms / DAY_MS}::float8`
  return sql`
    ${moments(query)}, each as materialized (
      select customer, since, at, moved, kind, met, bool_or(fact_at = at) and moved as now from (${before(query, members)}) f where met is not null group by customer, since, at, moved, kind, met
    ), weighed as (
      select kind, met, count(distinct customer) as customers, count(*) filter (where moved) as moves, count(*) filter (where now) as at_once, ${days} as days from each group by kind, met
    ), ${toldAndBits(fewest)}, lit as (
      select e.customer, e.since, e.at, e.moved, b.first, b.second, case when e.now then b.first else 0 end as now_first, case when e.now then b.second else 0 end as now_second
      from each e join bits b on b.kind = e.kind and b.met = e.met
      union all
      select customer, since, at, moved, case when since + ${window_ms} * interval '1 millisecond' > at then ${JUST_COME}::bigint else 0 end, 0, 0, 0 from moment
    ), pattern as (
      select customer, moved, bit_or(first) as first, bit_or(second) as second, bit_or(now_first) as now_first, bit_or(now_second) as now_second from lit group by customer, since, at, moved
    ), cell as (
      select ${LOT} as lot, first, second, now_first, now_second, ${days} as days, count(*) filter (where moved) as moves from pattern group by 1, 2, 3, 4, 5
    )`
}

/**
 * What customers of a slice had met by each of their moves, and by moments of their time at risk drawn by lot, which stand for all of it. Of long times and
 * many customers it costs a fraction of cutting all their time, and knows nearly as much: a moment more of the same customer adds little.
 */
export const readMetAtMoments = (pool: Pool, query: MomentsQuery): Promise<WhatWasMet> => readWhatWasMet(pool, query, query.every_ms / DAY_MS, (members) => met(query, members))
