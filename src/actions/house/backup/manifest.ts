import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BACKUP_FORMAT, backupManifest, type BackupManifest } from '#contract/house/backup.ts'
import { no, yes, type Result } from '#contract/refusals.ts'

export const MANIFEST = 'manifest.json'

const sumOf = (said: Omit<BackupManifest, 'sha256'>): string => createHash('sha256').update(JSON.stringify(said)).digest('hex')

/** A manifest with the sum that tells whether it was changed afterwards. */
export const sealed = (said: Omit<BackupManifest, 'sha256'>): BackupManifest => ({ ...said, sha256: sumOf(said) })

/** Reads what a backup says of itself. Refuses with `backup_missing`, `backup_damaged` or `backup_too_new`. */
export async function readManifest(folder: string): Promise<Result<BackupManifest>> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null)
  if (text === null) return no('backup_missing', { folder, what: (await stat(folder).catch(() => undefined)) ? 'empty' : 'absent' })
  const said = parsed(text)
  const format = (said as { format?: unknown } | null)?.format
  if (typeof format === 'number' && format > BACKUP_FORMAT) return no('backup_too_new', { found: `format ${format}`, expected: `format ${BACKUP_FORMAT}` })
  const shape = backupManifest.safeParse(said)
  if (!shape.success || shape.data.sha256 !== sumOf(withoutSum(shape.data))) return no('backup_damaged', { file: MANIFEST, what: 'changed' })
  return yes(shape.data)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const withoutSum = ({ sha256: _sum, ...said }: BackupManifest): Omit<BackupManifest, 'sha256'> => said
