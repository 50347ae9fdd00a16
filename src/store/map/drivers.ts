import { sql, type RawBuilder } from 'kysely'
import { kindOf } from '#core/history/kinds.ts'
import type { Split } from '#core/map/drivers.ts'
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
    select s.customer, greatest(s.at, ${begin}) as at, least(s.until, ${end}) as until, coalesce(n.state = ${is} and s.until > ${begin} and s.until <= ${end}, false) as moved
    from span s
      left join span n on n.telling = s.telling and n.customer = s.customer and n.n = s.n + 1 and ${sql.raw(within('n.customer', slice))}
      ${joinsOf(filter, spansOf(telling))}
    where s.telling = ${telling} and s.state = ${was} and s.at <= ${end} and s.until > ${begin} and ${sql.raw(within('s.customer', slice))} and ${conditions(filter, { ...spansOf(telling), slice })}`
}

/** Facts that may matter, each under whom it is told. @param members those of the slice who were merged into somebody */
function facts({ from, to, window_ms, slice, units }: DriversQuery, members: readonly string[]): RawBuilder<unknown> {
  const when = sql`f.at > ${sqlInstant(from - window_ms)} and f.at <= ${sqlInstant(to)} and f.retracted_at is null`
  const columns = sql`f.kind, f.at, unnest(${metAs(units)}) collate "C" as met`
  const own = sql`
    select f.customer, ${columns} from fact f
    where ${when} and ${sql.raw(within('f.customer', slice))} and not exists (select from member m where m.customer = f.customer)`
  // Their facts lie with themselves, anywhere: named one by one they are looked up, joined they would cost a look at every fact.
  return members.length === 0 ? own : sql`${own}
    union all
    select m.root, ${columns} from fact f join member m on m.customer = f.customer where ${when} and f.customer = any(${members}::uuid[])`
}

/**
 * What the time of each customer lay within: from each fact on for as long as the window, or until the next such fact, so that no day counts twice.
 * It begins at the fact: what leads to a fact is not its doing.
 */
const statement = (query: DriversQuery, members: readonly string[]): RawBuilder<unknown> => sql`
  with risk as materialized (${risk(query)}), window_of as (
    select customer, kind, met, at, least(at + ${query.window_ms} * interval '1 millisecond', lead(at) over (partition by customer, kind, met order by at)) as until
    from (${facts(query, members)}) f where met is not null
  ), each as (
    select w.kind, w.met, count(*) filter (where r.moved and r.until >= w.at and r.until < w.until) as moves,
      count(*) filter (where r.moved and r.until = w.at and w.until > w.at) as at_once,
      sum(extract(epoch from least(r.until, w.until) - greatest(r.at, w.at))::float8) / 86400 as days
    from risk r join window_of w on w.customer = r.customer and w.at <= r.until and w.until > r.at
    group by w.customer, w.kind, w.met
  ), weighed as (
    select kind, met, count(*) as customers, sum(moves)::bigint as moves, sum(at_once)::bigint as at_once, sum(days) as days from each group by kind, met
  )
  select k.kinds, w.* from (select count(*) as kinds from weighed) k
    left join (select * from weighed where customers >= ${query.fewest} order by customers desc, kind, met limit ${MOST_TOLD}) w on true`

/** Of a company with more kinds of things to meet, those that most customers met. */
const MOST_TOLD = 300

interface Row extends Omit<Met, 'kind' | 'by' | 'what'>, Record<string, unknown> {
  readonly kinds: number
  /** null where nothing was met by enough customers. */
  readonly kind: number | null
  readonly met: string
}

function metOf({ customers, moves, at_once, days, kind, met }: Row): Met {
  const at = met.indexOf(BETWEEN)
  return { customers, moves, at_once, days, kind: kindOf(kind as number), by: at < 0 ? null : (met.slice(0, at) as Split), what: at < 0 ? null : met.slice(at + 1) }
}

/** What customers of a slice met, with their moves and their days in its window, as far as enough of them did; and how many kinds of things there were in all. */
export const readMet = (pool: Pool, query: DriversQuery): Promise<{ met: Met[]; kinds: number }> =>
  withTransaction(pool, async (db) => {
    // How many facts a window holds is beyond what the planner can know; it would look customers up one by one.
    await db.query('set local enable_nestloop = off')
    const merged = await db.query<{ customer: string }>(`select customer from member where ${within('root', query.slice)}`)
    const rows = await run<Row>(db, statement(query, merged.rows.map(({ customer }) => customer)))
    return { met: rows.filter(({ kind }) => kind !== null).map(metOf), kinds: rows[0]?.kinds ?? 0 }
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
