import type { Context } from '#actions/context.ts'
import { within } from '#actions/within.ts'
import { isUpToDate } from '#store/migrate.ts'
import type { Pool } from '#store/pool.ts'

/** What keeps a house from serving. */
export type Unready = 'database' | 'migrations'

const PATIENCE_MS = 2000
/** However often it is asked, the database is asked at most so often. */
const KEPT_MS = 1000

const ASKED = new WeakMap<Pool, { readonly at: number; readonly answer: Promise<Unready | null> }>()

/** Can requests be served: does the database answer in time, and is it the one that this code knows? Null where nothing is in the way. */
export function whyUnready({ pool }: Pick<Context, 'pool'>, clock: () => number = () => performance.now()): Promise<Unready | null> {
  const before = ASKED.get(pool)
  if (before && clock() - before.at < KEPT_MS) return before.answer
  const answer = within(PATIENCE_MS, async (): Promise<Unready | null> => ((await isUpToDate(pool)) ? null : 'migrations'), 'database' as const)
  ASKED.set(pool, { at: clock(), answer })
  return answer
}
