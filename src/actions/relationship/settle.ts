import type { Context, OnProgress } from '#actions/context.ts'
import { countImportedCustomers, importedCustomers } from '#store/history/imported.ts'
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

const isMuch = (customers: number, telling: Telling): boolean => telling.model.stay === null || customers > telling.model.customers * MOST_REPLAYED

/** Brings the map up to date after an import: everyone anew where much changed, else only the customers it brought facts of. */
export async function settleImport(ctx: Context, { importId, onProgress }: { importId: number; onProgress?: OnProgress }): Promise<Settled> {
  const { telling } = await inForce(ctx.pool)
  const customers = await countImportedCustomers(ctx.pool, importId)
  if (customers > 0 && isMuch(customers, telling)) return anew(ctx, onProgress)
  return settleCustomers(ctx, await importedCustomers(ctx.pool, importId), onProgress)
}

/** Brings the map up to date for customers whose facts changed in bulk. */
export async function settleCustomers(ctx: Context, customers: readonly string[], onProgress?: OnProgress): Promise<Settled> {
  const { telling } = await inForce(ctx.pool)
  if (customers.length === 0) return { told: 0, telling: telling.id, refitted: false }
  if (isMuch(customers.length, telling)) return anew(ctx, onProgress)
  await replayCustomers(ctx, customers, onProgress)
  await keepTime(ctx)
  return { told: customers.length, telling: telling.id, refitted: false }
}

async function anew(ctx: Context, onProgress?: OnProgress): Promise<Settled> {
  const made = await retell(ctx, { ...(onProgress && { onProgress }) })
  return { told: made.told, telling: made.telling, refitted: true }
}
