import { randomBytes } from 'node:crypto'
import { eraseCustomer } from '#actions/customers/erase-customer.ts'
import { openPool } from '#store/pool.ts'

/** Run as a process of its own, to be killed: erases the customer of its second argument from the database of its first. */
const [connection, key] = process.argv.slice(2) as [string, string]
const pool = openPool({ connection: JSON.parse(connection) as { host: string } })
const ctx = { pool, now: () => Date.UTC(2026, 0, 1), random: (bytes: number) => randomBytes(bytes), actor: 'test', reach: 'all' as const }
process.stdout.write('begun\n')
const done = await eraseCustomer(ctx, { key, confirmed: key })
await pool.end()
if (!done.ok) throw new Error(JSON.stringify(done.refusals))
