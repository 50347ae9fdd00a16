import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { drawnOnce, waitingForNew, type Picture } from '#actions/pictures/drawn.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { openPool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'

// What can be seen changes with every transaction of the whole cluster, and other tests write while these run. So these look from inside
// a transaction, whose sight stands still until this test itself writes.
const { connection, pool: other } = await testDatabase()
await openHouse(contextOf(other, Date.UTC(2026, 5, 10)))
const force = await inForce(other)
const pool = openPool({ connection }, 1)
const look = (): Promise<unknown> => pool.query('begin isolation level repeatable read; select 1')
await look()
afterAll(() => pool.end())

async function write(): Promise<void> {
  await pool.query(`commit; insert into audit (at, actor, what) values (now(), 'test', 'test')`)
  await look()
}
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const told = (changes: Partial<InForce['telling']>): InForce => ({ ...force, telling: { ...force.telling, ...changes } })

/** A picture that says how often it was drawn. */
let named = 0
function picture(ms: number, more: Partial<Picture<number>> = {}): Picture<number> & { drawn: () => number } {
  let count = 0
  return {
    what: ['test', named],
    draw: async () => {
      const mine = ++count
      await wait(ms)
      return mine
    },
    drawn: () => count, ...more,
  }
}
beforeEach(() => {
  named++
})
afterEach(() => vi.restoreAllMocks())

test('what nobody asked for in an hour is held no longer', async () => {
  const [long, lately] = [picture(1, { good_for_ms: 1e9 }), picture(1, { good_for_ms: 1e9, what: ['asked for', 'lately'] })]
  for (const one of [long, lately]) await drawnOnce(pool, force, one)
  const now = performance.now()
  const clock = vi.spyOn(performance, 'now').mockReturnValue(now + 1_800_000)
  expect(await drawnOnce(pool, force, lately)).toBe(1)
  clock.mockReturnValue(now + 3_700_000)
  expect(await drawnOnce(pool, force, lately)).toBe(1)
  expect(await drawnOnce(pool, force, long)).toBe(2)
})

test('what is quickly drawn is drawn anew whenever anything was written, and only then', async () => {
  const quick = picture(1)
  expect(await drawnOnce(pool, force, quick)).toBe(1)
  expect(await drawnOnce(pool, force, quick)).toBe(1)
  await write()
  expect(await drawnOnce(pool, force, quick)).toBe(2)
  expect(await drawnOnce(pool, force, { ...quick, what: ['another'] })).toBe(3)
  expect(await drawnOnce(pool, told({ id: 999 }), quick)).toBe(4)
})

test('what is drawn from facts alone is the same after another telling, and not after another import', async () => {
  const deeds = picture(1, { of_facts: true })
  expect([await drawnOnce(pool, force, deeds), await drawnOnce(pool, told({ id: 999 }), deeds)]).toEqual([1, 1])
  await pool.query(`commit; insert into import (what, state, begun_at, ended_at) values ('file', 'done', now(), now())`)
  await look()
  expect(await drawnOnce(pool, force, { ...deeds, good_for_ms: 60_000 })).toBe(2)
})

test('what is slowly drawn is shown again for a while though others write, and to all who ask while it is drawn', async () => {
  const slow = picture(400)
  const first = drawnOnce(pool, force, slow)
  await wait(350)
  await write()
  expect(await Promise.all([first, drawnOnce(pool, force, slow)])).toEqual([1, 1])
  await write()
  expect(await drawnOnce(pool, force, slow)).toBe(1)
  expect(slow.drawn()).toBe(1)
})

/** As if there were very many customers. */
const many = (): InForce => told({ model: { ...force.telling.model, customers: 1_000_000 } })
/** Facts that came in one by one since, longer ago than what is slow to draw stays right. */
async function later(slow: Picture<number>, of: InForce): Promise<{ mockReturnValue: (now: number) => unknown }> {
  await drawnOnce(pool, of, slow)
  await write()
  return vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 61_000)
}

test('what nobody waits for is drawn one after the other; who comes to wait for one has it at once', async () => {
  const [first, second, third] = [picture(200), picture(200, { what: ['second', named] }), picture(200, { what: ['third', named] })]
  for (const one of [first, second]) await drawnOnce(pool, many(), one)
  await later(third, many())
  expect([await drawnOnce(pool, many(), first), await drawnOnce(pool, many(), second), await drawnOnce(pool, many(), third)]).toEqual([1, 1, 1])
  expect([first.drawn(), second.drawn(), third.drawn()]).toEqual([2, 1, 1])
  expect(await waitingForNew(() => drawnOnce(pool, many(), third))).toBe(2)
  await vi.waitFor(() => expect([first.drawn(), second.drawn()]).toEqual([2, 2]))
  await wait(250)
  expect(third.drawn()).toBe(2)
})

test('of very many customers the last is shown while a new one is drawn, and then the new one; who will have nothing old waits', async () => {
  const slow = picture(400)
  await later(slow, many())
  expect([await drawnOnce(pool, many(), slow), slow.drawn()]).toEqual([1, 2])
  await write()
  expect([await drawnOnce(pool, many(), slow), slow.drawn()]).toEqual([1, 2])
  // What was written meanwhile is in it.
  expect(await waitingForNew(() => drawnOnce(pool, many(), slow))).toBe(3)
  expect([await drawnOnce(pool, many(), slow), slow.drawn()]).toEqual([3, 3])
})

test.each([
  ['of not so many everybody waits', (): InForce => force, {}, 0],
  ['what is not to be shown when it is old is waited for', many, { old_will_do: 'never' } as const, 0],
  ['nothing is shown that is older than ten minutes', many, {}, 600_000],
])('%s', async (_name, of, more, older) => {
  const slow = picture(400, more)
  const clock = await later(slow, of())
  clock.mockReturnValue(performance.now() + older)
  expect(await drawnOnce(pool, of(), slow)).toBe(2)
})

test('after another telling or another import everybody waits; unless an old one will always do', async () => {
  const [slow, slowly] = [picture(400), picture(1, { what: ['slowly'], old_will_do: 'always' })]
  await drawnOnce(pool, many(), slow)
  const retold = { ...many(), telling: { ...many().telling, id: 1000 } }
  expect(await drawnOnce(pool, retold, slow)).toBe(2)
  await pool.query(`commit; insert into import (what, state, begun_at, ended_at) values ('file', 'done', now(), now())`)
  await look()
  expect(await drawnOnce(pool, retold, slow)).toBe(3)
  await drawnOnce(pool, force, slowly)
  expect([await drawnOnce(pool, told({ id: 1001 }), slowly), slowly.drawn()]).toEqual([1, 2])
})

test('what is drawn from pictures is drawn from new ones', async () => {
  const inner = picture(400)
  const outer: Picture<number> = { what: ['outer'], draw: async () => 10 * (await drawnOnce(pool, many(), inner)) }
  await drawnOnce(pool, many(), outer)
  await later(inner, many())
  expect(await drawnOnce(pool, many(), outer)).toBe(10)
  expect(await waitingForNew(() => drawnOnce(pool, many(), outer))).toBe(20)
})

test('of two that are drawn at once the one that was begun later stays', async () => {
  const [slow, soon] = [picture(500), picture(400)]
  const first = drawnOnce(pool, force, slow)
  const retold = told({ id: 1004 })
  expect(await drawnOnce(pool, retold, { ...soon, draw: async () => 100 + (await soon.draw()) })).toBe(101)
  expect(await first).toBe(1)
  await wait(10)
  expect(await drawnOnce(pool, retold, soon)).toBe(101)
})

test('what could not be drawn is tried again; who is shown the last meanwhile is not told', async () => {
  const failing = picture(1, { draw: () => Promise.reject(new Error('no ink')) })
  await expect(drawnOnce(pool, force, failing)).rejects.toThrow('no ink')
  const slow = picture(400)
  await later(slow, many())
  expect(await drawnOnce(pool, many(), failing)).toBe(1)
  await wait(10)
  expect(await drawnOnce(pool, many(), slow)).toBe(1)
  await expect(waitingForNew(() => drawnOnce(pool, many(), slow))).resolves.toBe(2)
})
