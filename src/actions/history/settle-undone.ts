import type { Context, OnProgress } from '#actions/context.ts'
import { attemptAlone } from '#actions/relationship/attempt.ts'
import { settleUntold } from '#actions/relationship/settle.ts'
import { noteImport } from '#store/history/imports.ts'
import { removeRecords } from '#store/history/undo.ts'

/**
 * Finishes undoing an import whose facts are out: takes out what else it brought and nothing refers to, and tells again the customers who lost facts. Killed at
 * any moment, it is simply done again. By whoever holds the import.
 */
export async function settleUndone(ctx: Context, id: number, onProgress?: OnProgress): Promise<{ records: number; customers: number }> {
  const records = await attemptAlone(ctx.pool, (db) => removeRecords(db, id))
  const customers = await settleUntold(ctx, id, onProgress)
  await noteImport(ctx.pool, id, { settled: true })
  return { records, customers }
}
