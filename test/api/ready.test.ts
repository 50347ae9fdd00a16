import { expect, test } from 'vitest'
import { whyUnready } from '#actions/house/is-ready.ts'
import { makeServer } from '#api/server.ts'
import { openPool } from '#store/pool.ts'
import { contextOf } from '#test/actions/world.ts'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

const { pool, connection } = await testDatabase()
const NOW = Date.parse('2026-03-01T12:00:00Z')

type Answer = { statusCode: number; headers: object; json: () => { code?: string; detail?: string } }
const said = (answer: Answer): unknown[] => [answer.statusCode, answer.json().code, answer.json().detail]

test('ready while the database answers; nobody needs a key to ask', async () => {
  const { get } = await serve(pool, NOW)
  const answer = await get('/readyz', { authorization: '' })
  expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'ready' }])
})

test('not where the database cannot be reached, or hangs; alive all the same', async () => {
  const nobody = openPool({ connection: { ...connection, host: '/nowhere' } })
  const app = await makeServer({ ctx: contextOf(nobody, NOW), version: '1', logLevel: 'silent' })
  const answer = await app.inject('/readyz')
  expect(said(answer)).toEqual([503, 'not_ready', 'The database does not answer.'])
  expect(answer.headers).toMatchObject({ 'retry-after': '5', 'content-type': expect.stringMatching(/^application\/problem\+json/) })
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  await nobody.end()
  const hanging = openPool({ connection }, 1)
  const held = await hanging.connect()
  const begun = performance.now()
  expect(await whyUnready({ pool: hanging })).toBe('database')
  expect(performance.now() - begun).toBeLessThan(4000)
  held.release()
  await hanging.end()
})

test('not over a database that this code does not know', async () => {
  const other = await testDatabase()
  await other.pool.query(`insert into migration (number, name, checksum) values (999, '999-tomorrow.sql', 'x')`)
  expect(said(await (await makeServer({ ctx: contextOf(other.pool, NOW), version: '1', logLevel: 'silent' })).inject('/readyz'))).toEqual([
    503, 'not_ready', 'The database is not the one that this version of Troth knows.',
  ])
})

test('the database is asked once a second at most, however many ask', async () => {
  let asked = 0
  const counted = Object.create(pool) as typeof pool
  counted.query = ((text: string) => {
    asked++
    return pool.query(text)
  }) as typeof pool.query
  let at = 0
  for (let i = 0; i < 100; i++) await whyUnready({ pool: counted }, () => at)
  const once = asked
  expect(once).toBeLessThan(4)
  at = 1001
  await whyUnready({ pool: counted }, () => at)
  expect(asked).toBe(2 * once)
})
