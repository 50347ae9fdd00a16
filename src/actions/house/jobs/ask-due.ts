import { DAY_MS } from '#core/units/time.ts'
import type { Context } from '#actions/context.ts'
import { hasOldUploads } from '#actions/history/bring/sweep-uploads.ts'
import { hasUnfinished } from '#actions/history/import/settle-unfinished.ts'
import { hasLeftTellings } from '#actions/relationship/sweep-tellings.ts'
import { countExpired } from '#store/customers/exports.ts'
import { countEnded, insertJob, openJob } from '#store/house/jobs.ts'
import { newestPolicy } from '#store/relationship/policies.ts'
import { countActiveSince } from '#store/relationship/standings.ts'
import { readModelMade, readTelling, type Telling } from '#store/relationship/tellings.ts'
import { KEPT_MS } from './kinds.ts'

/** A model that is older than this is learned anew, if … */
const MODEL_LASTS_MS = DAY_MS
/** … so many of the customers it was learned from have had facts since, and no fewer than so many. */
const MUCH = 0.1
const FEW = 50

/**
 * Asks for what time has made due: a retelling where the map is not told under the newest version of the policy (its job failed for good, or was lost
 * with a restored backup), learning anew where much has changed, tidying up.
 */
export async function askDue(ctx: Context): Promise<void> {
  const telling = await readTelling(ctx.pool, 'current')
  if (!telling) return
  const ask = (reason: 'policy' | 'model'): Promise<number> => insertJob(ctx.pool, { kind: 'retell', reason, asked_by: 'troth', asked_at: ctx.now() })
  if ((await openJob(ctx.pool, 'retell')) === null) {
    if ((await newestPolicy(ctx.pool)).version !== telling.policy_version) await ask('policy')
    else if (await isModelDue(ctx, telling)) await ask('model')
  }
  if ((await countEnded(ctx.pool, ctx.now() - KEPT_MS)) > 0 || (await hasOldUploads(ctx)) || (await countExpired(ctx.pool, ctx.now())) > 0) await askTidy(ctx)
}

/** Asks for tidying up where killed processes left something: half an import, a telling that nobody makes. A look that costs nothing. */
export async function askLeft(ctx: Context): Promise<void> {
  if ((await hasUnfinished(ctx)) || (await hasLeftTellings(ctx.pool))) await askTidy(ctx)
}

async function askTidy(ctx: Context): Promise<void> {
  if ((await openJob(ctx.pool, 'tidy')) === null) await insertJob(ctx.pool, { kind: 'tidy', reason: 'time', asked_by: 'troth', asked_at: ctx.now() })
}

async function isModelDue(ctx: Context, { id, model }: Telling): Promise<boolean> {
  if (model.through !== null && ctx.now() - (await readModelMade(ctx.pool, model.id)) < MODEL_LASTS_MS) return false
  return (await countActiveSince(ctx.pool, id, model.through)) >= Math.max(FEW, model.customers * MUCH)
}
