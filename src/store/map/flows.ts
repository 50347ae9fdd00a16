import { sql, type RawBuilder } from 'kysely'
import type { Instant } from '#core/units/time.ts'
import { addedFlows, FIRST_YEAR, type Between, type FlowRow, type MoveRow } from '#core/map/paths.ts'
import { ruleNumber } from '#core/relationship/rules.ts'
import type { Db, Pool } from '#store/pool.ts'
import { inShares } from '#store/shares.ts'
import { conditions, joinsOf, spansOf, type CustomerFilter } from '#store/relationship/filter.ts'
import { paidWithin } from '#store/relationship/spend.ts'
import { EVERYBODY, within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'

/** What the map can be drawn by. */
export type Grouping = { readonly by: 'unit' | 'channel' | 'campaign' | 'language' | 'cohort' } | { readonly by: 'attribute'; readonly name: string }

export interface FlowQuery extends Between {
  readonly telling: number
  readonly filter: CustomerFilter
  readonly group: Grouping
}

const CONDUCT = ruleNumber('conduct')

function groupColumn(query: FlowQuery): RawBuilder<unknown> {
  const { group, year_starts } = query
  if (group.by === 'unit') return sql`s.unit`
  // Finding the year among those there are takes a tenth of asking each moment for its year in a zone.
  if (group.by === 'cohort') return sql`(${sql.lit(FIRST_YEAR - 1)} + width_bucket(s.first_at, ${year_starts.map(sqlInstant)}::timestamptz[]))::text`
  return group.by === 'attribute' ? sql`c.attributes ->> ${group.name}` : sql`${sql.ref(`c.${group.by}`)}`
}

const joins = ({ telling, filter, group }: FlowQuery, slice: Slice): RawBuilder<unknown> =>
  joinsOf(filter, spansOf(telling, slice), group.by !== 'unit' && group.by !== 'cohort')

const lastsAt = (at: Instant): RawBuilder<boolean> => sql`(at <= ${sqlInstant(at)} and until > ${sqlInstant(at)})`
/** What they paid in the twelve months that end with one. */
const valueAt = (month: number): RawBuilder<unknown> => sql.raw(paidWithin(month - 12, month, 'm'))

/**
 * Net flows of a slice of customers, and what they had spent in the twelve months up to each date. Spans and spending lie in the order of
 * customers: both are read once, in that order, and go side by side. (Two looks at the spans, joined, took twice as long.)
 */
const flowsOfSlice = (query: FlowQuery, slice: Slice): RawBuilder<unknown> => {
  const { telling, from, to, filter, group } = query
  const [was, is] = [lastsAt(from), lastsAt(to)]
  const own = sql.raw(within('customer', slice))
  // Where a history begins is found in the same pass.
  const [first, begun] = group.by === 'cohort' ? [sql`, min(at) filter (where n = 1) as first_at`, sql` or n = 1`] : [sql``, sql``]
  return sql`
    select s.before as "from", s.now as "to", ${groupColumn(query)} as grp, count(*) as customers,
      count(*) filter (where s.heard) as heard, count(*) filter (where s.rule = ${sql.lit(CONDUCT)}) as by_conduct,
      sum(${valueAt(query.value_from)}) as value_before, sum(${valueAt(query.value_to)}) as value_now
    from (
      select customer, max(state) filter (where ${was}) as before, max(state) filter (where ${is}) as now, max(unit) filter (where ${is}) as unit,
        bool_or(heard) filter (where ${is}) as heard, max(rule) filter (where ${is}) as rule${first}
      from span where telling = ${telling} and (${was} or ${is}${begun}) and ${own} group by customer
    ) s
    left join spend m on m.telling = ${telling} and m.customer = s.customer and ${sql.raw(within('m.customer', slice))}
      ${joins(query, slice)}
    where s.now is not null and ${conditions(filter, spansOf(telling, slice))}
    group by 1, 2, 3`
}

/**
 * Net flows between two dates, by group.
 * @param customers how many there are, about
 */
export const readFlows = async (pool: Pool, query: FlowQuery, customers: number): Promise<FlowRow[]> =>
  addedFlows(await inShares(pool, customers, (db, slice) => run<FlowRow & Record<string, unknown>>(db, flowsOfSlice(query, slice))))

/** Every move after `from` and up to `to`, counted: the gross of what happened between. By unit it is that of the time that it began; by cohort all are in one group. */
export async function readMoves(db: Db, query: FlowQuery): Promise<MoveRow[]> {
  const { telling, from, to, filter, group } = query
  return run<MoveRow & Record<string, unknown>>(db, sql`
    select s.was as "from", s.state as "to", ${group.by === 'cohort' ? sql`null::text` : groupColumn(query)} as grp, count(*) as moves
    from span s ${joins(query, EVERYBODY)}
    where s.telling = ${telling} and s.at > ${sqlInstant(from)} and s.at <= ${sqlInstant(to)} and s.was is distinct from s.state
      and ${conditions(filter, spansOf(telling))}
    group by 1, 2, 3`)
}

/** A unit, and the one it belongs to. */
export interface UnitRow {
  readonly key: string
  readonly name: string
  readonly parent: string | null
}

/** Units by key: their names and what is above them. */
export async function readUnits(db: Db): Promise<UnitRow[]> {
  const { rows } = await db.query<UnitRow & Record<string, unknown>>(`select key, name, parent from unit order by key`)
  return rows
}
