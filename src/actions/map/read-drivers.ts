import { coverOf } from '#core/house/reach.ts'
import type { Driver } from '#core/map/drivers.ts'
import { FEWEST_MET, FEWEST_MOVES } from '#core/map/weigh-drivers.ts'
import { classOf, stateNumber } from '#core/relationship/state.ts'
import { DAY_MS, isoOf } from '#core/units/time.ts'
import type { DriversAnswer, DriversQuery } from '#contract/map/drivers.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { someOfAll } from '#actions/customers/some-of-all.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import type { DriversQuery as Asked } from '#store/map/at-risk.ts'
import { readPromiseTexts } from '#store/map/drivers.ts'
import { readUnits } from '#store/map/flows.ts'
import type { Pool } from '#store/pool.ts'
import { asNamed, askedPeriod } from './asked-period.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { lookFor, metBefore, type Look } from './met-before.ts'

/**
 * Why they moved: for each kind of fact, how much more often customers went from one state to another within some days of it than on other days, plainly
 * and adjusted for all else that they met. An association: what goes before a move need not be what makes it.
 */
export async function readDrivers(ctx: Context, query: DriversQuery): Promise<Result<DriversAnswer>> {
  const force = await inForce(ctx.pool)
  const period = await askedPeriod(ctx.pool, force, query)
  if (!period.ok) return period
  const filter = await choose(ctx, force, query)
  if (!filter.ok) return filter
  const units = await readUnits(ctx.pool)
  const cover = coverOf(ctx.reach, units)
  const { telling } = force
  const all = lookFor(telling.model.customers, period.value)
  const { slice, parts, customers, is_listed } = await someOfAll(ctx.pool, force, filter.value, all.parts)
  const look = { parts, at_moments: is_listed ? lookFor(customers, period.value).at_moments : all.at_moments }
  const [was, is] = query.move
  const asked: Asked = {
    telling: telling.id, was: stateNumber(was), is: stateNumber(is), ...period.value, window_ms: query.window * DAY_MS, filter: filter.value,
    units: cover === 'all' ? null : [...cover], slice, fewest: FEWEST_MET,
  }
  const { units: named } = asked
  return drawnOnce(ctx.pool, force, {
    what: ['drivers', query.move, query.window, ...asNamed(query), filter.value, named, units],
    draw: async () => yes(await draw(ctx.pool, force, asked, query, { ...look, customers })),
  })
}

async function draw(pool: Pool, { telling }: InForce, asked: Asked, { move: [from, to], window }: DriversQuery, { customers, ...look }: Look & { readonly customers: number }): Promise<DriversAnswer> {
  const [{ all, drawn, kinds, told }, units, promise] = await Promise.all([metBefore(pool, asked, { from, to }, look, customers), readUnits(pool), readPromiseTexts(pool)])
  const names = { unit: new Map(units.map(({ key, name }) => [key, name])), promise }
  const named = ({ kind, by, what }: Driver): Driver & { readonly name: string | null } => ({ kind, by, what, name: what !== null && (by === 'unit' || by === 'promise') ? (names[by].get(what) ?? null) : null })
  return {
    telling: tellingOf(telling),
    from: isoOf(asked.from),
    to: isoOf(asked.to),
    move: { from, to, class: classOf(from, to) },
    window_days: window,
    looked_at: 1 / look.parts,
    drawn: drawn && { moments: drawn.moments, every_days: rounded(drawn.every_days) },
    moves: all.moves,
    at_risk: { customers: all.customers, days: rounded(all.days) },
    fewest: { moves: FEWEST_MOVES, met: FEWEST_MET },
    drivers: told.drivers.map((driver) => ({ ...driver, ...named(driver), days: rounded(driver.days), together: driver.together.map(named), comes_with: driver.comes_with && { ...named(driver.comes_with), share: driver.comes_with.share } })),
    spread: told.spread,
    too_few: kinds - told.drivers.length,
  }
}

/** Sums of parts of days come in any order, and so with any rounding; nobody reads them finer than this. */
const rounded = (days: number): number => Math.round(days * 100) / 100
