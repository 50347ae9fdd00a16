import { randomBytes } from 'node:crypto'
import { workOnce } from '#actions/house/jobs/work.ts'
import { openPool } from '#store/pool.ts'

/** Run as a process of its own, to be killed: works on what waits in the database of its first argument. */
const pool = openPool({ connection: JSON.parse(process.argv[2] ?? '{}') as { host: string } })
const ctx = { pool, now: () => Date.UTC(2026, 0, 1), random: (bytes: number) => randomBytes(bytes), actor: 'test', reach: 'all' as const }
process.stdout.write('begun\n')
await workOnce(ctx, { signal: new AbortController().signal })
await pool.end()
