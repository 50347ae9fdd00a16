import { beforeAll, describe, expect, test, vi } from 'vitest'
import { keeperOfReady } from '#actions/keep-ready.ts'
import type { drawnOnce } from '#actions/pictures/drawn.ts'
import { appInBrowser, NEEDS_BROWSER } from '#test/setup/browser.ts'

const asked = vi.hoisted(() => new Set<string>())
const shown = vi.hoisted(() => [] as unknown[])

// As if there were very many customers; and every picture that is asked for tells its name.
vi.mock('#actions/pictures/drawn.ts', async (real) => {
  const own = await real<{ drawnOnce: typeof drawnOnce }>()
  const spying: typeof drawnOnce = async (pool, force, picture) => {
    asked.add(JSON.stringify(picture.what))
    const value = await own.drawnOnce(pool, force, picture)
    shown.push(value)
    return value
  }
  return { ...own, drawnOnce: spying, isOfMany: () => true }
})

describe.skipIf(NEEDS_BROWSER.skip)(`what screens open with is drawn before anybody asks${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ sample: 500, years: 3 })
  const opening = new Set<string>()
  const ready = new Set<string>()
  let round: () => Promise<boolean>
  const ending = new AbortController()

  beforeAll(async () => {
    round = keeperOfReady(app.served().ctx, ending.signal)
    await round()
    for (const name of asked) opening.add(name)
    // Of what others are made of that is still good nobody asks again.
    for (const name of opening) ready.add(name)
    await app.look('/map', {}, (page) => page.locator('main table').first().waitFor())
    asked.clear()
    await round()
    for (const name of asked) ready.add(name)
  }, 120_000)

  test('what is one click away is drawn as soon as somebody looks, and not before', () => {
    const maps = (names: Set<string>): string[] => [...names].filter((name) => /^\["(flows|drivers)"/.test(name))
    expect(opening.size).toBeGreaterThan(14)
    expect(maps(opening)).toHaveLength(2)
    expect(maps(ready).length).toBeGreaterThan(2 + 15)
  })

  test.each([
    ['the map', '/', 'main table', 4], ['the map of a month', '/map?period=month', 'main table', 4], ['the map of a year', '/map?period=year', 'main table', 4], ['the map from the beginning', '/map?period=all', 'main table', 4],
    ['the map by channel', '/map?by=channel', 'main table', 4], ['the map beside the time before', '/map?compare=before', 'main table', 5], ['the map beside the year before', '/map?compare=year', 'main table', 5],
    ['what they said in a year', '/answers?period=year', 'main svg[role=img]', 3], ['customers', '/customers', '[role=row], main table', 2], ['what they say', '/answers', 'main svg[role=img]', 3], ['money', '/money', 'main table tbody tr', 2], ['proof', '/proof', 'main h1', 0],
  ])('%s', async (_name, path, there, least) => {
    asked.clear()
    await app.look(path, {}, async (page) => {
      await page.locator(there).first().waitFor()
      await page.waitForLoadState('networkidle')
    })
    expect([...asked].filter((name) => !ready.has(name))).toEqual([])
    expect(asked.size).toBeGreaterThanOrEqual(least)
  })

  test('why they moved, of every movement that is listed', async () => {
    const seen = await app.look('/map', {}, async (page) => {
      const moves = page.getByRole('region', { name: 'Biggest movements' }).getByRole('button')
      await moves.first().waitFor()
      asked.clear()
      for (const move of await moves.all()) {
        await move.click()
        await page.waitForLoadState('networkidle')
      }
      return moves.count()
    })
    const drivers = [...asked].filter((name) => name.startsWith('["drivers"'))
    expect(drivers.filter((name) => !ready.has(name))).toEqual([])
    expect([seen, drivers.length > 5]).toEqual([10, true])
  })

  test('all that is kept for the next process is the same after it was written down', async () => {
    const { rows } = await app.served().ctx.pool.query<{ value: unknown }>('select value from picture')
    expect(rows.length).toBeGreaterThan(14)
    for (const { value } of rows) expect(shown).toContainEqual(value)
  })

  test('a round is rested from, begins again after another telling and after an import, and ends where it is told to', async () => {
    const { pool } = app.served().ctx
    await pool.query(`update telling set made_at = made_at + interval '1 second' where state = 'current'`)
    expect(await round()).toBe(true)
    asked.clear()
    expect([await round(), [...asked]]).toEqual([false, ['["foretelling"]']])
    await pool.query(`update telling set made_at = made_at + interval '1 second' where state = 'current'`)
    asked.clear()
    expect([await round(), asked.size]).toEqual([true, ready.size])
    expect(await round()).toBe(false)
    await pool.query(`insert into import (what, state, begun_at, ended_at) values ('file', 'done', now(), now())`)
    asked.clear()
    expect([await round(), asked.size]).toEqual([true, ready.size])
    ending.abort()
    await pool.query(`update telling set made_at = made_at + interval '1 second' where state = 'current'`)
    asked.clear()
    await round()
    expect([...asked].every((name) => /foretelling|brought|worth/.test(name)), JSON.stringify([...asked])).toBe(true)
  })
})
