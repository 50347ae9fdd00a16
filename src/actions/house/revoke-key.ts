import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { markRevoked } from '#store/house/keys.ts'
import { withTransaction } from '#store/pool.ts'
import { forgetKey } from './check-key.ts'

/** Takes a key back: from now on in this process, within five seconds in others. Doing it twice does nothing more. */
export async function revokeKey(ctx: Context, id: string): Promise<Result<{ readonly id: string }>> {
  const there = await withTransaction(ctx.pool, async (db) => {
    const found = await markRevoked(db, id, ctx.now())
    if (found) await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'key.revoked', subject: id })
    return found
  })
  forgetKey(ctx.pool, id)
  return there ? yes({ id }) : no('key_absent', { id })
}
