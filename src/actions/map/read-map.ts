import { yearStarts } from '#core/map/months.ts'
import { isoOf } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { MapAnswer, MapQuery } from '#contract/map/map.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { FIRST_YEAR, readFlows, readMoves, readUnits, type FlowQuery, type Grouping, type UnitRow } from '#store/map/flows.ts'
import type { Pool } from '#store/pool.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { askedPeriod } from './asked-period.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { classCounts, flowsOf, groupsOf, movesOf, statesOf, totalsOf } from './count-flows.ts'

/**
 * The map: who stood where at one date and stands where at another, what they are worth, and how much of it rests on what evidence.
 * Without dates it is that of the last quarter up to when the telling has been told.
 */
export async function readMap(ctx: Context, query: MapQuery): Promise<Result<MapAnswer>> {
  const force = await inForce(ctx.pool)
  const period = await askedPeriod(ctx.pool, force, query)
  if (!period.ok) return period
  const filter = await choose(ctx, force, query)
  if (!filter.ok) return filter
  const { from, to } = period.value
  const zone = zoneOf(force.company.zone)
  const asked: FlowQuery = {
    telling: force.telling.id, from, to,
    year_starts: query.by === 'cohort' ? yearStarts(FIRST_YEAR, new Date(to).getUTCFullYear() + 1, zone) : [],
    value_from: zone.monthOf(from),
    value_to: zone.monthOf(to),
    filter: filter.value,
    group: groupingOf(query.by),
  }
  const units = asked.group?.by === 'unit' ? await readUnits(ctx.pool) : []
  return drawnOnce(ctx.pool, force, { what: ['map', query.from, query.to, query.period, asked.filter, asked.group, units], draw: () => draw(ctx.pool, force, asked, units) })
}

async function draw(pool: Pool, force: InForce, asked: FlowQuery, units: readonly UnitRow[]): Promise<Result<MapAnswer>> {
  const [rows, moves] = await Promise.all([readFlows(pool, asked, force.telling.model.customers), readMoves(pool, asked)])
  const { model } = force.telling
  const names = new Map(units.map(({ key, name }) => [key, name]))
  return yes({
    telling: tellingOf(force.telling),
    company: { name: force.company.name, currency: force.company.currency, zone: force.company.zone, sample: force.company.sample },
    from: isoOf(asked.from),
    to: isoOf(asked.to),
    knows: { silence: model.stay !== null, answers: model.answered, prices: model.pay !== null },
    customers: totalsOf(rows),
    states: statesOf(rows),
    flows: flowsOf(rows),
    classes: classCounts(rows),
    moves: movesOf(moves),
    groups: asked.group ? groupsOf(rows, names) : null,
  })
}

function groupingOf(by: string | undefined): Grouping | null {
  if (by === undefined) return null
  return by.startsWith('attribute:') ? { by: 'attribute', name: by.slice('attribute:'.length) } : { by: by as Exclude<Grouping['by'], 'attribute'> }
}
