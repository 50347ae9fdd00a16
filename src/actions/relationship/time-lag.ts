import { tellUntil } from '#core/relationship/horizon.ts'
import { SECOND_MS } from '#core/units/time.ts'
import type { Context } from '#actions/context.ts'
import { earliestDue, newestTold } from '#store/relationship/standings.ts'
import { inForce } from './rules-in-force.ts'

/**
 * How far behind time the map is: seconds since the oldest change by time alone that has not been told. 0 where none is due. The moment after which time
 * does not go on (the feed has stopped, or the history ended long ago) is the latest that counts.
 */
export async function timeLag(ctx: Context): Promise<number> {
  const { telling } = await inForce(ctx.pool)
  const due = await earliestDue(ctx.pool, telling.id)
  if (due === null) return 0
  const until = tellUntil(ctx.now(), await newestTold(ctx.pool, telling.id), telling.until)
  return Math.max(0, until - due) / SECOND_MS
}
