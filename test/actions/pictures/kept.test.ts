import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { openHouse } from '#actions/house/open-house.ts'
import { drawnOnce, gathered, waitingForNew, withAge, type Picture } from '#actions/pictures/drawn.ts'
import { madeBy } from '#actions/pictures/made-by.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { putPictures } from '#store/pictures.ts'
import { openPool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'

const { connection, pool } = await testDatabase()
await openHouse(contextOf(pool, Date.UTC(2026, 5, 10)))
const force = await inForce(pool)
const many: InForce = { ...force, telling: { ...force.telling, model: { ...force.telling.model, customers: 1_000_000 } } }
// As another process has it: what is held is held by pool.
const pools: ReturnType<typeof openPool>[] = []
const another = (): ReturnType<typeof openPool> => {
  const own = openPool({ connection }, 2)
  pools.push(own)
  return own
}
afterAll(() => Promise.all(pools.map((own) => own.end())))

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
let named = 0
beforeEach(() => {
  named++
})
/** A picture that takes long enough for an old one to do. */
const picture = (value: unknown, more: Partial<Picture<unknown>> = {}): Picture<unknown> => ({ what: ['kept', named], draw: () => wait(80).then(() => value), ...more })
const keep = async (of: InForce, value: unknown): Promise<void> => putPictures(pool, await gathered(pool, () => drawnOnce(pool, of, picture(value))))
const write = (): Promise<unknown> => pool.query(`insert into audit (at, actor, what) values (now(), 'test', 'test')`)

test('what a process drew, the next one shows until it has drawn it itself', async () => {
  await keep(many, { who: 'before', n: [1, null, 'a'] })
  const next = another()
  const mine = picture('mine')
  expect(await drawnOnce(next, many, mine)).toEqual({ who: 'before', n: [1, null, 'a'] })
  await vi.waitFor(async () => expect(await drawnOnce(next, many, mine)).toBe('mine'))
})

test('it is not shown of another telling, after another import, to who will have nothing old, when it is over a day old, nor of few customers', async () => {
  await keep(many, 'before')
  const fresh = (of: InForce, more?: Partial<Picture<unknown>>): Promise<unknown> => drawnOnce(another(), of, picture('mine', more))
  expect(await fresh({ ...many, telling: { ...many.telling, made_at: many.telling.made_at + 1 } })).toBe('mine')
  expect(await fresh(force)).toBe('mine')
  await write()
  expect([await fresh(many, { old_will_do: 'never' }), await waitingForNew(() => fresh(many))]).toEqual(['mine', 'mine'])
  expect(await fresh(many)).toBe('before')
  await pool.query(`update picture set begun_at = begun_at - interval '23 hours'`)
  expect(await fresh(many)).toBe('before')
  await pool.query(`update picture set begun_at = begun_at - interval '2 hours'`)
  expect(await fresh(many)).toBe('mine')
  await keep(many, 'before')
  await pool.query(`insert into import (what, state, begun_at, ended_at) values ('file', 'done', now(), now())`)
  expect(await fresh(many)).toBe('mine')
})

test('the newest of a name is kept, and what is of another telling goes', async () => {
  const row = { name: 'a', of: '1', snapshot: 's', age_ms: 5000, as_of_age_ms: 6000, took_ms: 1, value: 'old' }
  await putPictures(pool, [row, { ...row, name: 'b' }])
  await putPictures(pool, [{ ...row, age_ms: 1000, value: 'new' }])
  await putPictures(pool, [{ ...row, age_ms: 9000, value: 'older' }])
  const names = async (): Promise<unknown> => (await pool.query('select name, value from picture order by name')).rows
  expect(await names()).toEqual([{ name: 'a', value: 'new' }, { name: 'b', value: 'old' }])
  await putPictures(pool, [{ ...row, of: '2', name: 'c' }])
  expect(await names()).toEqual([{ name: 'c', value: 'old' }])
})

test('a picture is as old as the oldest look at what is stored that it was made of', async () => {
  const of = another()
  const part: Picture<string> = { what: ['part', named], good_for_ms: 60_000, draw: () => Promise.resolve('part') }
  await drawnOnce(of, force, part)
  await wait(1100)
  const whole: Picture<string> = { what: ['whole', named], draw: () => drawnOnce(of, force, part) }
  const { value, age } = await withAge(() => drawnOnce(of, force, whole))
  expect(value).toBe('part')
  expect(age).toBe(1)
  const alone = await withAge(() => drawnOnce(of, force, { what: ['alone', named], draw: () => Promise.resolve(1) }))
  expect(alone.age).toBe(0)
  expect((await withAge(() => Promise.resolve('no picture'))).age).toBe(0)
})

test('what others are made of is not kept itself', async () => {
  const inner: Picture<string> = { what: ['inner', named], draw: () => Promise.resolve('inner') }
  const kept = await gathered(pool, () => drawnOnce(pool, many, { what: ['outer', named], draw: () => drawnOnce(pool, many, inner) }))
  expect(kept.map(({ value, of }) => [value, of.startsWith(`${many.telling.id} `)])).toEqual([['inner', true]])
})

test('pictures are named by the code that draws them', () => {
  expect(madeBy()).toMatch(/^[\w+/]{43}=$/)
  expect(madeBy()).toBe(madeBy())
})
