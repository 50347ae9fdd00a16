import { SECOND_MS } from '#core/units/time.ts'
import type { Context } from '#actions/context.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { timeLag } from '#actions/relationship/time-lag.ts'
import { within } from '#actions/within.ts'
import { countImports, countJobs, databaseBytes, type ByState } from '#store/house/figures.ts'

/** What somebody who watches wants to know of a house, read from its database. No figure is about a person. */
export interface HouseFigures {
  readonly telling: number
  readonly telling_age_seconds: number
  /** For how long the most overdue customer has waited to be told what time alone did. */
  readonly time_lag_seconds: number
  readonly database_bytes: number
  readonly imports: ByState
  readonly jobs: ByState
}

const PATIENCE_MS = 2000

/** The figures of the house; null where the database gives none within two seconds. */
export const measureHouse = (ctx: Context): Promise<HouseFigures | null> => within(PATIENCE_MS, () => measure(ctx), null)

async function measure(ctx: Context): Promise<HouseFigures> {
  const { telling } = await inForce(ctx.pool)
  // One after the other, on one connection at most: who watches must not crowd out who works.
  return {
    telling: telling.id,
    telling_age_seconds: Math.max(0, ctx.now() - telling.made_at) / SECOND_MS,
    time_lag_seconds: await timeLag(ctx),
    database_bytes: await databaseBytes(ctx.pool),
    imports: await countImports(ctx.pool),
    jobs: await countJobs(ctx.pool),
  }
}
