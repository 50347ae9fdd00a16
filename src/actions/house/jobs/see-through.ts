import type { Context } from '#actions/context.ts'
import type { Result } from '#contract/refusals.ts'
import { showJob, type ShownJob } from './read-jobs.ts'
import { workOnce, type Working } from './work.ts'

const LOOK_EVERY_MS = 250

/**
 * Sees a job through to its end: does it here where nobody else does, and looks on where somebody else is at it. Jobs that come first are done first.
 * One that failed and waits to be tried again is not waited for.
 */
export async function seeThrough(ctx: Context, id: number, working: Working): Promise<Result<ShownJob>> {
  for (;;) {
    const job = await showJob(ctx, id)
    if (!job.ok || job.value.ended_at !== null || (job.value.state === 'waiting' && job.value.refusal)) return job
    if (job.value.progress) working.onProgress?.(job.value.progress)
    working.signal.throwIfAborted()
    if (!(await workOnce(ctx, working))) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
