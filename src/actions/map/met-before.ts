import type { Adjustment } from '#core/map/adjust-drivers.ts'
import type { State } from '#core/relationship/state.ts'
import { DAY_MS } from '#core/units/time.ts'
import { readAtRisk, type DriversQuery } from '#store/map/at-risk.ts'
import { readMet } from '#store/map/drivers.ts'
import { readMetAtMoments } from '#store/map/moments.ts'
import type { Pool } from '#store/pool.ts'
import { adjustersFor } from './adjust.ts'
import type { Period } from './asked-period.ts'
import { partsFor } from '#store/slices.ts'

/** How what was met before a move is looked at. */
export interface Look {
  /** Into so many parts the customers are cut, by lot; one is looked at. */
  readonly parts: number
  /** At moments drawn from the time at risk, or at all of it. */
  readonly at_moments: boolean
}

/** So many customers' time can be cut for half a year within the time that a screen has; of a longer time that of fewer, down to a quarter. */
const MOST_CUT = { customers: 40_000, days: 180 }
/** Beyond that, moments. Only the facts before these are kept, but those of every customer are gone through. */
const MOST_AT_MOMENTS = 80_000
/** Two moments for each move: more would tell next to nothing more (Ury 1975). Fewer than the least would meet too little of what is seldom met. */
const MOMENTS = { of_each_move: 2, least: 20_000, most: 50_000 }


export function lookFor(customers: number, { from, to }: Period, limits = { cut: MOST_CUT.customers, at_moments: MOST_AT_MOMENTS }): Look {
  const cut = limits.cut * Math.max(0.25, Math.min(1, (MOST_CUT.days * DAY_MS) / (to - from)))
  return customers <= cut ? { parts: 1, at_moments: false } : { parts: partsFor(customers, limits.at_moments), at_moments: true }
}

/** From one drawn moment to the next, so that there are as many as are worth it; nobody's day is looked at twice. */
export const everyDays = ({ moves, days }: { readonly moves: number; readonly days: number }): number =>
  Math.max(1, days / Math.min(MOMENTS.most, Math.max(MOMENTS.least, MOMENTS.of_each_move * moves)))

export interface MetBefore {
  readonly all: Awaited<ReturnType<typeof readAtRisk>>
  /** The moments that were drawn, and how many days each stands for; null where all time at risk was looked at. */
  readonly drawn: { readonly moments: number; readonly every_days: number } | null
  readonly kinds: number
  readonly told: Adjustment
}

/** What was met before a move, weighed by another thread, which makes itself ready while it is read. @param customers how many are looked at, about */
export async function metBefore(pool: Pool, asked: DriversQuery, { from, to }: { readonly from: State; readonly to: State }, { at_moments }: Pick<Look, 'at_moments'>, customers: number): Promise<MetBefore> {
  const crew = adjustersFor(customers)
  try {
    if (!at_moments) {
      const [all, { met, kinds, cells }] = await Promise.all([readAtRisk(pool, asked), readMet(pool, asked)])
      return { all, drawn: null, kinds, told: await crew.ask({ met, cells, all, from, to }) }
    }
    const all = await readAtRisk(pool, asked)
    const every_days = everyDays(all)
    const { met, kinds, cells } = await readMetAtMoments(pool, { ...asked, every_ms: every_days * DAY_MS })
    const days = cells.days.reduce((sum, each) => sum + each, 0)
    return { all, drawn: { moments: Math.round(days / every_days), every_days }, kinds, told: await crew.ask({ met, cells, all: { moves: all.moves, days, every_days }, from, to }) }
  } finally {
    await crew.close()
  }
}
