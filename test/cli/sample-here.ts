import { loadSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import type { Context } from '#actions/context.ts'
import { playSample } from '#sample/play.ts'
import type { Pool } from '#store/pool.ts'
import { contextOf } from '#test/actions/world.ts'

/** When every sample of these tests ends: at the beginning of a day in Tallinn. */
export const END = Date.UTC(2026, 1, 28, 22)

/** A house with a small sample company in it, the morning after its last fact. */
export async function houseWithSample(pool: Pool, customers = 400): Promise<Context> {
  const ctx = contextOf(pool, END + 8 * 3_600_000)
  await openHouse(ctx)
  await loadSample(ctx, playSample({ customers, years: 2, seed: 7, end: END }), { customers })
  return ctx
}
