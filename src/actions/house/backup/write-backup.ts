import { createHash, randomBytes } from 'node:crypto'
import { constants, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import { BACKUP_FORMAT, type BackedUpTable, type BackupManifest } from '#contract/house/backup.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import { isoOf } from '#core/units/time.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { atOneMoment, copyOut, hangUp, postgresVersion } from '#store/house/dump.ts'
import { keptTables, readSequences, type KeptTable } from '#store/house/tables.ts'
import { applied } from '#store/migrate.ts'
import type { Client } from '#store/pool.ts'
import { MANIFEST, sealed } from './manifest.ts'

export interface WriteBackup {
  /** A folder that is empty or not there yet. */
  readonly folder: string
  /** Troth's own version. */
  readonly version: string
  readonly onProgress?: OnProgress
  /** When it is aborted, the backup is given up and what was written of it removed. */
  readonly signal?: AbortSignal
}

/** What a disk or its owner may say to a backup; anything else is a bug. */
const UNWRITABLE = new Set(['EEXIST', 'EACCES', 'EPERM', 'ENOSPC', 'EDQUOT', 'EROFS', 'ENOTDIR', 'ENAMETOOLONG', 'EIO', 'EFBIG'])

/**
 * Writes the whole house, as it stands at one moment, into a folder. Others go on reading and writing meanwhile. It is written beside and takes
 * its name only once it is on disk: a backup that was cut off is called `….part-…` and is never taken for one.
 */
export async function writeBackup(ctx: Context, { folder: asked, version, onProgress = () => undefined, signal = new AbortController().signal }: WriteBackup): Promise<Result<BackupManifest>> {
  const folder = resolve(asked)
  const part = `${folder}.part-${randomBytes(4).toString('hex')}`
  try {
    if (!(await isFree(folder))) return no('backup_present', { folder })
    await mkdir(dirname(folder), { recursive: true })
    await mkdir(part, { mode: 0o700 })
    const manifest = await atOneMoment(ctx.pool, (db) => dump(db, ctx, { part, signal }, version, onProgress))
    await writeFile(join(part, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true })
    await syncFolder(part)
    await rename(part, folder)
    await syncFolder(dirname(folder))
    return yes(manifest)
  } catch (error) {
    await rm(part, { recursive: true, force: true }).catch(() => undefined)
    const { code = '', message, syscall } = error as NodeJS.ErrnoException
    // Somebody else put something there meanwhile.
    if (syscall === 'rename' && (code === 'EEXIST' || code === 'ENOTEMPTY')) return no('backup_present', { folder })
    if (UNWRITABLE.has(code)) return no('backup_unwritable', { folder, reason: message })
    throw error
  }
}

async function isFree(folder: string): Promise<boolean> {
  const there = await stat(folder).catch(() => undefined)
  return !there || (there.isDirectory() && (await readdir(folder)).length === 0)
}

/** A name is only kept once its folder is. Not every system can say so of a folder; those that cannot do it by themselves. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** What is being written, and when to leave off. */
interface Part {
  readonly part: string
  readonly signal: AbortSignal
}

async function dump(db: Client, ctx: Context, part: Part, version: string, onProgress: OnProgress): Promise<BackupManifest> {
  const { company, telling } = await inForce(db)
  const tables = await keptTables(db, telling.id)
  const total = tables.reduce((sum, { rows }) => sum + rows, 0)
  const written: BackedUpTable[] = []
  let done = 0
  for (const table of tables) written.push(await dumpTable(db, part, table, (rows) => onProgress({ phase: 'backing_up', done: (done += rows), total: total < done ? null : total })))
  return sealed({
    format: BACKUP_FORMAT, troth: version, postgres: await postgresVersion(db), made_at: isoOf(ctx.now()), company: company.name, telling: telling.id,
    migrations: (await applied(db)).map(({ number, name, checksum }) => ({ number, name, checksum })),
    tables: written, sequences: await readSequences(db),
  })
}

const NEWLINE = 0x0a

/** A line is a row: COPY writes the line ends within a value as two other characters. */
function linesIn(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) lines++
  return lines
}

async function dumpTable(db: Client, { part, signal }: Part, table: KeptTable, onRows: (rows: number) => void): Promise<BackedUpTable> {
  const file = `${table.name}.copy.zst`
  const hash = createHash('sha256')
  const size = { rows: 0, bytes: 0, file_bytes: 0 }
  const counted = passing((chunk) => {
    const rows = linesIn(chunk)
    size.rows += rows
    size.bytes += chunk.length
    onRows(rows)
  })
  const summed = passing((chunk) => {
    hash.update(chunk)
    size.file_bytes += chunk.length
  })
  const to = createWriteStream(join(part, file), { mode: 0o600, flags: 'wx', flush: true })
  await pipeline([copyOut(db, table), counted, createZstdCompress(), summed, to], { signal }).catch(async (error: unknown) => {
    await hangUp(db).catch(() => undefined)
    throw error
  })
  return { name: table.name, file, columns: [...table.columns], ...size, sha256: hash.digest('hex') }
}

/** Lets bytes pass and looks at them. */
export const passing = (look: (chunk: Buffer) => void): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      look(chunk)
      done(null, chunk)
    },
  })
