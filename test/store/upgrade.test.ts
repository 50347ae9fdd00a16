import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { retell } from '#actions/relationship/retell.ts'
import { migrate, readMigrations } from '#store/migrate.ts'
import { testDatabase } from '#test/setup/database.ts'
import { toldBy } from '#test/actions/world.ts'
import { serve } from '#test/api/served.ts'

/** The hour at which the old house was last told. */
const THEN = Date.UTC(2026, 1, 28, 23)
const KEY = 'troth_0202020202020202_AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM'

const folder = await mkdtemp(join(tmpdir(), 'troth-upgrade-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a house of the first two migrations is brought up to date by starting on it: its facts, map and keys are there, and it goes on', async () => {
  const { pool } = await testDatabase({ empty: true })
  const all = await readMigrations()
  for (const { name } of all.slice(0, 2)) await cp(join(import.meta.dirname, '../../src/store/migrations', name), join(folder, name))
  expect(await migrate(pool, folder)).toEqual(['001-house.sql', '002-relationship.sql'])
  await pool.query(await readFile(join(import.meta.dirname, 'house-at-002.sql'), 'utf8'))
  const { rows: before } = await pool.query('select customer, source, id, kind, at, paid, body from fact order by customer, source, id')
  expect(before).toHaveLength(38)
  const { rows: spans } = await pool.query(`select key, n, at, until, state, was, unit, heard, rule, cause from span join customer using (customer) where telling = 3 order by key, n`)
  const { rows: months } = await pool.query(`select key, month, paid from spend join customer using (customer) where telling = 3 order by key, month`)

  expect(await migrate(pool)).toEqual(all.slice(2).map(({ name }) => name))
  const { get, post, ctx } = await serve(pool, THEN)
  const authorization = `Bearer ${KEY}`
  expect((await pool.query('select customer, source, id, kind, at, paid, body from fact order by customer, source, id')).rows).toEqual(before)
  expect(await toldBy(pool)).toMatchObject({ spans, months })
  const map = await get('/v1/map', { authorization })
  expect([map.statusCode, map.json<{ customers: { now: number }; company: { name: string } }>()]).toMatchObject([200, { customers: { now: 4 }, company: { name: 'Old shop' } }])
  const facts = [
    { kind: 'purchase', id: 'a3', source: 'till', customer: 'anna', at: new Date(THEN).toISOString(), order: '3', paid: 1500 },
    { kind: 'visit', id: 'v1', source: 'web', customer: 'HH-0000001', at: '2025-12-01T10:00:00Z', channel: 'web' },
    { kind: 'felt', id: 'a2', source: 'till', customer: 'anna', at: new Date(Date.UTC(2026, 1, 28, 22) - 40 * 86_400_000).toISOString(), feelings: ['cared_for'], strength: 3, language: 'et' },
  ]
  expect((await post('/v1/facts', facts, { authorization })).json()).toMatchObject({ taken: 2, known: 1, refused: 0 })
  expect((await get('/v1/customers/anna', { authorization })).json()).toMatchObject({ standing: { state: 'loyal', value: 2500 } })
  expect((await get('/readyz')).statusCode).toBe(200)
  // What was told on from an old memory is what telling it all again says.
  const live = await toldBy(pool)
  await retell(ctx)
  const anew = await toldBy(pool)
  expect([live.months, live.spans.map(plain)]).toEqual([anew.months, anew.spans.map(plain)])
})

/** Up to which rule a span came about may depend on the model of the day; who stood where, and when, on the facts. */
const plain = (span: unknown): unknown => {
  const { key, n, at, state, unit } = span as Record<string, unknown>
  return { key, n, at, state, unit }
}
