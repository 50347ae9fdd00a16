import { afterAll, expect, test } from 'vitest'
import { drawnOnce } from '#actions/map/drawn.ts'
import { openPool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'

// What can be seen changes with every transaction of the whole cluster, and other tests write while these run. So these look from inside
// a transaction, whose sight stands still until this test itself writes.
const { connection } = await testDatabase()
const pool = openPool({ connection }, 1)
const look = (): Promise<unknown> => pool.query('begin isolation level repeatable read; select 1')
await look()
afterAll(() => pool.end())

async function write(): Promise<void> {
  await pool.query(`commit; insert into audit (at, actor, what) values (now(), 'test', 'test')`)
  await look()
}
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A picture that says how often it was drawn. */
function picture(ms: number): { draw: () => Promise<number>; drawn: () => number } {
  let count = 0
  return {
    draw: async () => {
      const mine = ++count
      await wait(ms)
      return mine
    },
    drawn: () => count,
  }
}

test('what is quickly drawn is drawn anew whenever anything was written, and only then', async () => {
  const { draw } = picture(1)
  expect(await drawnOnce(pool, 'quick', draw)).toBe(1)
  expect(await drawnOnce(pool, 'quick', draw)).toBe(1)
  await write()
  expect(await drawnOnce(pool, 'quick', draw)).toBe(2)
  expect(await drawnOnce(pool, 'another', draw)).toBe(3)
})

test('what is slowly drawn is shown again for a while though others write, and to all who ask while it is drawn', async () => {
  const { draw, drawn } = picture(400)
  const first = drawnOnce(pool, 'slow', draw)
  await wait(350)
  await write()
  expect(await Promise.all([first, drawnOnce(pool, 'slow', draw)])).toEqual([1, 1])
  await write()
  expect(await drawnOnce(pool, 'slow', draw)).toBe(1)
  expect(drawn()).toBe(1)
})

test('what could not be drawn is tried again', async () => {
  await expect(drawnOnce(pool, 'failing', () => Promise.reject(new Error('no ink')))).rejects.toThrow('no ink')
  expect(await drawnOnce(pool, 'failing', async () => 'ink')).toBe('ink')
})
