import { sql, type RawBuilder } from 'kysely'
import { kindOf } from '#core/history/kinds.ts'
import type { Cells } from '#core/map/adjust-drivers.ts'
import type { Driver, Split } from '#core/map/drivers.ts'
import type { AtRisk, Met } from '#core/map/weigh-drivers.ts'
import type { Instant } from '#core/units/time.ts'
import { withTransaction, type Db, type Pool } from '#store/pool.ts'
import { conditions, joinsOf, spansOf, type CustomerFilter } from '#store/relationship/filter.ts'
import { within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'
import { BETWEEN, metAs } from './met-as.ts'

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
function risk({ telling, was, is, from, to, filter, slice }: DriversQuery): RawBuilder<unknown> {
  const [begin, end] = [sql`${sqlInstant(from)}::timestamptz`, sql`${sqlInstant(to)}::timestamptz`]
  return sql`
    select s.customer, s.at as since, greatest(s.at, ${begin}) as at, least(s.until, ${end}) as until, coalesce(n.state = ${is} and s.until > ${begin} and s.until <= ${end}, false) as moved
    from span s
      left join span n on n.telling = s.telling and n.customer = s.customer and n.n = s.n + 1 and ${sql.raw(within('n.customer', slice))}
      ${joinsOf(filter, spansOf(telling))}
    where s.telling = ${telling} and s.state = ${was} and s.at <= ${end} and s.until > ${begin} and ${sql.raw(within('s.customer', slice))} and ${conditions(filter, { ...spansOf(telling), slice })}`
}

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
  ), told as materialized (
    select * from (select *, row_number() over (order by met like 'unit:%', moves desc, days desc, kind, met) - 1 as bit from weighed where customers >= ${query.fewest}) w where bit < ${MOST_TOLD}
  )`

/**
 * Their time cut at the borders of all windows: each border turns a bit of what had been met on or off (windows of one thing do not overlap, so that the
 * bits of all borders so far, one against the other, are what had been met). A move meets what begins with it and no longer what ends with it; what was met
 * at its very moment is told beside it.
 */
const cut = ({ window_ms }: DriversQuery): RawBuilder<unknown> => sql`
  bits as (
    select kind, met, case when bit < ${LANE} then 1::bigint << bit::int else 0 end as first, case when bit >= ${LANE} then 1::bigint << (bit - ${LANE})::int else 0 end as second
    from told where bit < ${MOST_ADJUSTED}
  ), now as (
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
    select get_byte(uuid_send(customer), 15) % ${LOTS} as lot, first, second, now_first, now_second, coalesce(sum(extract(epoch from until - at)::float8), 0) / 86400 as days, sum(moved) as moves
    from stretch where moved > 0 or until > at group by 1, 2, 3, 4, 5
  )`

/** Parts of the customers, by the end of their numbers: the beginning says in which slice they are. */
const LOTS = 64
/** What was met is bits of two numbers, as many of each; the first has one more for having just come. Where they are not enough, units come last: a whole stands for them. */
const LANE = 60
const MOST_ADJUSTED = 2 * LANE
const JUST_COME = (1n << BigInt(LANE)).toString()
/** Of a company with more kinds of things to meet, those that most moves came after. */
const MOST_TOLD = 300

/** A kind of thing that was met, or (with a lot) a cell. */
interface Row extends Omit<Met, 'kind' | 'by' | 'what'>, Record<string, unknown> {
  readonly kinds: number
  readonly kind: number | null
  readonly met: string
  readonly now: string
  readonly bit: number
  readonly lot: number | null
}

const driverOf = ({ kind, met }: Row): Driver => {
  const at = met.indexOf(BETWEEN)
  return { kind: kindOf(kind as number), by: at < 0 ? null : (met.slice(0, at) as Split), what: at < 0 ? null : met.slice(at + 1) }
}
const metOf = (row: Row): Met => ({ customers: row.customers, moves: row.moves, at_once: row.at_once, days: row.days, ...driverOf(row) })

/** Cells, with each pattern of two numbers read once. */
function cellsIn(rows: readonly Row[]): Omit<Cells, 'drivers' | 'just_come' | 'lots'> {
  const known = new Map<string, number>()
  const patterns: number[][] = []
  const patternOf = (numbers: string): number => {
    const before = known.get(numbers)
    if (before !== undefined) return before
    const [first = '', second = ''] = numbers.split(' ')
    const at = patterns.push([...bitsOf(first).map((bit) => (bit === LANE ? MOST_ADJUSTED : bit)), ...bitsOf(second).map((bit) => LANE + bit)]) - 1
    known.set(numbers, at)
    return at
  }
  const cells = rows.filter(({ lot }) => lot !== null)
  return {
    lot: Uint16Array.from(cells, ({ lot }) => lot!), pattern: Uint32Array.from(cells, ({ met }) => patternOf(met)), at_once: Uint32Array.from(cells, ({ now }) => patternOf(now)),
    days: Float64Array.from(cells, ({ days }) => days), moves: Float64Array.from(cells, ({ moves }) => moves), patterns,
  }
}

/** Which bits of a whole number are on; it may be larger than JavaScript's own hold, so it is taken apart in halves. */
function bitsOf(text: string): number[] {
  const whole = BigInt(text)
  const found: number[] = []
  for (const [offset, half] of [[0, Number(whole & 0x3fffffffn)], [30, Number((whole >> 30n) & 0x3fffffffn)], [60, Number(whole >> 60n)]] as const)
    for (let bit = 0, left = half; left > 0; bit++, left >>>= 1) if (left & 1) found.push(offset + bit)
  return found
}

export interface WhatWasMet {
  /** As far as enough customers met it. */
  readonly met: readonly Met[]
  /** How many kinds of things there were in all. */
  readonly kinds: number
  readonly cells: Cells
}

/** What customers of a slice met, with their moves and their days in its window; and their time cut by all of it together. */
export const readMet = (pool: Pool, query: DriversQuery): Promise<WhatWasMet> =>
  withTransaction(pool, async (db) => {
    // How many facts a window holds is beyond what the planner can know; it would look customers up one by one.
    await db.query('set local enable_nestloop = off')
    const merged = await db.query<{ customer: string }>(`select customer from member where ${within('root', query.slice)}`)
    const rows = await run<Row>(db, sql`
      with ${windows(query, merged.rows.map(({ customer }) => customer))}, ${cut(query)}
      select count(*) as kinds, null as kind, '' as met, '' as now, -1 as bit, 0 as customers, 0 as moves, 0 as at_once, 0::float8 as days, null::int as lot from weighed
      union all
      select 0, kind, met, '', bit, customers, moves, at_once, days, null from told
      union all
      select 0, null, first || ' ' || second, now_first || ' ' || now_second, -1, 0, moves, 0, days, lot from cell`)
    const told = rows.filter(({ bit }) => bit >= 0).toSorted((a, b) => a.bit - b.bit)
    const kinds = rows.reduce((sum, row) => sum + row.kinds, 0)
    return { met: told.map(metOf), kinds, cells: { drivers: told.slice(0, MOST_ADJUSTED).map(driverOf), just_come: MOST_ADJUSTED, lots: LOTS, ...cellsIn(rows) } }
  })

/** The moves of a slice, the days at risk of them, and how many customers these are of. */
export async function readAtRisk(db: Db, query: DriversQuery): Promise<AtRisk & { readonly customers: number }> {
  const [row] = await run<{ moves: number; days: number; customers: number }>(db, sql`
    select count(*) filter (where moved) as moves, coalesce(sum(extract(epoch from until - at)::float8), 0) / 86400 as days, count(distinct customer) as customers from (${risk(query)}) r`)
  return row ?? { moves: 0, days: 0, customers: 0 }
}

/** What each promise says. */
export async function readPromiseTexts(db: Db): Promise<Map<string, string>> {
  const { rows } = await db.query<{ key: string; text: string }>('select key, text from promise')
  return new Map(rows.map(({ key, text }) => [key, text]))
}
