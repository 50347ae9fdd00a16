import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { deletePromise, isPromiseTold, readPromise } from '#store/house/promises.ts'
import { withTransaction } from '#store/pool.ts'

/** Removes a promise that was never kept or broken to anybody: what histories speak of has to be said somewhere. */
export async function removePromise(ctx: Context, key: string): Promise<Result<{ readonly key: string }>> {
  return withTransaction(ctx.pool, async (db): Promise<Result<{ readonly key: string }>> => {
    const promise = await readPromise(db, key)
    if (!promise) return no('promise_unknown', { key })
    if (await isPromiseTold(db, key)) return no('promise_in_use', { key })
    await deletePromise(db, key)
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'promise.removed', subject: key, detail: { text: promise.text } })
    return yes({ key })
  })
}
