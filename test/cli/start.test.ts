import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { openHouse } from '#actions/house/open-house.ts'
import { urlOf } from '#cli/house/serve.ts'
import { contextOf } from '#test/actions/world.ts'
import { testDatabase } from '#test/setup/database.ts'
import { run } from './cli-here.ts'
import { END } from './sample-here.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, END)
const pages = { '/': async () => 'the way in' }

async function served(printed: { out: string }): Promise<string> {
  return vi.waitFor(() => {
    const url = /http:\S+/.exec(printed.out)?.[0]
    if (url === undefined) throw new Error('not yet')
    return url
  }, 10_000)
}

test('start serves the page and the API until it is stopped, and then ends in order', async () => {
  await openHouse(ctx)
  const stop = new AbortController()
  const printed = { out: '', err: '' }
  const ran = run('start --empty', { ctx, stopped: stop.signal, pages }, printed)
  const url = await served(printed)
  const page = await fetch(url)
  expect([page.status, page.headers.get('content-language')]).toEqual([200, 'en-GB'])
  expect(await page.text()).toBe('the way in')
  expect((await fetch(`${url}v1/map`)).status).toBe(401)
  stop.abort()
  expect(await ran).toMatchObject({ code: 0, err: 'Stopping …\n' })
  expect(printed.out).toContain('npx troth key create NAME')
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('where other machines reach it, the address is one that a browser on this machine takes', async () => {
  const stop = new AbortController()
  const printed = { out: '', err: '' }
  const ran = run('start --empty', { ctx, stopped: stop.signal, pages, settings: { host: '0.0.0.0' } }, printed)
  expect(await served(printed)).toMatch(/^http:\/\/localhost:\d+\/$/)
  stop.abort()
  await ran
})

test('a port that is taken, and an address that is not ours, are refused', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  expect(await run('start --empty', { ctx, settings: { port } })).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`Port ${port} at 127.0.0.1 is already in use.`) as string })
  await new Promise((resolve) => other.close(resolve))
  expect(await run('start --empty', { ctx, settings: { host: '203.0.113.7' } })).toMatchObject({ code: 1, err: expect.stringContaining('The setting HOST is “203.0.113.7”.') as string })
})

test('an empty database gets the sample company, and is told how to clear it', async () => {
  const stop = new AbortController()
  const printed = { out: '', err: '' }
  const ran = run('', { ctx, stopped: stop.signal, pages }, printed)
  await vi.waitFor(() => expect(printed.err).toContain('Reading'), 10_000)
  stop.abort()
  expect(await ran).toMatchObject({ code: 0, err: expect.stringContaining('The next start begins anew.') as string })
  expect(printed.err).toContain('This database is empty, so it gets the sample company Harbour & Hay')
  expect((await pool.query('select from fact')).rowCount).toBe(0)
})

test('addresses are written as browsers take them', () => {
  expect(['127.0.0.1', '::1', '0.0.0.0', 'shop.example'].map((host) => urlOf(host, 7420))).toEqual([
    'http://127.0.0.1:7420/', 'http://[::1]:7420/', 'http://localhost:7420/', 'http://shop.example:7420/',
  ])
})
