import { randomBytes } from 'node:crypto'
import { restoreBackup } from '#actions/house/backup/restore-backup.ts'
import { openPool } from '#store/pool.ts'

/** Run as a process of its own, to be killed: restores the backup of its first argument into the database of the second. */
const [folder, connection] = process.argv.slice(2) as [string, string]
const pool = openPool({ connection: JSON.parse(connection) as { host: string } })
const ctx = { pool, now: () => Date.UTC(2026, 0, 1), random: (bytes: number) => randomBytes(bytes), actor: 'test', reach: 'all' as const }
process.stdout.write('begun\n')
const done = await restoreBackup(ctx, { folder, replace: true })
await pool.end()
if (!done.ok) throw new Error(JSON.stringify(done.refusals))
