import { sql, type RawBuilder } from 'kysely'
import type { Db, Pool } from '#store/pool.ts'
import { within } from '#store/slices.ts'
import { sqlInstant } from '#store/values.ts'
import { risk, type DriversQuery } from './at-risk.ts'
import { metAs } from './met-as.ts'
import { JUST_COME, LOT, readWhatWasMet, toldAndBits, type WhatWasMet } from './met-rows.ts'

/** Facts of those at risk that may matter, each under whom it is told. @param members those of the slice who were merged into somebody */
function facts({ from, to, window_ms, slice, units }: DriversQuery, members: readonly string[]): RawBuilder<unknown> {
  const when = sql`f.at > ${sqlInstant(from - window_ms)} and f.at <= ${sqlInstant(to)} and f.at > r.since and f.at <= r.until and f.retracted_at is null`
  const columns = sql`f.kind, f.at, unnest(${metAs(units)}) collate "C" as met`
  const own = sql`
    select f.customer, ${columns} from fact f join reach r on r.customer = f.customer
    where ${when} and ${sql.raw(within('f.customer', slice))} and not exists (select from member m where m.customer = f.customer)`
  // Their facts lie with themselves, anywhere: named one by one they are looked up, joined they would cost a look at every fact.
  return members.length === 0 ? own : sql`${own}
    union all
    select m.root, ${columns} from fact f join member m on m.customer = f.customer join reach r on r.customer = m.root where ${when} and f.customer = any(${members}::uuid[])`
}

/**
 * What the time of each customer at risk lay within: from each fact on for as long as the window, or until the next such fact, so that no day counts twice.
 * It begins at the fact: what leads to a fact is not its doing.
 */
const windows = (query: DriversQuery, members: readonly string[]): RawBuilder<unknown> => sql`
  risk as materialized (${risk(query)}), reach as (
    select customer, min(at) - ${query.window_ms} * interval '1 millisecond' as since, max(until) as until from risk group by customer
  ), window_of as (
    select customer, kind, met, at, least(at + ${query.window_ms} * interval '1 millisecond', lead(at) over (partition by customer, kind, met order by at)) as until
    from (${facts(query, members)}) f where met is not null
  ), hit as materialized (
    select w.customer, w.kind, w.met, r.at as since, greatest(r.at, w.at) as at, w.until, least(r.until, w.until) as ended, r.moved and r.until >= w.at and r.until < w.until as moved,
      r.moved and r.until = w.at and w.until > w.at as at_once
    from risk r join window_of w on w.customer = r.customer and w.at <= r.until and w.until > r.at
  ), each as (
    select kind, met, count(*) filter (where moved) as moves, count(*) filter (where at_once) as at_once, sum(extract(epoch from ended - at)::float8) / 86400 as days
    from hit group by customer, kind, met
  ), weighed as (
    select kind, met, count(*) as customers, sum(moves)::bigint as moves, sum(at_once)::bigint as at_once, sum(days) as days from each group by kind, met
  )`

/**
 * Their time cut at the borders of all windows: each border turns a bit of what had been met on or off (windows of one thing do not overlap, so that the
 * bits of all borders so far, one against the other, are what had been met). A move meets what begins with it and no longer what ends with it; what was met
 * at its very moment is told beside it.
 */
const cut = ({ window_ms }: DriversQuery): RawBuilder<unknown> => sql`
  now as (
    select h.customer, h.since, bit_or(b.first) as first, bit_or(b.second) as second from hit h join bits b on b.kind = h.kind and b.met = h.met where h.at_once group by h.customer, h.since
  ), edge as (
    select h.customer, h.since, h.at, b.first, b.second, 0 as moved, 0::bigint as now_first, 0::bigint as now_second from hit h join bits b on b.kind = h.kind and b.met = h.met
    union all
    select h.customer, h.since, h.until, b.first, b.second, 0, 0, 0 from hit h join bits b on b.kind = h.kind and b.met = h.met where h.until = h.ended
    union all
    select customer, at, at, case when since + ${window_ms} * interval '1 millisecond' > at then ${JUST_COME}::bigint else 0 end, 0, 0, 0, 0 from risk
    union all
    select customer, at, since + ${window_ms} * interval '1 millisecond', ${JUST_COME}::bigint, 0, 0, 0, 0 from risk
      where since + ${window_ms} * interval '1 millisecond' > at and since + ${window_ms} * interval '1 millisecond' <= until
    union all
    select r.customer, r.at, r.until, 0, 0, case when r.moved then 1 else 0 end, coalesce(n.first, 0), coalesce(n.second, 0) from risk r left join now n on n.customer = r.customer and n.since = r.at
  ), stretch as (
    select customer, at, moved, now_first, now_second, bit_xor(first) over by_time as first, bit_xor(second) over by_time as second, lead(at) over by_time as until
    from edge window by_time as (partition by customer, since order by at)
  ), cell as (
    select ${LOT} as lot, first, second, now_first, now_second, coalesce(sum(extract(epoch from until - at)::float8), 0) / 86400 as days, sum(moved) as moves
    from stretch where moved > 0 or until > at group by 1, 2, 3, 4, 5
  )`

/** What customers of a slice met, with their moves and their days in its window; and their time cut by all of it together. */
export const readMet = (pool: Pool, query: DriversQuery): Promise<WhatWasMet> =>
  readWhatWasMet(pool, query, null, (members) => sql`${windows(query, members)}, ${toldAndBits(query.fewest)}, ${cut(query)}`)

/** What each promise says. */
export async function readPromiseTexts(db: Db): Promise<Map<string, string>> {
  const { rows } = await db.query<{ key: string; text: string }>('select key, text from promise')
  return new Map(rows.map(({ key, text }) => [key, text]))
}
