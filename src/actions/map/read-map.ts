import { comparedPeriod } from '#core/map/compare.ts'
import { yearStarts } from '#core/map/months.ts'
import { FIRST_YEAR, type Between, type FlowRow, type MoveRow, type PathsBy } from '#core/map/paths.ts'
import { isoOf } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { MapAnswer, MapQuery } from '#contract/map/map.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { readFlows, readMoves, readUnits, type Grouping } from '#store/map/flows.ts'
import type { Pool } from '#store/pool.ts'
import { isOfCustomers } from '#store/relationship/filter.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { asNamed, askedPeriod, type Period } from './asked-period.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { classCounts, flowsOf, groupsOf, movesOf, statesOf, totalsOf } from './count-flows.ts'
import { chosenOn, countOn, heldPaths } from './paths.ts'
import { splitOf, type Split } from './split.ts'

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
  const group = groupingOf(query.by)
  const split = splitOf(filter.value, group)
  const { compared } = query
  const time = compared ? comparedPeriod(period.value, compared, zoneOf(force.company.zone)) : period.value
  const by = onPathsBy(split)
  const seen = await drawnOnce(ctx.pool, force, {
    what: ['flows', ...asNamed(query), compared ?? null, split.group, split.filter],
    draw: async () => {
      const held = by && (await heldPaths(ctx.pool, force, by))
      if (!held) return look(ctx.pool, force, time, split)
      const chosen = await chosenOn(ctx.pool, force, held.value, split.filter)
      return { ...time, ...(await countOn(held.value, between(force, time), by, chosen)) }
    },
    made_of: by && (await heldPaths(ctx.pool, force, by)),
  })
  const names = group?.by === 'unit' ? new Map((await readUnits(ctx.pool)).map(({ key, name }) => [key, name])) : new Map<string, string>()
  return yes(mapOf(force, ofThese(seen, split), group && names))
}

/** What was seen between two moments, of groups of customers. */
interface Seen extends Period {
  readonly flows: readonly FlowRow[]
  readonly moves: readonly MoveRow[]
}

/** What they are told apart by, where that can be told on the paths of all; else null. */
const onPathsBy = ({ group: { by }, filter }: Split): PathsBy | null => (by !== 'attribute' && isOfCustomers(filter) ? by : null)

function between({ company, telling }: InForce, { from, to }: Period): Between {
  const zone = zoneOf(company.zone)
  // However far ahead somebody asks, no history begins after what has been told; the newest may be some seconds ahead of that.
  const last_year = new Date(Math.min(to, telling.until)).getUTCFullYear() + 1
  return { from, to, year_starts: yearStarts(FIRST_YEAR, last_year, zone), value_from: zone.monthOf(from), value_to: zone.monthOf(to) }
}

async function look(pool: Pool, force: InForce, time: Period, { group, filter }: Split): Promise<Seen> {
  const asked = { ...between(force, time), telling: force.telling.id, filter, group }
  const [flows, moves] = await Promise.all([readFlows(pool, asked, force.telling.model.customers), readMoves(pool, asked)])
  return { ...time, flows, moves }
}

function ofThese(seen: Seen, { only }: Split): Seen {
  if (!only) return seen
  const isOne = ({ grp }: { readonly grp: string | null }): boolean => grp !== null && only.has(grp)
  return { ...seen, flows: seen.flows.filter(isOne), moves: seen.moves.filter(isOne) }
}

/** @param names what groups are called, where they are to be told; null where none are asked for */
const mapOf = ({ telling, company }: InForce, { from, to, flows, moves }: Seen, names: ReadonlyMap<string, string> | null): MapAnswer => ({
  telling: tellingOf(telling),
  company: { name: company.name, currency: company.currency, zone: company.zone, sample: company.sample },
  from: isoOf(from),
  to: isoOf(to),
  knows: { silence: telling.model.stay !== null, answers: telling.model.answered, prices: telling.model.pay !== null },
  customers: totalsOf(flows),
  states: statesOf(flows),
  flows: flowsOf(flows),
  classes: classCounts(flows),
  moves: movesOf(moves),
  groups: names && groupsOf(flows, names),
})

function groupingOf(by: string | undefined): Grouping | null {
  if (by === undefined) return null
  return by.startsWith('attribute:') ? { by: 'attribute', name: by.slice('attribute:'.length) } : { by: by as Exclude<Grouping['by'], 'attribute'> }
}
