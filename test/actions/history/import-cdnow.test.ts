import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importPaths, mappingFile } from '#actions/history/import/import-paths.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { contextOf } from '../world.ts'
import { testDatabase } from '#test/setup/database.ts'

const DATA = process.env['TROTH_REAL_DATA'] ?? join(import.meta.dirname, '../../../../shared/data')
const FILE = join(DATA, 'cdnow/CDNOW_master.txt')

describe.skipIf(!existsSync(FILE))('CDNOW (skipped where the real data sets are not at hand)', async () => {
  const { pool } = await testDatabase()
  const ctx = contextOf(pool, Date.UTC(1999, 0, 1))

  it('takes every one of the 69,659 orders, to the cent', async () => {
    await openHouse(ctx, { name: 'CDNOW', zone: 'America/New_York', currency: 'USD', languages: ['en'], sample: false })
    const done = await importPaths(ctx, { paths: [FILE], mapping: await mappingFile('examples/cdnow/cdnow.yaml') })
    if (!done.ok) throw new Error(JSON.stringify(done.refusals))
    // Another way to the same sums: columns of the file cut by place, cents added as whole numbers.
    const lines = readFileSync(FILE, 'latin1').split('\r\n').slice(1).filter((line) => line.trim() !== '')
    const cents = lines.reduce((sum, line) => sum + Number(line.trim().split(/ +/)[3]!.replace('.', '')), 0)
    const { rows } = await pool.query('select count(*) as n, sum(paid)::bigint as paid, count(distinct customer) as customers from fact')
    expect(rows[0]).toEqual({ n: 69_659, paid: cents, customers: 23_570 })
    expect(done.value).toMatchObject({ rows: 69_659, facts: { taken: 69_659, known: 0 }, rejected: { rows: 0 }, customers_new: 23_570 })
  }, 60_000)
})
