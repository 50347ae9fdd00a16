import { JOB_KINDS, type JobKind } from '#contract/house/job.ts'
import { Refused, type Refusal } from '#contract/refusals.ts'
import { MINUTE_MS, SECOND_MS } from '#core/units/time.ts'
import type { Context, OnProgress, Progress } from '#actions/context.ts'
import { claimJob, endJob, leaveJob, letGoOfKind, noteJob, openKinds, putBackJob, tryHoldKind, type JobRow } from '#store/house/jobs.ts'
import { DEEDS } from './kinds.ts'

/** How often it is written down how far a job has come, and asked whether it is to go on. */
const NOTE_EVERY_MS = 500
/** How long a job that failed waits before it is tried again; after the last wait it has failed for good. */
const WAITS_MS = [10 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS]

export interface Working {
  /** Aborted, the job under way is left to whoever comes next. */
  readonly signal: AbortSignal
  readonly onProgress?: OnProgress
  /** Told of a job that was done to its end. */
  readonly onDone?: (job: number) => void
  /** Told of what broke, as it is. What is kept with the job is without anything of a customer. */
  readonly onError?: (error: Error) => void
}

export type Lane = readonly JobKind[]
/** Kinds of one lane are done one after the other, lanes side by side: nobody who brings a file in waits for a retelling of everything. */
export const LANES: readonly Lane[] = [['retell', 'tidy'], ['check', 'import'], ['prove'], ['export']]

class Cancelled extends Error {}

/**
 * Does one of the jobs that wait, or one that a dead process left. Any number of processes may ask at once: of each kind one job is done at a time.
 * @param kinds those to look for
 * @returns whether there was one to do
 */
export async function workOnce(ctx: Context, working: Working, kinds: Lane = JOB_KINDS): Promise<boolean> {
  const open = await openKinds(ctx.pool, ctx.now())
  for (const kind of kinds) if (open.includes(kind) && (await workOn(ctx, kind, working))) return true
  return false
}

async function workOn(ctx: Context, kind: JobKind, working: Working): Promise<boolean> {
  const number = JOB_KINDS.indexOf(kind) + 1
  const holder = await ctx.pool.connect()
  let broken: Error | undefined
  try {
    if (!(await tryHoldKind(holder, number))) return false
    const job = await claimJob(holder, kind, ctx.now())
    if (job) await carryOut({ ...ctx, actor: `job:${kind}` }, kind, job, working)
    await letGoOfKind(holder, number)
    return job !== null
  } catch (error) {
    broken = error as Error // with its connection the lock goes too
    throw error
  } finally {
    holder.release(broken)
  }
}

async function carryOut(ctx: Context, kind: JobKind, job: JobRow, { signal, onProgress, onDone, onError }: Working): Promise<void> {
  if (job.tries > WAITS_MS.length + 1) return endJob(ctx.pool, job, 'failed', { refusals: [{ code: 'job_lost', values: { tries: job.tries - 1 } }] }, ctx.now())
  let latest: Progress | null = null
  const stopping = new AbortController()
  const noting = setInterval(() => {
    noteJob(ctx.pool, job, latest).then((goesOn) => goesOn || stopping.abort(new Cancelled()), () => undefined)
  }, NOTE_EVERY_MS)
  try {
    const result = await DEEDS[kind](ctx, job, {
      signal: AbortSignal.any([signal, stopping.signal]),
      leaving: signal,
      onProgress: (progress) => {
        latest = progress
        onProgress?.(progress)
      },
    })
    await endJob(ctx.pool, job, 'done', { result }, ctx.now())
    onDone?.(job.id)
  } catch (error) {
    if (stopping.signal.aborted) await endJob(ctx.pool, job, 'cancelled', null, ctx.now())
    else if (signal.aborted) await leaveJob(ctx.pool, job)
    else {
      onError?.(error as Error)
      await failed(ctx, job, error)
    }
  } finally {
    clearInterval(noting)
  }
}

/** What is refused stays refused; what broke may hold another time. */
async function failed(ctx: Context, job: JobRow, error: unknown): Promise<void> {
  const refusals: readonly Refusal[] = error instanceof Refused ? error.refusals : [{ code: 'job_broke', values: { reason: reasonOf(error as Error) } }]
  const wait = WAITS_MS[job.tries - 1]
  if (error instanceof Refused || wait === undefined) await endJob(ctx.pool, job, 'failed', { refusals }, ctx.now())
  else await putBackJob(ctx.pool, job, { refusals }, ctx.now() + wait)
}

/** Why something broke, without anything of a customer: a database quotes the row it stumbled over, so of its errors only the place is kept. */
function reasonOf(error: Error & { readonly severity?: string; readonly code?: string; readonly table?: string; readonly constraint?: string }): string {
  if (error.severity === undefined) return error.message.replaceAll(/(["'`“«])[^]*?(["'`”»]|$)/g, '$1…$2')
  return ['PostgreSQL', error.code, error.table, error.constraint].filter(Boolean).join(' ')
}
