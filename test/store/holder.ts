/**
 * A Troth of its own for the tests of the engine: opens the database of the folder it is given, says `open`, and at a signal
 * closes it and says `closed`.
 */
import { openDatabase } from '#store/engine/index.ts'
import { openPool } from '#store/pool.ts'

const stopped = new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve))
const staying = setInterval(() => undefined, 1000)
const database = await openDatabase({ data: process.argv[2] ?? '' })
const pool = openPool(database)
await pool.query('create table if not exists visit (n integer)').catch(() => undefined) // two at once clash on the name
await pool.query('insert into visit values (1)')
process.stdout.write('open\n')
await stopped
await pool.end()
await database.close()
process.stdout.write('closed\n')
clearInterval(staying)
