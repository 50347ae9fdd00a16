import type { FastifyReply, FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { makeKey } from '#actions/house/make-key.ts'
import { LIMITED, USUAL_LIMITS } from '#contract/house/limits.ts'
import { limiter } from '#api/door/limit.ts'
import { makeServer } from '#api/server.ts'
import { Refused } from '#contract/refusals.ts'
import { sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()
const clock = { at: 0 }
const limits = { sending: 60, reading: 6, changing: 3, unknown: 4 }
const { app, ctx, get, post } = await serve(pool, on(820), { limits, clock: () => clock.at })
const another = await makeKey(ctx, { name: 'another' })
const other = { authorization: `Bearer ${another.ok ? another.value.key : ''}` }
const nobody = { authorization: '' }
const buy = (i: number): object => sent(fact('purchase', 800, { id: `b${i}`, customer: 'anna' }))

type Answer = Awaited<ReturnType<typeof get>>
const statuses = async (times: number, ask: (i: number) => Promise<Answer>): Promise<number[]> => {
  const found = []
  for (let i = 0; i < times; i++) found.push((await ask(i)).statusCode)
  return found
}

test('an answer says what is allowed, what is left, and when it is back', async () => {
  clock.at = 1_000_000
  const headers = async (): Promise<unknown[]> => {
    const { headers: said } = await get('/v1/customers')
    return [said['ratelimit-policy'], said.ratelimit]
  }
  expect(await headers()).toEqual(['"reading";q=6;w=60', '"reading";r=5;t=10'])
  expect(await headers()).toEqual(['"reading";q=6;w=60', '"reading";r=4;t=20'])
  clock.at += 15_000
  expect(await headers()).toEqual(['"reading";q=6;w=60', '"reading";r=4;t=15'])
})

test('one too many is refused with when to come again, and then it goes on', async () => {
  clock.at += 60_000
  expect(await statuses(8, () => get('/v1/map'))).toEqual([200, 200, 200, 200, 200, 200, 429, 429])
  const refused = await get('/v1/map')
  expect([refused.json<{ code: string }>().code, refused.headers['retry-after'], refused.headers.ratelimit]).toEqual(['rate_limited', '10', '"reading";r=0;t=60'])
  clock.at += 10_000
  expect(await statuses(2, () => get('/v1/map'))).toEqual([200, 429])
})

test('each key and each class for itself', async () => {
  clock.at += 60_000
  expect((await statuses(7, () => get('/v1/map'))).at(-1)).toBe(429)
  expect((await get('/v1/map', other)).statusCode).toBe(200)
  expect(await statuses(3, (i) => post('/v1/facts', buy(i)))).toEqual([200, 200, 200])
  expect((await statuses(61, () => post('/v1/facts', [])))).toContain(429)
})

test('who does not say who they are is counted by address, with a wrong key too; who has a key is not hindered by them', async () => {
  clock.at += 60_000
  const wrong = { authorization: `Bearer troth_${'0'.repeat(16)}_${'x'.repeat(43)}` }
  expect(await statuses(5, (i) => get('/v1/map', i % 2 ? wrong : nobody))).toEqual([401, 401, 401, 401, 429])
  expect((await app.inject('/docs/errors')).statusCode).toBe(429)
  expect((await app.inject({ url: '/docs/errors', remoteAddress: '203.0.113.9' })).statusCode).toBe(200)
  expect((await get('/v1/map')).statusCode).toBe(200)
  const from = (remoteAddress: string) => app.inject({ url: '/docs/errors', remoteAddress })
  expect(await statuses(5, (i) => from(`2001:db8:1:2::${i}`))).toEqual([200, 200, 200, 200, 429])
  expect((await from('2001:db8:1:3::1')).statusCode).toBe(200)
})

test('whether it runs is told however many ask, and 0 is no limit', async () => {
  expect(new Set(await statuses(50, () => get('/healthz', nobody)))).toEqual(new Set([200]))
  const free = await makeServer({ ctx, version: '1', logLevel: 'silent', limits: { sending: 0, reading: 0, changing: 0, unknown: 0 }, clock: () => 0 })
  const answers = await statuses(50, () => free.inject('/docs/errors'))
  expect(new Set(answers)).toEqual(new Set([200]))
})

test('however many addresses ask, only so many are remembered, and the one that asks on is', () => {
  const count = limiter({ ...limits, unknown: 2 }, () => 0)
  const asked = (ip: string): string => {
    try {
      count({ ip, headers: {}, caller: null, method: 'GET', routeOptions: { url: '/x', config: {} } } as unknown as FastifyRequest, { header: () => undefined } as unknown as FastifyReply)
      return 'let in'
    } catch (error) {
      return error instanceof Refused ? 'refused' : String(error)
    }
  }
  for (const ip of ['first', 'first']) expect(asked(ip)).toBe('let in')
  for (let i = 0; i < 10_500; i++) asked(`10.0.${i >> 8}.${i & 255}`)
  expect([asked('10.0.41.3'), asked('10.0.41.3')]).toEqual(['let in', 'refused'])
  expect(asked('first')).toBe('let in')
})

test('as it is set, nobody who means well is hindered: a till with 500 facts a second, eight clients with batches', () => {
  expect(USUAL_LIMITS.sending).toBeGreaterThan(2 * 500 * 60)
  for (const name of LIMITED) expect(USUAL_LIMITS[name]).toBeGreaterThanOrEqual(6000)
})
