import { expect, test } from 'vitest'
import { retell } from '#actions/relationship/retell.ts'
import { openPool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'
import { sent, toldBy } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { serve } from './served.ts'

const { pool, connection } = await testDatabase()

test('two servers that are sent the same facts at once, each several times, count each once', async () => {
  const other = openPool({ connection })
  const servers = [await serve(pool, on(820)), await serve(other, on(820))]
  const facts = Array.from({ length: 240 }, (_, i) => sent(fact(i % 4 === 0 ? 'felt' : 'purchase', (i * 37) % 800, { id: `f${i}`, customer: `c${i % 12}` })))
  const batches = Array.from({ length: 24 }, (_, i) => facts.filter((_f, j) => j % 24 === i || (j + 5) % 24 === i || (j * 7) % 24 === i))
  const answers = await Promise.all([...batches, ...batches].map((batch, i) => servers[i % 2]!.post('/v1/facts', batch)))
  const sums = answers.map((answer) => answer.json<{ taken: number; known: number; refused: number }>())
  expect(answers.map((answer) => answer.statusCode)).toEqual(answers.map(() => 200))
  expect(sums.reduce((sum, { taken }) => sum + taken, 0)).toBe(240)
  expect(sums.reduce((sum, { refused }) => sum + refused, 0)).toBe(0)
  expect((await pool.query('select from fact')).rowCount).toBe(240)
  const { spans, months } = await toldBy(pool)
  await retell(servers[0]!.ctx)
  const again = await toldBy(pool)
  expect({ spans: again.spans, months: again.months }).toEqual({ spans, months })
  await other.end()
}, 60_000)

test('a key that one of them revoked opens the other for five seconds at most', async () => {
  const other = openPool({ connection })
  const [here, there] = [await serve(pool, on(820)), await serve(other, on(820))]
  const authorization = `Bearer ${here.key}`
  expect((await there.get('/v1/map', { authorization })).statusCode).toBe(200)
  await pool.query('update api_key set revoked_at = now()')
  there.ctx.at += 5000
  expect((await there.get('/v1/map', { authorization })).statusCode).toBe(401)
  await other.end()
})
