import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { BackupManifest, BackedUpTable } from '#contract/house/backup.ts'
import { no, yes, type Refusal, type Result } from '#contract/refusals.ts'
import type { OnProgress } from '#actions/context.ts'
import { readManifest } from './manifest.ts'

/** Looks whether a backup is whole: every file there, with the length and the sum that it had when it was written. Needs no database. */
export async function checkBackup(folder: string, onProgress: OnProgress = () => undefined): Promise<Result<BackupManifest>> {
  const read = await readManifest(folder)
  if (!read.ok) return read
  const total = read.value.tables.reduce((sum, { file_bytes }) => sum + file_bytes, 0)
  const refusals: Refusal[] = []
  let done = 0
  for (const table of read.value.tables) {
    const flaw = await flawOf(folder, table, (bytes) => onProgress({ phase: 'checking', done: (done += bytes), total }))
    if (flaw) refusals.push({ code: 'backup_damaged', values: { file: table.file, what: flaw } })
  }
  return refusals.length > 0 ? { ok: false, refusals } : yes(read.value)
}

async function flawOf(folder: string, { file, file_bytes, sha256 }: BackedUpTable, onBytes: (bytes: number) => void): Promise<string | null> {
  const hash = createHash('sha256')
  let found = 0
  try {
    for await (const chunk of createReadStream(join(folder, file)) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      found += chunk.length
      onBytes(chunk.length)
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable'
  }
  return found < file_bytes ? 'short' : found === file_bytes && hash.digest('hex') === sha256 ? null : 'changed'
}

/** Why a backup does not fit what is known here, if it does not. */
export function misfit({ migrations, troth }: BackupManifest, known: readonly { readonly name: string; readonly checksum: string }[]): Result<never> | null {
  if (migrations.length > known.length) return no('backup_too_new', { found: `Troth ${troth}, ${migrations.at(-1)?.name ?? ''}`, expected: known.at(-1)?.name ?? '' })
  const other = migrations.find(({ checksum }, i) => known[i]?.checksum !== checksum)
  return other ? no('backup_differs', { found: other.name, troth }) : null
}
