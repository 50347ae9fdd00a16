import { knowsStaying } from '#core/relationship/model.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { countImportedCustomers, importedCustomers } from '#store/history/imported.ts'
import { countUntold, forgetUntold, readUntold } from '#store/history/untold.ts'
import type { Telling } from '#store/relationship/tellings.ts'
import { keepTime } from './keep-time.ts'
import { replayCustomers } from './replay.ts'
import { retell } from './retell.ts'
import { inForce } from './rules-in-force.ts'

/** What became of the map after facts came or went in bulk. */
export interface Settled {
  readonly told: number
  readonly telling: number
  readonly refitted: boolean
}

/** With this share of all customers changed, telling everyone anew is quicker than one by one, and the model is due for learning again. */
const MOST_REPLAYED = 0.2

const isMuch = (customers: number, telling: Telling): boolean => !knowsStaying(telling.model) || customers > telling.model.customers * MOST_REPLAYED

/**
 * Brings the map up to date after an import: everyone anew where much changed, else only the customers it brought facts of.
 * @param signal aborted, it is left to whoever finds the import unsettled
 */
export async function settleImport(ctx: Context, { importId, onProgress, signal }: { importId: number; onProgress?: OnProgress; signal?: AbortSignal }): Promise<Settled> {
  const { telling } = await inForce(ctx.pool)
  const customers = await countImportedCustomers(ctx.pool, importId)
  if (customers > 0 && isMuch(customers, telling)) return anew(ctx, onProgress, signal)
  return settleCustomers(ctx, await importedCustomers(ctx.pool, importId), onProgress)
}

async function settleCustomers(ctx: Context, customers: readonly string[], onProgress?: OnProgress): Promise<Settled> {
  const { telling } = await inForce(ctx.pool)
  if (customers.length === 0) return { told: 0, telling: telling.id, refitted: false }
  if (isMuch(customers.length, telling)) return anew(ctx, onProgress)
  await replayCustomers(ctx, customers, onProgress)
  await keepTime(ctx)
  return { told: customers.length, telling: telling.id, refitted: false }
}

const BATCH = 500

/**
 * Brings the map up to date for the customers that an import left untold. However many they are, only a batch at a time is in memory; each is forgotten when it
 * is told, and whoever is cut off goes on from there.
 * @returns how many they were
 */
export async function settleUntold(ctx: Context, importId: number, onProgress?: OnProgress): Promise<number> {
  const { telling } = await inForce(ctx.pool)
  const count = await countUntold(ctx.pool, importId)
  if (count === 0) return 0
  if (isMuch(count, telling)) {
    await anew(ctx, onProgress)
    await forgetUntold(ctx.pool, importId, null)
    return count
  }
  for (let done = 0; ; ) {
    const batch = await readUntold(ctx.pool, importId, BATCH)
    if (batch.length === 0) break
    await replayCustomers(ctx, batch)
    await forgetUntold(ctx.pool, importId, batch)
    done += batch.length
    onProgress?.({ phase: 'telling', done, total: count })
  }
  await keepTime(ctx)
  return count
}

async function anew(ctx: Context, onProgress?: OnProgress, signal?: AbortSignal): Promise<Settled> {
  const made = await retell(ctx, { ...(onProgress && { onProgress }), ...(signal && { signal }) })
  return { told: made.told, telling: made.telling, refitted: true }
}
