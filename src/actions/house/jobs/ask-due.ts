import { nightsAround } from '#core/relationship/learning.ts'
import { knowsStaying } from '#core/relationship/model.ts'
import { DAY_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { Context } from '#actions/context.ts'
import { hasOldUploads } from '#actions/history/bring/sweep-uploads.ts'
import { hasUnfinished } from '#actions/history/import/settle-unfinished.ts'
import { hasLeftTellings } from '#actions/relationship/sweep-tellings.ts'
import { countExpired } from '#store/customers/exports.ts'
import { readCompany } from '#store/house/company.ts'
import { countEnded, insertJob, openJob } from '#store/house/jobs.ts'
import { readLearning } from '#store/relationship/learning.ts'
import { newestPolicy } from '#store/relationship/policies.ts'
import { countActiveSince } from '#store/relationship/standings.ts'
import { readModelMade, readTelling, type Telling } from '#store/relationship/tellings.ts'
import { KEPT_MS } from './kinds.ts'

/** While chances cannot be foretold, a model that is older than this is learned anew as soon as … */
const MODEL_LASTS_MS = DAY_MS
/** … so many of the customers it was learned from have had facts since, and no fewer than so many: a young company does not wait for a week. */
const MUCH = 0.1
const FEW = 50

/**
 * Asks for what time has made due: a retelling where the map is not told under the newest version of the policy (its job failed for good, or was lost
 * with a restored backup), learning anew in the night that the company has said, tidying up.
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

/** Has the night come in which it is learned anew, or does a young company know more by now? Never while facts stand still: there is nothing new to learn. */
async function isModelDue(ctx: Context, { id, model }: Telling): Promise<boolean> {
  const nights = nightsAround(ctx.now(), await readLearning(ctx.pool), zoneOf((await readCompany(ctx.pool))?.zone ?? 'UTC'))
  if (!nights) return false
  const made_at = await readModelMade(ctx.pool, model.id)
  if (model.through !== null && made_at < nights.last && (await countActiveSince(ctx.pool, id, model.through)) > 0) return true
  if (knowsStaying(model) || (model.through !== null && ctx.now() - made_at < MODEL_LASTS_MS)) return false
  return (await countActiveSince(ctx.pool, id, model.through)) >= Math.max(FEW, model.customers * MUCH)
}
