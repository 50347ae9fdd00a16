import type { JobKind } from '#contract/house/job.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { checkUpload, importUpload } from '#actions/history/bring/deeds.ts'
import { makeExport } from '#actions/customers/exports/make-export.ts'
import { sweepUploads } from '#actions/history/bring/sweep-uploads.ts'
import { makeProof } from '#actions/proof/make-proof.ts'
import { canBeProven } from '#actions/proof/prove-map.ts'
import { settleUnfinished } from '#actions/history/import/settle-unfinished.ts'
import { retell } from '#actions/relationship/retell.ts'
import { sweepTellings } from '#actions/relationship/sweep-tellings.ts'
import { DAY_MS } from '#core/units/time.ts'
import { forgetExpired } from '#store/customers/exports.ts'
import { forgetEnded, insertJob, type JobRow } from '#store/house/jobs.ts'
import { newestPolicy } from '#store/relationship/policies.ts'
import { holdRetelling, readTelling } from '#store/relationship/tellings.ts'

/** What a job is handed while it works. */
export interface Work {
  /** Aborted where it is cancelled, or this process is about to end. */
  readonly signal: AbortSignal
  /** Aborted in the latter case alone: for what can no longer be cancelled, but left. */
  readonly leaving: AbortSignal
  readonly onProgress: OnProgress
}

/** How long it is known what a job came to. */
export const KEPT_MS = 90 * DAY_MS
const LOOK_EVERY_MS = 1000

/** What each kind of job does. What it returns is shown as its result. */
export const DEEDS: Readonly<Record<JobKind, (ctx: Context, job: JobRow, work: Work) => Promise<Readonly<Record<string, number | boolean>>>>> = {
  retell: retellAndProve,
  tidy: async (ctx) => ({
    imports: await settleUnfinished(ctx),
    tellings: await holdRetelling(ctx.pool, () => sweepTellings(ctx.pool)),
    jobs: await forgetEnded(ctx.pool, ctx.now() - KEPT_MS),
    uploads: await sweepUploads(ctx),
    exports: await forgetExpired(ctx.pool, ctx.now()),
  }),
  check: checkUpload,
  import: importUpload,
  prove: makeProof,
  export: makeExport,
}

/** A model that was learned because it was time is held against what happened, where there is enough of it. */
async function retellAndProve(ctx: Context, job: JobRow, work: Work): Promise<Readonly<Record<string, number | boolean>>> {
  const told = await retellNewest(ctx, job, work)
  if (job.reason === 'model' && (await canBeProven(ctx))) await insertJob(ctx.pool, { kind: 'prove', reason: 'model', asked_by: 'troth', asked_at: ctx.now() })
  return told
}

/**
 * Tells all histories again until the map is told under the newest version of the policy. A version that comes meanwhile makes what is under
 * way pointless: it is broken off, and begun again under that one. For a change of policy the model is kept, so that nothing else changes with it.
 */
async function retellNewest(ctx: Context, { reason }: JobRow, { signal, onProgress }: Work): Promise<Readonly<Record<string, number | boolean>>> {
  let keepModel = reason === 'policy'
  for (;;) {
    const { version } = await newestPolicy(ctx.pool)
    const current = await readTelling(ctx.pool, 'current')
    if (keepModel && current?.policy_version === version) return { telling: current.id, policy: version, model: current.model.id, told_before: true }
    const overtaken = new AbortController()
    const looking = setInterval(() => {
      newestPolicy(ctx.pool).then((newest) => newest.version !== version && overtaken.abort(), () => undefined)
    }, LOOK_EVERY_MS)
    try {
      const made = await retell(ctx, { onProgress, keepModel, signal: AbortSignal.any([signal, overtaken.signal]) })
      keepModel = true
      if (made.policy === (await newestPolicy(ctx.pool)).version) return { ...made }
    } catch (error) {
      if (!overtaken.signal.aborted || signal.aborted) throw error
    } finally {
      clearInterval(looking)
    }
  }
}
