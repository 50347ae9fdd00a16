import { monthEnds } from '#core/map/months.ts'
import { marginOf } from '#core/money/margin.ts'
import { reckonedBy, type Reckoned } from '#core/money/reckoning.ts'
import { stepsOf } from '#core/worth/steps.ts'
import { FEWEST_THERE, weighStates } from '#core/worth/weigh-states.ts'
import { STATES } from '#core/relationship/state.ts'
import { isoOf, type Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { WorthAnswer, WorthQuery } from '#contract/worth/worth.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { drawnOnce } from '#actions/map/drawn.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { readFirstAt } from '#store/map/series.ts'
import { readCosts } from '#store/money/costs-of-orders.ts'
import { readReckoning } from '#store/money/reckoning.ts'
import type { Pool } from '#store/pool.ts'
import { newestTold } from '#store/relationship/standings.ts'
import { slicesOf } from '#store/slices.ts'
import { readSteps } from '#store/worth/steps.ts'

/** More customers than this are looked at by lot: intervals are narrow by then. */
const MOST_LOOKED_AT = 100_000
/** Steps that are looked at: whole years, so that every season counts alike; what was longer ago says little of today. */
const WHOLE_YEARS = [24, 12] as const
const LEAST_MONTHS = 6

/** What each state and each move is worth, from how customers moved month by month and what they paid. */
export async function readWorth(ctx: Context, query: WorthQuery): Promise<Result<WorthAnswer>> {
  const force = await inForce(ctx.pool)
  const { id, made_at } = force.telling
  const reckoned = reckonedBy(await readReckoning(ctx.pool), query)
  return drawnOnce(ctx.pool, JSON.stringify(['worth', force.company.secret.toString('base64'), id, made_at, reckoned]), () => draw(ctx.pool, force, reckoned))
}

async function draw(pool: Pool, force: InForce, reckoned: Reckoned): Promise<Result<WorthAnswer>> {
  const { telling, company } = force
  const { years, discount } = reckoned
  const [first, newest] = [await readFirstAt(pool, telling.id), await newestTold(pool, telling.id)]
  if (first === null) return no('nothing_yet')
  const marks = marksOf(first, Math.max(telling.until, newest ?? 0), company.zone)
  if (marks.length <= LEAST_MONTHS) return no('worth_too_short', { months: Math.max(0, marks.length - 1), least: LEAST_MONTHS })
  const parts = Math.min(256, 2 ** Math.max(0, Math.ceil(Math.log2(telling.model.customers / MOST_LOOKED_AT))))
  const slice = slicesOf(parts)[0] ?? { from: null, to: null }
  const [from, to] = [marks[0]!.at, marks.at(-1)!.at]
  const [{ stood, paid }, costs] = await Promise.all([readSteps(pool, { telling: telling.id, marks, slice }), readCosts(pool, from, to, slice)])
  if (!paid.some((each) => each.paid > 0)) return no('worth_unpaid')
  const margin = marginOf(costs, reckoned)
  const { months, came } = stepsOf(stood, marks.length)
  const { states, moves } = weighStates(months, paid, { years, discount, margin: margin.share })
  return yes({
    telling: tellingOf(telling), company: { currency: company.currency, zone: company.zone }, from: isoOf(from), to: isoOf(to), months: months.length, looked_at: 1 / parts,
    setting: { years, discount, margin }, fewest: FEWEST_THERE,
    states: states.map(({ figures, chances, ...state }) => ({ ...state, chances: [...chances], figures: figures && { ...figures, month: inMinor(figures.month), worth: inMinor(figures.worth) } })),
    moves: moves.map((move) => ({ ...move, ...inMinor(move) })),
    came: STATES.map((state, i) => ({ state, customers: came[i]! })),
  })
}

/** The ends of months that are looked at, from the first at which somebody was there. */
function marksOf(first: Instant, until: Instant, zone: string): ReturnType<typeof monthEnds> {
  const all = monthEnds(until, WHOLE_YEARS[0] + 1, zoneOf(zone)).filter(({ at }) => at >= first)
  const steps = WHOLE_YEARS.find((months) => all.length > months) ?? all.length - 1
  return all.slice(Math.max(0, all.length - steps - 1))
}

const inMinor = ({ value, low, high }: { value: number; low: number; high: number }): { value: number; low: number; high: number } => ({ value: Math.round(value), low: Math.round(low), high: Math.round(high) })
