/** Run as a process of its own, to be killed: keeps time as it will be in so many days, for the folder that the settings name. */
import { randomBytes } from 'node:crypto'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { readSettings } from '#contract/settings.ts'
import { DAY_MS } from '#core/units/time.ts'
import { openDatabase } from '#store/engine/index.ts'
import { openPool } from '#store/pool.ts'

const settings = readSettings(process.env)
if (!settings.ok) throw new Error(JSON.stringify(settings.refusals))
const database = await openDatabase(settings.value)
const pool = openPool(database)
const now = (): number => Date.now() + Number(process.argv[2]) * DAY_MS
await keepTime({ pool, now, random: randomBytes, actor: 'faults', reach: 'all' })
await pool.end()
await database.close()
