import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type { BackedUpTable, BackupManifest } from '#contract/house/backup.ts'
import { Refused, yes, type Result } from '#contract/refusals.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { settleUnfinished } from '#actions/history/import/settle-unfinished.ts'
import { forgetSessions } from '#actions/house/access/check-session.ts'
import { forgetKeys } from '#actions/house/check-key.ts'
import { importUnderWay } from '#store/history/imports.ts'
import { shutOutAgain, whoIsShutOut } from '#store/house/access/shut.ts'
import { appendAudit } from '#store/house/audit.ts'
import { readCompany } from '#store/house/company.ts'
import { copyBack } from '#store/house/dump.ts'
import { holdsHistory, keepImportsOut } from '#store/house/emptiness.ts'
import { buildBeside, fillingOrder, makeParts, moveHouse } from '#store/house/rebuild.ts'
import { setSequences } from '#store/house/tables.ts'
import { applyWithin, readMigrations, type Migration } from '#store/migrate.ts'
import { withTransaction, type Client } from '#store/pool.ts'
import { holdRetelling, indexTelling, lockTellingAlone } from '#store/relationship/tellings.ts'
import { checkBackup, misfit } from './check-backup.ts'
import { eraseAgain, whoIsGone } from './erase-again.ts'
import { readManifest } from './manifest.ts'
import { passing } from './write-backup.ts'

export interface RestoreBackup {
  readonly folder: string
  /** Also where somebody's own history would be lost by it. */
  readonly replace: boolean
  /** Where the migrations of this Troth are, if not in their usual place. */
  readonly migrations?: string
  readonly onProgress?: OnProgress
}

/** What came back. */
export interface RestoredHouse {
  readonly manifest: BackupManifest
  /** Tables in the backup that Troth knows nothing of: somebody else had put them into its schema. */
  readonly left_out: readonly string[]
  /** Customers whom the backup had still and who had been erased here since. */
  readonly erased_again: number
  /** What an older backup was brought up to date by. */
  readonly migrated: readonly string[]
}

/**
 * Makes the house what it was when a backup was written: every table, every counter. It is built beside the one there is and takes its place at
 * once, in one transaction; others read the old house until then and wait with what they write. A backup of an older version gets that version's
 * tables first and is then brought up to date, as an upgrade would have done.
 * Refuses with `backup_missing`, `backup_damaged`, `backup_too_new`, `backup_differs`, `house_not_empty`, `import_busy` or `house_busy`.
 */
export async function restoreBackup(ctx: Context, { folder, replace, migrations, onProgress = () => undefined }: RestoreBackup): Promise<Result<RestoredHouse>> {
  const read = await readManifest(folder)
  if (!read.ok) return read
  const known = await readMigrations(migrations)
  const strange = misfit(read.value, known)
  if (strange) return strange
  const whole = await checkBackup(folder, onProgress)
  if (!whole.ok) return whole
  try {
    const restored = await holdRetelling(ctx.pool, () => withTransaction(ctx.pool, (db) => restoreWithin(db, ctx, { folder, manifest: whole.value, known, replace, onProgress })))
    forgetKeys(ctx.pool)
    forgetSessions(ctx.pool)
    await settleUnfinished(ctx, onProgress)
    return yes(restored)
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusals: error.refusals }
    throw error
  }
}

interface Restoring {
  readonly folder: string
  readonly manifest: BackupManifest
  readonly known: readonly Migration[]
  readonly replace: boolean
  readonly onProgress: OnProgress
}

async function restoreWithin(db: Client, ctx: Context, { folder, manifest, known, replace, onProgress }: Restoring): Promise<RestoredHouse> {
  await refuseUnlessFree(db, replace) // before waiting for an import that moves in
  await lockTellingAlone(db)
  await keepImportsOut(db)
  await refuseUnlessFree(db, replace)
  const gone = await whoIsGone(db)
  const home = await buildBeside(db, known.slice(0, manifest.migrations.length))
  await makeParts(db, manifest.telling)
  const left_out = await fill(db, folder, manifest, onProgress)
  await setSequences(db, manifest.sequences)
  const newer = known.slice(manifest.migrations.length)
  for (const migration of newer) await applyWithin(db, migration)
  await indexTelling(db, manifest.telling)
  const shutOut = await whoIsShutOut(db, home)
  await moveHouse(db, home)
  await shutOutAgain(db, shutOut)
  const erased_again = await eraseAgain(db, ctx, gone)
  await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'house.restored', detail: { made_at: manifest.made_at, replaced: replace } })
  return { manifest, left_out, erased_again, migrated: newer.map(({ name }) => name) }
}

/** @throws Refused where there is something to lose, or somebody is bringing something in */
async function refuseUnlessFree(db: Client, replace: boolean): Promise<void> {
  const company = await readCompany(db)
  if (!replace && company && !company.sample && (await holdsHistory(db))) throw new Refused({ code: 'house_not_empty', values: { name: company.name } })
  const busy = await importUnderWay(db)
  if (busy !== null) throw new Refused({ code: 'import_busy', values: { id: busy } })
}

/** @returns the tables that found no place */
async function fill(db: Client, folder: string, { tables }: BackupManifest, onProgress: OnProgress): Promise<string[]> {
  const total = tables.reduce((sum, { rows }) => sum + rows, 0)
  let done = 0
  const order = await fillingOrder(db)
  const placed = tables.filter(({ name }) => order.includes(name)).toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
  for (const table of placed) {
    await fillTable(db, folder, table, (share) => onProgress({ phase: 'restoring', done: done + Math.round(share * table.rows), total }))
    done += table.rows
  }
  return tables.filter(({ name }) => !order.includes(name)).map(({ name }) => name)
}

/** The file cannot be unpacked, is not what COPY writes, or holds rows that the table does not take. */
const UNFIT = /^(ZSTD_|Z_|22|23)/

async function fillTable(db: Client, folder: string, table: BackedUpTable, onShare: (share: number) => void): Promise<void> {
  let bytes = 0
  const into = copyBack(db, table)
  const counted = passing((chunk) => {
    bytes += chunk.length
    onShare(bytes / table.bytes)
  })
  await pipeline(createReadStream(join(folder, table.file)), createZstdDecompress(), counted, into).catch((error: Error & { code?: string }) => {
    throw UNFIT.test(error.code ?? '') ? new Refused({ code: 'backup_damaged', values: { file: table.file, what: 'changed' } }) : error
  })
  const { rowCount } = into as typeof into & { readonly rowCount: number }
  if (rowCount !== table.rows) throw new Refused({ code: 'backup_damaged', values: { file: table.file, what: 'changed' } })
}
