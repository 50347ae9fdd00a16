import { coverOf } from '#core/house/reach.ts'
import type { Adjustment } from '#core/map/adjust-drivers.ts'
import type { Driver } from '#core/map/drivers.ts'
import { FEWEST_MET, FEWEST_MOVES } from '#core/map/weigh-drivers.ts'
import { classOf, stateNumber, type State } from '#core/relationship/state.ts'
import { DAY_MS, isoOf } from '#core/units/time.ts'
import type { DriversAnswer, DriversQuery } from '#contract/map/drivers.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { readAtRisk, readMet, readPromiseTexts, type DriversQuery as Asked } from '#store/map/drivers.ts'
import { readUnits } from '#store/map/flows.ts'
import type { Pool } from '#store/pool.ts'
import { slicesOf } from '#store/slices.ts'
import { adjustersFor } from './adjust.ts'
import { askedPeriod, type Period } from './asked-period.ts'
import { drawnOnce } from './drawn.ts'

/** More customers than this are looked at by lot: their facts would take many seconds, and the intervals are narrow by then. Of a longer time fewer do, down to a quarter. */
const MOST_LOOKED_AT = { customers: 40_000, days: 180 }

const lookedAt = ({ from, to }: Period): number => MOST_LOOKED_AT.customers * Math.max(0.25, Math.min(1, (MOST_LOOKED_AT.days * DAY_MS) / (to - from)))

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
  const parts = Math.min(256, 2 ** Math.max(0, Math.ceil(Math.log2(telling.model.customers / lookedAt(period.value)))))
  const [was, is] = query.move
  const asked: Asked = {
    telling: telling.id, was: stateNumber(was), is: stateNumber(is), ...period.value, window_ms: query.window * DAY_MS, filter: filter.value,
    units: cover === 'all' ? null : [...cover], slice: slicesOf(parts)[0] ?? { from: null, to: null }, fewest: FEWEST_MET,
  }
  const { units: named } = asked
  const name = JSON.stringify(['drivers', force.company.secret.toString('base64'), telling.id, telling.made_at, query.move, query.window, query.from ?? null, query.to ?? null, query.period ?? null, filter.value, named])
  return drawnOnce(ctx.pool, name, async () => yes(await draw(ctx.pool, force, asked, query, parts)))
}

async function draw(pool: Pool, { telling }: InForce, asked: Asked, { move: [from, to], window }: DriversQuery, parts: number): Promise<DriversAnswer> {
  const [{ all, kinds, told }, units, promise] = await Promise.all([weighed(pool, asked, from, to, telling.model.customers / parts), readUnits(pool), readPromiseTexts(pool)])
  const names = { unit: new Map(units.map(({ key, name }) => [key, name])), promise }
  const named = ({ kind, by, what }: Driver): Driver & { readonly name: string | null } => ({ kind, by, what, name: what !== null && (by === 'unit' || by === 'promise') ? (names[by].get(what) ?? null) : null })
  return {
    telling: tellingOf(telling),
    from: isoOf(asked.from),
    to: isoOf(asked.to),
    move: { from, to, class: classOf(from, to) },
    window_days: window,
    looked_at: 1 / parts,
    moves: all.moves,
    at_risk: { customers: all.customers, days: rounded(all.days) },
    fewest: { moves: FEWEST_MOVES, met: FEWEST_MET },
    drivers: told.drivers.map((driver) => ({ ...driver, ...named(driver), days: rounded(driver.days), together: driver.together.map(named) })),
    spread: told.spread,
    too_few: kinds - told.drivers.length,
  }
}

/** What was met, weighed by another thread, which makes itself ready while it is read. */
async function weighed(pool: Pool, asked: Asked, from: State, to: State, customers: number): Promise<{ readonly all: Awaited<ReturnType<typeof readAtRisk>>; readonly kinds: number; readonly told: Adjustment }> {
  const crew = adjustersFor(customers)
  try {
    const [all, { met, kinds, cells }] = await Promise.all([readAtRisk(pool, asked), readMet(pool, asked)])
    return { all, kinds, told: await crew.ask({ met, cells, all, from, to }) }
  } finally {
    await crew.close()
  }
}

/** Sums of parts of days come in any order, and so with any rounding; nobody reads them finer than this. */
const rounded = (days: number): number => Math.round(days * 100) / 100
