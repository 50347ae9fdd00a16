import { randomBytes } from 'node:crypto'
import { importPaths } from '#actions/history/import/import-paths.ts'
import { openPool } from '#store/pool.ts'

/** Run as a process of its own, to be killed: imports the file of its first argument into the database of the second. */
const [path, connection, mapping] = process.argv.slice(2) as [string, string, string]
const pool = openPool({ connection: JSON.parse(connection) as { host: string } })
const ctx = { pool, now: () => Date.UTC(2026, 0, 1), random: (bytes: number) => randomBytes(bytes), actor: 'test', reach: 'all' as const }
process.stdout.write('begun\n')
const done = await importPaths(ctx, { paths: [path], mapping: { name: 'map.yaml', text: mapping } })
await pool.end()
if (!done.ok) throw new Error(JSON.stringify(done.refusals))
