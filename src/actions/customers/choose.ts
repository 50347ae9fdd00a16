import { kindNumber, type Kind } from '#core/history/kinds.ts'
import { FIGURES, NOT_YET } from '#core/customers/sorts.ts'
import { coverOf, unitsWithin } from '#core/house/reach.ts'
import { cohortStretch } from '#core/map/period.ts'
import { withAllBelow, type UnitNode } from '#core/map/units.ts'
import { classOf, STATES, stateNumber, type State } from '#core/relationship/state.ts'
import { DAY_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { segmentFilter, type FilterQuery } from '#contract/customers/filter.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { askedPeriod, type Period } from '#actions/map/asked-period.ts'
import type { InForce } from '#actions/relationship/rules-in-force.ts'
import { readSegment } from '#store/customers/segments.ts'
import { knownAs } from '#store/customers/known-as.ts'
import { readUnits } from '#store/map/flows.ts'
import type { CustomerFilter, Made, Moved } from '#store/relationship/filter.ts'

/** Who is asked for, in the words that the API, the CLI and the screens share, as far as whoever asks may see them. */
export async function choose(ctx: Context, force: InForce, query: FilterQuery): Promise<Result<CustomerFilter>> {
  const units = await readUnits(ctx.pool)
  const chosen = await chosenBy(ctx, force, query, units)
  if (!chosen.ok) return chosen
  const saved: CustomerFilter[] = []
  for (const id of query.segment ?? []) {
    const segment = await readSegment(ctx.pool, id, ctx.actor)
    if (!segment) return no('segment_unknown', { id }, '/segment')
    const filter = segmentFilter.safeParse(segment.filter)
    const also = await chosenBy(ctx, force, filter.success ? filter.data : {}, units)
    if (!also.ok) return also
    saved.push(also.value)
  }
  const within = unitsWithin(coverOf(ctx.reach, units), chosen.value.units)
  return yes({ ...chosen.value, ...(within && { units: within }), ...(saved.length > 0 && { also: saved }) })
}

/** A filter as it was asked for, whoever asks. A segment is a filter, not people: whoever looks at it sees whom they reach. */
async function chosenBy(ctx: Context, force: InForce, query: FilterQuery, units: readonly UnitNode[]): Promise<Result<CustomerFilter>> {
  const matters = asksForMoves(query) || query.made !== undefined
  // Dates that cannot be are refused even where nothing that is asked for looks at them.
  const asked = matters || query.from !== undefined || query.to !== undefined ? await askedPeriod(ctx.pool, force, query) : null
  if (asked && !asked.ok) return asked
  const period = matters ? asked : null
  const heard = query.heard === undefined ? {} : { heard: query.heard === 'true' }
  const there = { ...(query.unit && { units: withAllBelow(query.unit, units) }), ...heard }
  const words = query.q?.split(/\s+/u).filter(Boolean) ?? []
  const zone = zoneOf(force.company.zone)
  const bounds = FIGURES.map((figure) => ({ figure, least: query.min?.[figure], most: query.max?.[figure] })).filter(({ least, most }) => least !== undefined || most !== undefined)
  return yes({
    ...(period && asksForMoves(query) ? { moved: { ...movesOf(query, period.value), ...there } } : period ? heard : there),
    ...(period && query.made !== undefined && { made: { ...madeOf(query, query.made, period.value), ...(there.units && { units: there.units }) } }),
    ...(query.channel && { channel: query.channel }),
    ...(query.campaign && { campaign: query.campaign }),
    ...(query.language && { language: query.language }),
    ...(query.attribute && { attribute: query.attribute }),
    ...(words.length > 0 && { known: await knownAs(ctx.pool, words) }),
    ...(query.cohort && { began: query.cohort.map((cohort) => cohortStretch(cohort, zone)) }),
    ...(query.state && { states: query.state.map(stateNumber) }),
    ...(query.mark && { marks: query.mark }),
    ...(bounds.length > 0 && { bounds: bounds as NonNullable<CustomerFilter['bounds']> }),
  })
}

const asksForMoves = ({ moved, moved_from, moved_to }: FilterQuery): boolean => Boolean(moved ?? moved_from ?? moved_to)

const USUAL_WITHIN_DAYS = 30

function madeOf({ met, met_within }: FilterQuery, made: string, period: Period): Made {
  const [was, is] = made.split('>').map((state) => stateNumber(state as State)) as [number, number]
  const [kind = '', ...as] = met?.split(':') ?? []
  return { was, is, ...period, ...(met !== undefined && { met: { kind: kindNumber(kind as Kind), as: as.join(':'), window_ms: (met_within ?? USUAL_WITHIN_DAYS) * DAY_MS } }) }
}

/** Every pair of states that fits. */
function movesOf({ moved, moved_from, moved_to }: FilterQuery, { from, to }: Period): Moved {
  const pairs = [null, ...STATES].flatMap((was) => STATES.map((is) => ({ was, is })))
    .filter(({ was, is }) => (moved_from?.includes(was ?? NOT_YET) ?? true) && (moved_to?.includes(is) ?? true) && (moved?.includes(classOf(was, is)) ?? true))
  return { from, to, pairs: pairs.map(({ was, is }) => ({ from: was && stateNumber(was), to: stateNumber(is) })) }
}
