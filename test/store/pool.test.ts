import { expect, test } from 'vitest'
import { withTransaction } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'

const { pool } = await testDatabase({ empty: true })
const one = async (expression: string): Promise<unknown> => (await pool.query<{ it: unknown }>(`select ${expression} as it`)).rows[0]?.it

test.each<[string, unknown]>([
  ['9007199254740991::bigint', Number.MAX_SAFE_INTEGER],
  ["'{1,null,-3}'::bigint[]", [1, null, -3]],
  ["'{{1,2},{3,4}}'::bigint[]", [[1, 2], [3, 4]]],
  ['1.25::numeric', 1.25],
  ["'2024-02-29'::date", '2024-02-29'],
  ["'{2024-02-29}'::date[]", ['2024-02-29']],
  ["'2024-02-29 13:14:15.678+02'::timestamptz", Date.UTC(2024, 1, 29, 11, 14, 15, 678)],
  ["'2024-02-29 00:00:00.0019Z'::timestamptz", Date.UTC(2024, 1, 29, 0, 0, 0, 1)],
  ["'0044-03-15 00:00:00Z BC'::timestamptz", new Date('-000043-03-15T00:00:00Z').getTime()],
  ["'12024-01-01 00:00:00Z'::timestamptz", new Date('+012024-01-01T00:00:00Z').getTime()],
  ["'infinity'::timestamptz", Infinity],
  ["'-infinity'::timestamptz", -Infinity],
  ["'{1970-01-01Z,null}'::timestamptz[]", [0, null]],
  ["current_setting('TimeZone')", 'UTC'],
  ["current_setting('application_name')", 'troth'],
])('%s is read as %j', async (expression, expected) => {
  expect(await one(expression)).toEqual(expected)
})

test('a whole number that JavaScript cannot hold is refused, not rounded', async () => {
  await expect(one('9007199254740993::bigint')).rejects.toThrow('not a safe integer')
})

test('a transaction keeps all or nothing, and gives its connection back', async () => {
  await pool.query('create table kept (n integer)')
  const insert = (n: number, fails: boolean): Promise<number> => withTransaction(pool, async (client) => {
    await client.query('insert into kept values ($1)', [n])
    if (fails) throw new Error('no')
    return n
  })
  expect(await insert(1, false)).toBe(1)
  await expect(insert(2, true)).rejects.toThrow('no')
  expect((await pool.query('select n from kept')).rows).toEqual([{ n: 1 }])
  expect(pool.idleCount).toBe(pool.totalCount)
})

test('a transaction whose connection is cut fails, and the pool goes on', async () => {
  const cut = withTransaction(pool, (client) => client.query('select pg_terminate_backend(pg_backend_pid())'))
  await expect(cut).rejects.toThrow('terminat')
  expect(await one('1')).toBe(1)
})
