import { sql, type RawBuilder } from 'kysely'
import type { Instant } from '#core/units/time.ts'
import { RULES } from '#core/relationship/rules.ts'
import type { Db } from '#store/pool.ts'
import { conditions, needsCustomer, type CustomerFilter } from '#store/relationship/filter.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'

/** What the map can be drawn by. */
export type Grouping = { readonly by: 'unit' | 'channel' | 'campaign' | 'language' | 'cohort' } | { readonly by: 'attribute'; readonly name: string }

export interface FlowQuery {
  readonly telling: number
  readonly from: Instant
  readonly to: Instant
  /** First days of the last of the twelve months that count as value, at each of the two dates. */
  readonly value_from: string
  readonly value_to: string
  readonly zone: string
  readonly filter: CustomerFilter
  readonly group: Grouping | null
}

/** Customers who stood in one state (or were not there yet) and stand in another, of one group. */
export interface FlowRow {
  readonly from: number | null
  readonly to: number
  readonly grp: string | null
  readonly customers: number
  readonly heard: number
  readonly by_conduct: number
  readonly value_before: number
  readonly value_now: number
}

const CONDUCT = RULES.indexOf('conduct') + 1

function groupColumn(query: FlowQuery): RawBuilder<unknown> {
  const { group, zone } = query
  if (!group) return sql`null::text`
  if (group.by === 'unit') return sql`b.unit`
  if (group.by === 'cohort') return sql`to_char(f.at at time zone ${zone}, 'YYYY')`
  return group.by === 'attribute' ? sql`c.attributes ->> ${group.name}` : sql`${sql.ref(`c.${group.by}`)}`
}

const joinCustomer = ({ filter, group }: FlowQuery): RawBuilder<unknown> =>
  needsCustomer(filter) || (group && group.by !== 'unit' && group.by !== 'cohort') ? sql`join customer c on c.customer = b.customer` : sql``

/** One pass over the spans of each date: net flows, and what each date's customers had spent in the twelve months up to it. */
export async function readFlows(db: Db, query: FlowQuery): Promise<FlowRow[]> {
  const { telling, from, to, filter, group } = query
  const year = (month: string): RawBuilder<boolean> => sql`month <= ${month}::date and month > ${month}::date - interval '12 months'`
  return run<FlowRow & Record<string, unknown>>(db, sql`
    with a as (select customer, state from span where telling = ${telling} and at <= ${sqlInstant(from)} and until > ${sqlInstant(from)}),
      b as (select customer, state, unit, heard, rule from span where telling = ${telling} and at <= ${sqlInstant(to)} and until > ${sqlInstant(to)}),
      spent as (
        select customer, sum(paid) filter (where ${year(query.value_from)}) as before, sum(paid) filter (where ${year(query.value_to)}) as now
        from spend where telling = ${telling} and (${year(query.value_from)} or ${year(query.value_to)}) group by customer
      )
    select a.state as "from", b.state as "to", ${groupColumn(query)} as grp, count(*) as customers,
      count(*) filter (where b.heard) as heard, count(*) filter (where b.rule = ${sql.lit(CONDUCT)}) as by_conduct,
      coalesce(sum(spent.before), 0) as value_before, coalesce(sum(spent.now), 0) as value_now
    from b left join a on a.customer = b.customer left join spent on spent.customer = b.customer
      ${joinCustomer(query)} ${group?.by === 'cohort' ? sql`join span f on f.telling = ${telling} and f.customer = b.customer and f.n = 1` : sql``}
    where ${conditions(filter, sql`b.unit`)}
    group by 1, 2, 3`)
}

/** Every move after `from` and up to `to`, counted: the gross of what happened between. */
export async function readMoves(db: Db, query: FlowQuery): Promise<{ from: number | null; to: number; moves: number }[]> {
  const { telling, from, to, filter } = query
  return run<{ from: number | null; to: number; moves: number }>(db, sql`
    select b.was as "from", b.state as "to", count(*) as moves
    from span b ${needsCustomer(filter) ? sql`join customer c on c.customer = b.customer` : sql``}
    where b.telling = ${telling} and b.at > ${sqlInstant(from)} and b.at <= ${sqlInstant(to)} and b.was is distinct from b.state
      and ${conditions(filter, sql`b.unit`)}
    group by 1, 2`)
}

/** Units by key: their names and what is above them. */
export async function readUnits(db: Db): Promise<{ key: string; name: string; parent: string | null }[]> {
  const { rows } = await db.query<{ key: string; name: string; parent: string | null }>(`select key, name, parent from unit order by key`)
  return rows
}
