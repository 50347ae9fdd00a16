import { expect, test } from 'vitest'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { tellAll } from '#actions/relationship/tell-all.ts'
import { playSample } from '#sample/play.ts'
import { beginTelling, dropTelling } from '#store/relationship/tellings.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '../world.ts'

const NOW = Date.UTC(2026, 0, 1)
const { pool } = await testDatabase()
const ctx = contextOf(pool, NOW)

/** What telling all histories leaves behind. */
async function told(worthACrew: number): Promise<{ customers: number; rows: unknown }> {
  const { telling, rules } = await inForce(pool)
  const id = await beginTelling(pool, telling.policy_version, telling.model.id, NOW, NOW)
  const customers = await tellAll(pool, id, NOW, rules, { worthACrew })
  const rows = []
  for (const [table, order] of [['standing', 'customer'], ['span', 'customer, n'], ['spend', 'customer']]) {
    const { rows: found } = await pool.query<Record<string, unknown>>(`select * from ${table}_${id} order by ${order}`)
    rows.push(found.map(({ telling: _telling, ...row }) => row))
  }
  await dropTelling(pool, id)
  return { customers, rows }
}

test('several threads tell what one tells', async () => {
  await openHouse(ctx, { name: 'Test', zone: 'Europe/Oslo', currency: 'EUR', languages: ['en'], sample: false })
  const items = [...playSample({ customers: 300, years: 2, seed: 3, end: NOW }).customers].flatMap(({ record, facts }) => [{ record }, ...facts.map((fact) => ({ fact }))])
  await importFacts(ctx, 'test', items)
  const one = await told(Infinity)
  expect(one.customers).toBeGreaterThan(250)
  expect(await told(0)).toEqual(one)
})

test('asked to stop, threads are sent home in the middle, and what they made can be dropped', async () => {
  const { telling, rules } = await inForce(pool)
  const id = await beginTelling(pool, telling.policy_version, telling.model.id, NOW, NOW)
  const stopping = new AbortController()
  await expect(tellAll(pool, id, NOW, rules, { worthACrew: 0, signal: stopping.signal, onProgress: () => stopping.abort() })).rejects.toThrow('sent home')
  await dropTelling(pool, id)
  expect((await pool.query(`select from pg_class where relname = $1`, [`standing_${id}`])).rowCount).toBe(0)
})
