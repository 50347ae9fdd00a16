import { no, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { cancelJob as cancelRow, readJob } from '#store/house/jobs.ts'
import { withTransaction } from '#store/pool.ts'
import { showJob, type ShownJob } from './read-jobs.ts'

/**
 * Cancels a job that waits, and asks one that runs to stop: what it has made is dropped, and all is as it was. The retelling for a change of policy
 * cannot be cancelled, since the version would stand and never be told; going back to the version before does what is wanted.
 */
export async function cancelJob(ctx: Context, id: number): Promise<Result<ShownJob>> {
  const job = await readJob(ctx.pool, id)
  if (!job) return no('job_unknown', { id })
  if (job.state !== 'waiting' && job.state !== 'running') return no('job_ended', { id })
  if (job.reason === 'policy') return no('job_needed', { id })
  await withTransaction(ctx.pool, async (db) => {
    await cancelRow(db, id, ctx.now())
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'job.cancelled', subject: String(id) })
  })
  return showJob(ctx, id)
}
