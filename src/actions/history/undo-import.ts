import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { holdImport, letGoOfImport, noteImport, readImport } from '#store/history/imports.ts'
import { laterOverlaps, markUndone, removeFacts } from '#store/history/undo.ts'
import { withTransaction } from '#store/pool.ts'
import { lockTellingInBulk } from '#store/relationship/tellings.ts'
import { settleUndone } from './settle-undone.ts'

export interface UndoneImport {
  readonly id: number
  readonly what: string
  readonly facts: number
  /** Customers, units, people, promises and rates that it brought and nothing else refers to. */
  readonly records: number
  /** Customers who were told again. */
  readonly customers: number
  /** Later imports that held some of the same facts and left them to this one: to have those facts, run them again. */
  readonly overlapped: readonly { readonly id: number; readonly what: string }[]
}

/**
 * Takes an import back: its facts, and what it brought that nothing else refers to. What it changed in records that were there before
 * stays changed. The customers concerned are told again; that sets nothing off.
 */
export async function undoImport(ctx: Context, id: number, onProgress?: OnProgress): Promise<Result<UndoneImport>> {
  const known = await readImport(ctx.pool, id)
  if (!known) return no('import_unknown', { id })
  // One that was cut off goes on where it was.
  if (known.state === 'undone' && known.summary['settled'] !== false) return no('import_undone', { id })
  const client = await ctx.pool.connect()
  let broken: Error | undefined
  try {
    // Held until the map knows: nobody else takes this for the leavings of a dead process.
    if (known.state === 'reading' || !(await holdImport(client, id))) return no('import_busy', { id })
    const { state } = (await readImport(ctx.pool, id)) ?? known
    const facts = state === 'undone' ? 0 : await takeOut(ctx, id)
    const overlapped = await laterOverlaps(ctx.pool, id)
    return yes({ id, what: known.what, facts, overlapped, ...(await settleUndone(ctx, id, noting(ctx, id, onProgress))) })
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    if (!broken) await letGoOfImport(client, id).catch((error: Error) => (broken = error))
    client.release(broken)
  }
}

/** So often it is noted how far it is, for whoever looks from elsewhere. */
const NOTED_EVERY_MS = 1000

function noting(ctx: Context, id: number, onProgress?: OnProgress): OnProgress {
  let noted = 0
  return (progress) => {
    onProgress?.(progress)
    if (ctx.now() - noted < NOTED_EVERY_MS) return
    noted = ctx.now()
    // Nothing hangs on it: where it cannot be noted, nobody sees how far it is.
    noteImport(ctx.pool, id, { progress }).catch(() => undefined)
  }
}

const takeOut = (ctx: Context, id: number): Promise<number> =>
  withTransaction(ctx.pool, async (db) => {
    await lockTellingInBulk(db)
    await markUndone(db, id, ctx.now())
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'import.undone', subject: String(id) })
    return removeFacts(db, id)
  })
