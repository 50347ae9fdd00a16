import type { Context, OnProgress } from '#actions/context.ts'
import { settleUndone } from '#actions/history/settle-undone.ts'
import { settleImport, settleUntold } from '#actions/relationship/settle.ts'
import { forgetImport, holdImport, importsHeld, letGoOfImport, noteImport, unfinishedImports, type ImportRow } from '#store/history/imports.ts'

/**
 * Makes good what killed processes left: an import that never moved in is forgotten (it left nothing), and where facts came or went
 * that the map was not told of, it is told now. Imports that somebody works on are let be. Done before every import, at every start, and
 * while Troth serves, soon after somebody died.
 * @returns how many imports
 */
export async function settleUnfinished(ctx: Context, onProgress?: OnProgress): Promise<number> {
  const unfinished = await unfinishedImports(ctx.pool)
  if (unfinished.length === 0) return 0
  let settled = 0
  const client = await ctx.pool.connect()
  let broken: Error | undefined
  try {
    for (const row of unfinished) {
      if (!(await holdImport(client, row.id))) continue
      await settleOne(ctx, row, onProgress)
      await letGoOfImport(client, row.id)
      settled++
    }
    return settled
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    client.release(broken)
  }
}

/** Is there an import that somebody left half done? */
export async function hasUnfinished(ctx: Context): Promise<boolean> {
  const held = await importsHeld(ctx.pool)
  return (await unfinishedImports(ctx.pool)).some(({ id }) => !held.has(id))
}

async function settleOne(ctx: Context, { id, state }: ImportRow, onProgress?: OnProgress): Promise<void> {
  if (state === 'reading') return forgetImport(ctx.pool, id)
  if (state === 'undone') return void (await settleUndone(ctx, id, onProgress))
  await settleImport(ctx, { importId: id, ...(onProgress && { onProgress }) })
  await settleUntold(ctx, id, onProgress)
  await noteImport(ctx.pool, id, { settled: true })
}
