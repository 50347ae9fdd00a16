import { tellUntil } from '#core/relationship/horizon.ts'
import { modelUnder, type Model } from '#core/relationship/model.ts'
import type { Policy } from '#core/relationship/policy.ts'
import { tellingRules, type TellingRules } from '#core/relationship/telling-rules.ts'
import type { Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { mergedRoots } from '#store/customers/members.ts'
import { withTransaction, type Client, type Pool } from '#store/pool.ts'
import { newestPolicy } from '#store/relationship/policies.ts'
import { newestTold } from '#store/relationship/standings.ts'
import {
  addPending, attachTelling, beginTelling, holdRetelling, insertModel, lockTellingAlone, nextModelId, noteVisible, swapTelling, takePending,
} from '#store/relationship/tellings.ts'
import { attempt } from './attempt.ts'
import { learnModel } from './learn-model.ts'
import { outcomeOfReplay } from './replay.ts'
import { inForce } from './rules-in-force.ts'
import { saveOutcome } from './save.ts'
import { sweepTellings } from './sweep-tellings.ts'
import { tellAll } from './tell-all.ts'

const PENDING_BATCH = 500
/** Of fewer customers everything is found at once, however it is looked for. */
const MANY = 10_000

export interface RetellOptions {
  readonly onProgress?: OnProgress
  /** Tells under the model of the map that is read, where it holds under the policy too; else a model is learned from all histories as they are now. */
  readonly keepModel?: boolean
  /** Aborted, it breaks off between two chunks and leaves the map as it is. */
  readonly signal?: AbortSignal
}

export interface Retold {
  readonly telling: number
  readonly policy: number
  readonly model: number
  /** How many customers. */
  readonly told: number
}

/**
 * Makes a new telling under the newest version of the policy: tells all histories again, and swaps the new map in when it is whole. Until
 * then the old one is read and goes on being told; what changes meanwhile is told again before the swap.
 */
export async function retell(ctx: Context, { onProgress = () => undefined, keepModel = false, signal }: RetellOptions = {}): Promise<Retold> {
  const report: OnProgress = (progress) => {
    signal?.throwIfAborted()
    onProgress(progress)
  }
  return holdRetelling(ctx.pool, async () => {
    await sweepTellings(ctx.pool)
    const { version, settings } = await newestPolicy(ctx.pool)
    const { company } = await inForce(ctx.pool)
    const { model, newest } = (keepModel ? await keptModel(ctx.pool, settings) : null) ?? (await learned(ctx.pool, settings, company.zone, report))
    const rules = tellingRules(settings, model, zoneOf(company.zone))
    const until = tellUntil(ctx.now(), newest, 0)
    const id = await begun(ctx, version, model, until)
    try {
      const told = await tellAll(ctx.pool, id, until, rules, { onProgress: report, signal })
      report({ phase: 'finishing', done: told, total: told })
      await joinAndSwap(ctx, id, told, until, rules)
      await sweepTellings(ctx.pool)
      return { telling: id, policy: version, model: model.id, told }
    } catch (error) {
      await sweepTellings(ctx.pool).catch(() => undefined) // where the database is gone, the next retelling sweeps
      throw error
    }
  })
}

/** What a history is told under, and when the newest fact happened. */
interface Learned {
  readonly model: Model
  readonly newest: Instant | null
}

async function learned(pool: Pool, policy: Policy, zone: string, onProgress: OnProgress): Promise<Learned> {
  onProgress({ phase: 'learning', done: 0, total: null })
  const model = await learnModel(pool, await nextModelId(pool), policy, zone)
  return { model, newest: model.through }
}

/** The model of the map that is read, as it is under this policy; null where only learning can tell. */
async function keptModel(pool: Pool, policy: Policy): Promise<Learned | null> {
  const { telling } = await inForce(pool)
  const model = modelUnder(telling.model, policy)
  if (!model) return null
  const newest = await newestTold(pool, telling.id)
  return { model: model === telling.model ? model : { ...model, id: await nextModelId(pool) }, newest }
}

async function joinAndSwap({ pool, now }: Context, id: number, told: number, until: Instant, rules: TellingRules): Promise<void> {
  await withTransaction(pool, (db) => attachTelling(db, id))
  if (told >= MANY) await noteVisible(pool, id)
  while (await tellPending(pool, id, until, rules));
  await withTransaction(pool, async (db) => {
    await lockTellingAlone(db)
    while (await tellSome(db, id, until, rules));
    await swapTelling(db, id, until, now())
  })
}

/** Begun with the lock held alone: who writes after this marks the customers they change as pending. */
async function begun(ctx: Context, policy: number, model: Model, until: Instant): Promise<number> {
  return withTransaction(ctx.pool, async (db) => {
    await lockTellingAlone(db)
    await insertModel(db, model, ctx.now())
    const id = await beginTelling(db, policy, model.id, until, ctx.now())
    await addPending(db, id, await mergedRoots(db)) // no stream has them
    return id
  })
}

const tellPending = (pool: Pool, id: number, until: Instant, rules: TellingRules): Promise<boolean> =>
  attempt(pool, (db) => tellSome(db, id, until, rules))

/** Tells some of the customers who changed meanwhile; false where none is left. */
async function tellSome(db: Client, id: number, until: Instant, rules: TellingRules): Promise<boolean> {
  const customers = await takePending(db, id, PENDING_BATCH)
  if (customers.length > 0) await saveOutcome(db, id, await outcomeOfReplay(db, id, customers, until, rules))
  return customers.length > 0
}
