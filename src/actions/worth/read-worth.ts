import { marginOf } from '#core/money/margin.ts'
import { reckonedBy, type Reckoned } from '#core/money/reckoning.ts'
import { FEWEST_THERE } from '#core/worth/basis.ts'
import { STATES } from '#core/relationship/state.ts'
import { isoOf } from '#core/units/time.ts'
import type { WorthAnswer, WorthQuery } from '#contract/worth/worth.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { readReckoning } from '#store/money/reckoning.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'
import { byHindsight } from './hindsight.ts'
import { readCostsThen, readSeen, readWindow, type Seen, type Window } from './seen-steps.ts'
import { weighSeen } from './weigh-seen.ts'

/**
 * What each state and each move is worth, from how customers moved month by month and what they paid: of all of them, or of some, drawn towards all
 * as far as they look alike. To whom units alone are told, it is that of their units.
 */
export async function readWorth(ctx: Context, { years, discount, margin, ...query }: WorthQuery): Promise<Result<WorthAnswer>> {
  const hindsight = byHindsight(query)
  if (hindsight !== null) return no('worth_hindsight', { name: hindsight }, `/${hindsight}`)
  const force = await inForce(ctx.pool)
  const filter = await choose(ctx, force, query)
  if (!filter.ok) return filter
  const inSegment = byHindsight(filter.value)
  if (inSegment !== null) return no('worth_hindsight', { name: inSegment }, '/segment')
  return worthOf(ctx, force, reckonedBy(await readReckoning(ctx.pool), { years, discount, margin }), filter.value)
}

const worthOf = (ctx: Context, force: InForce, reckoned: Reckoned, filter: CustomerFilter): Promise<Result<WorthAnswer>> =>
  drawnOnce(ctx.pool, force, { what: ['worth', reckoned, filter, ctx.reach === 'all'], draw: () => draw(ctx, force, reckoned, filter) })

async function draw(ctx: Context, force: InForce, reckoned: Reckoned, filter: CustomerFilter): Promise<Result<WorthAnswer>> {
  const { pool, reach } = ctx
  const window = await readWindow(pool, force)
  if (!window.ok) return window
  const isSome = Object.keys(filter).length > 0
  const [whole, some, costs] = await Promise.all([readSeen(pool, force, window.value, {}), isSome ? readSeen(pool, force, window.value, filter) : null, readCostsThen(pool, force, window.value)])
  const seen = some ?? whole
  if (!whole.paid.some((each) => each.paid > 0)) return no('worth_unpaid')
  if (isSome && seen.customers < FEWEST_THERE) return no('worth_too_few', { customers: seen.customers, least: FEWEST_THERE })
  const margin = marginOf(costs, reckoned)
  const setting = { years: reckoned.years, discount: reckoned.discount, margin: margin.share }
  // Beside their own, whoever reaches everybody sees what it is for all.
  const [{ states, ...weighed }, beside] = await Promise.all([weighSeen({ whole, some, setting }), isSome && reach === 'all' ? worthOf(ctx, force, reckoned, {}) : null])
  const worthOfAll = (i: number): WorthAnswer['states'][number]['whole'] => (beside?.ok ? (beside.value.states[i]?.figures?.worth ?? null) : null)
  return yes({ ...described(force, window.value, seen), setting: { ...setting, margin }, ...weighed, states: states.map((state, i) => ({ ...state, whole: worthOfAll(i) })) })
}

type Described = Pick<WorthAnswer, 'telling' | 'company' | 'from' | 'to' | 'months' | 'looked_at' | 'fewest' | 'customers' | 'came'>

const described = ({ telling, company }: InForce, { marks, from }: Window, { customers, came, months, looked_at }: Seen): Described => ({
  telling: tellingOf(telling), company: { currency: company.currency, zone: company.zone }, from: isoOf(marks[from]!.at), to: isoOf(marks.at(-1)!.at), months: months.length,
  looked_at, fewest: FEWEST_THERE, customers, came: STATES.map((state, i) => ({ state, customers: came[i]! })),
})
