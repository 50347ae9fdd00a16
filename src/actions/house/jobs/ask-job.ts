import type { JobKind } from '#contract/house/job.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { insertJob, type JobInput } from '#store/house/jobs.ts'
import { withTransaction } from '#store/pool.ts'

/**
 * Asks for work in the background, on somebody's word. One that waits already is not asked for twice.
 * @param input what it is to work on; few and short values, that say where to find it rather than hold it
 * @returns the job's number
 */
export async function askJob(ctx: Context, kind: JobKind, input: JobInput = {}): Promise<number> {
  return withTransaction(ctx.pool, async (db) => {
    const id = await insertJob(db, { kind, reason: 'asked', asked_by: ctx.actor, asked_at: ctx.now(), input })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'job.asked', subject: String(id), detail: { kind, ...input } })
    return id
  })
}
