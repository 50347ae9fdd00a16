import { beforeEach, expect, test } from 'vitest'
import { keepFresh, keptOn, type KeptOn } from '#actions/map/kept-on.ts'
import type { Pool } from '#store/pool.ts'

let pool: Pool
beforeEach(() => {
  pool = {} as Pool
})

/** Something that is ready when it is told to be. */
function slow(name: string, good_for_ms = 60_000): KeptOn<string | null> & { made: number; end: (value: string | null) => void; fail: () => void } {
  const each = { kind: 'k', name, good_for_ms, made: 0, end: (_value: string | null): void => undefined, fail: (): void => undefined, make: () => {
    each.made++
    return new Promise<string | null>((resolve, reject) => Object.assign(each, { end: resolve, fail: () => reject(new Error('no')) }))
  } }
  return each
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('who asks first waits, all for the same one; then it is there', async () => {
  const one = slow('a')
  const waiting = [keptOn(pool, one), keptOn(pool, one)]
  expect(one.made).toBe(1)
  one.end('x')
  expect(await Promise.all(waiting)).toEqual(['x', 'x'])
  expect([await keptOn(pool, one), await keepFresh(pool, one), one.made]).toEqual(['x', false, 1])
})

test('what is made from something else, or old, is made anew once, and the last is shown until then', async () => {
  const [one, other] = [slow('a'), slow('b')]
  const first = keptOn(pool, one)
  one.end('x')
  await first
  expect([await keptOn(pool, other), await keptOn(pool, other), other.made]).toEqual(['x', 'x', 1])
  const fresh = keepFresh(pool, other)
  other.end('y')
  expect(await fresh).toBe(true)
  expect([await keptOn(pool, other), other.made]).toEqual(['y', 1])
  const old = { ...other, good_for_ms: 0 }
  expect(await keptOn(pool, old)).toBe('y')
  other.end('z')
  await settled()
  expect(await keptOn(pool, other)).toBe('z')
})

test('where making fails the last one stays, and the next to ask tries again; who waits for the first is told', async () => {
  const one = slow('a')
  const first = keptOn(pool, one)
  one.fail()
  await expect(first).rejects.toThrow('no')
  const again = keptOn(pool, one)
  one.end('x')
  expect(await again).toBe('x')
  const other = slow('b')
  expect(await keptOn(pool, other)).toBe('x')
  const fresh = keepFresh(pool, other)
  other.fail()
  await expect(fresh).rejects.toThrow('no')
  expect([await keptOn(pool, other), other.made]).toEqual(['x', 2])
})

test('nothing is no answer for something else: it is waited for; one that was begun before another does not take its place', async () => {
  const [none, one, other] = [slow('a'), slow('b'), slow('c')]
  const first = keptOn(pool, none)
  none.end(null)
  expect(await first).toBeNull()
  const [second, third] = [keptOn(pool, one), keptOn(pool, other)]
  other.end('new')
  expect(await third).toBe('new')
  one.end('old')
  expect(await second).toBe('old')
  await settled()
  expect(await keptOn(pool, other)).toBe('new')
})
