import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { deleteCosts } from '#store/money/costs.ts'
import { withTransaction } from '#store/pool.ts'

/** Takes a file of costs out again: nothing of it is counted any more. */
export async function dropCosts(ctx: Context, id: number): Promise<Result<{ id: number; name: string }>> {
  return withTransaction(ctx.pool, async (db): Promise<Result<{ id: number; name: string }>> => {
    const name = await deleteCosts(db, id)
    if (name === null) return no('costs_unknown', { id })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'costs.dropped', subject: name, detail: {} })
    return yes({ id, name })
  })
}
