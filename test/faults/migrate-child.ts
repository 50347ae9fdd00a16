/** Run as a process of its own, many at once: opens the database of the folder that the settings name, brings it up to date and leaves it. */
import { randomBytes } from 'node:crypto'
import { openHouse } from '#actions/house/open-house.ts'
import { readSettings } from '#contract/settings.ts'
import { openDatabase } from '#store/engine/index.ts'
import { migrate } from '#store/migrate.ts'
import { openPool } from '#store/pool.ts'

const settings = readSettings(process.env)
if (!settings.ok) throw new Error(JSON.stringify(settings.refusals))
const database = await openDatabase(settings.value)
const pool = openPool(database)
const applied = await migrate(pool)
await openHouse({ pool, now: Date.now, random: randomBytes, actor: 'faults', reach: 'all' })
process.stdout.write(JSON.stringify(applied))
await pool.end()
await database.close()
