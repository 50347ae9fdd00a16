import { isoOf } from '#core/units/time.ts'
import type { JobAnswer, JobsQuery } from '#contract/house/job.ts'
import { no, yes, type Refusal, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { isoOrNull } from '#actions/relationship/shown.ts'
import { readJob, readJobs, type JobRow } from '#store/house/jobs.ts'

/** A job as it is shown; what went wrong is not yet in anybody's words. */
export type ShownJob = Omit<JobAnswer, 'error'> & { readonly refusal: Refusal | null }

export async function listJobs(ctx: Context, { state, limit }: JobsQuery): Promise<ShownJob[]> {
  return (await readJobs(ctx.pool, { state: state ?? null, limit })).map(shownJob)
}

export async function showJob(ctx: Context, id: number): Promise<Result<ShownJob>> {
  const job = await readJob(ctx.pool, id)
  return job ? yes(shownJob(job)) : no('job_unknown', { id })
}

/** A job as it is shown. */
export function shownJob({ id, kind, reason, state, asked_at, asked_by, begun_at, ended_at, tries, phase, done, total, seconds_left, input, outcome }: JobRow): ShownJob {
  return {
    id, state, asked_by, tries, input,
    kind: kind as JobAnswer['kind'],
    reason: reason as JobAnswer['reason'],
    asked_at: isoOf(asked_at),
    begun_at: isoOrNull(begun_at),
    ended_at: isoOrNull(ended_at),
    progress: phase === null ? null : { phase, done: done ?? 0, total, seconds_left },
    result: (outcome?.result as JobAnswer['result'] | undefined) ?? null,
    refusal: (outcome?.refusals as readonly Refusal[] | undefined)?.[0] ?? null,
  }
}
