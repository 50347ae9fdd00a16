import * as z from 'zod'

/** The form in which backups are written. A Troth reads every form up to its own. */
export const BACKUP_FORMAT = 1

const sum = z.string().regex(/^[0-9a-f]{64}$/)

/** One table of a backup: its rows as PostgreSQL's COPY writes them as text, compressed with Zstandard. */
export const backedUpTable = z.object({
  name: z.string().min(1),
  /** Its file in the folder of the backup. */
  file: z.string().regex(/^[^/\\]+\.copy\.zst$/),
  columns: z.array(z.string()),
  rows: z.int().nonnegative(),
  /** Before compression, and on disk. */
  bytes: z.int().nonnegative(),
  file_bytes: z.int().nonnegative(),
  /** SHA-256 of the file as it lies there. */
  sha256: sum,
})
export type BackedUpTable = z.output<typeof backedUpTable>

export const backedUpMigration = z.object({ number: z.int(), name: z.string(), checksum: z.string() })

/** What a backup says of itself, in `manifest.json`. */
export const backupManifest = z.object({
  format: z.int().positive(),
  /** The version of Troth, and of PostgreSQL, that wrote it. */
  troth: z.string(),
  postgres: z.string(),
  made_at: z.string(),
  company: z.string(),
  /** The telling whose map is in it; older ones are not kept. */
  telling: z.int(),
  migrations: z.array(backedUpMigration).min(1),
  tables: z.array(backedUpTable).min(1),
  sequences: z.array(z.object({ name: z.string(), last: z.int(), called: z.boolean() })),
  /** SHA-256 of all the above, as JSON without spaces. */
  sha256: sum,
})
export type BackupManifest = z.output<typeof backupManifest>
