import type { PromiseAnswer, PromiseBody, PromiseChanges } from '#contract/house/promise.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { insertPromise, listPromises as readPromises, readPromise, updatePromise } from '#store/house/promises.ts'
import { withTransaction } from '#store/pool.ts'

/** What the company stands for, by expectation. */
export const listPromises = async (ctx: Context): Promise<{ promises: PromiseAnswer[] }> => ({ promises: await readPromises(ctx.pool) })

export async function addPromise(ctx: Context, promise: PromiseBody): Promise<Result<PromiseAnswer>> {
  const { key, ...said } = promise
  return withTransaction(ctx.pool, async (db): Promise<Result<PromiseAnswer>> => {
    if (!(await insertPromise(db, promise))) return no('promise_exists', { key }, '/key')
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'promise.added', subject: key, detail: said })
    return yes(promise)
  })
}

/** Words a promise differently, or ties it to another expectation. What was kept and broken of it stays under its key. */
export async function changePromise(ctx: Context, key: string, changes: PromiseChanges): Promise<Result<PromiseAnswer>> {
  return withTransaction(ctx.pool, async (db): Promise<Result<PromiseAnswer>> => {
    const before = await readPromise(db, key)
    if (!before) return no('promise_unknown', { key })
    const after = { key, text: changes.text ?? before.text, expectation: changes.expectation ?? before.expectation }
    await updatePromise(db, after)
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'promise.changed', subject: key, detail: changes })
    return yes(after)
  })
}
