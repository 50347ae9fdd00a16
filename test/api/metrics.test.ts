import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makeKey } from '#actions/house/make-key.ts'
import { metricsOf } from '#api/house/metrics.ts'
import { attempt, Overtaken } from '#actions/relationship/attempt.ts'
import { openPool } from '#store/pool.ts'
import { sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()
const { app, ctx, get, post } = await serve(pool, on(820))
const made = await makeKey(ctx, { name: 'prometheus', scopes: ['operate'] })
const operator = { authorization: `Bearer ${made.ok ? made.value.key : ''}` }

/** The samples of an exposition by name and labels. */
async function scraped(): Promise<Map<string, number>> {
  const answer = await get('/metrics', operator)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/plain; version=0\.0\.4/)])
  return new Map(answer.body.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]))
}

test('only somebody who may operate sees them', async () => {
  expect((await get('/metrics', { authorization: '' })).statusCode).toBe(401)
  const till = await makeKey(ctx, { name: 'till' })
  expect((await get('/metrics', { authorization: `Bearer ${till.ok ? till.value.key : ''}` })).statusCode).toBe(403)
})

test('requests are counted by pattern, method and status, and say nothing of whom they were about', async () => {
  await get('/v1/customers/anna.berg%40example.com')
  await get('/anna.berg')
  await app.inject({ method: 'PUT', url: '/v1/map' })
  const { body } = await get('/metrics', operator)
  expect(body).not.toMatch(/anna|berg/)
  const samples = await scraped()
  expect(samples.get('troth_request_duration_seconds_count{method="GET",route="/v1/customers/:key",status="404"}')).toBe(1)
  expect(samples.get('troth_request_duration_seconds_count{method="GET",route="none",status="404"}')).toBe(1)
  expect(samples.get('troth_request_duration_seconds_count{method="PUT",route="/v1/map",status="405"}')).toBe(1)
  expect(samples.get('troth_request_duration_seconds_bucket{le="+Inf",method="GET",route="/metrics",status="200"}')).toBeGreaterThan(0)
})

test('what became of facts, batches, and transactions that were overtaken', async () => {
  const buy = sent(fact('purchase', 800, { id: 'b1', customer: 'anna' }))
  await post('/v1/facts', [buy, { ...buy, id: 'b2' }, { kind: 'purchase' }])
  await post('/v1/facts', buy)
  let tries = 0
  await attempt(pool, async () => {
    if (++tries < 3) throw new Overtaken('twice')
  })
  const samples = await scraped()
  const counted = ['troth_facts_total{status="taken"}', 'troth_facts_total{status="known"}', 'troth_facts_total{status="refused"}', 'troth_batches_total', 'troth_retries_total']
  expect(counted.map((name) => samples.get(name))).toEqual([2, 1, 1, 2, 3]) // twice overtaken, and once because a fact was known
})

test('the house: its telling, its size, its imports, its connections', async () => {
  await pool.query(`insert into import (what, state, begun_at) values ('a', 'done', now()), ('b', 'done', now()), ('c', 'reading', now())`)
  await pool.query(`insert into job (kind, reason, state, asked_at, asked_by, not_before) values ('retell', 'asked', 'failed', now(), 'test', now())`)
  ctx.at = Date.now() + 90_000
  const samples = await scraped()
  expect(samples.get('troth_database_up')).toBe(1)
  expect(samples.get('troth_telling_id')).toBe(1)
  expect(samples.get('troth_database_bytes')).toBeGreaterThan(1e6)
  expect([samples.get('troth_imports{state="done"}'), samples.get('troth_imports{state="reading"}'), samples.get('troth_imports{state="undone"}')]).toEqual([2, 1, undefined])
  expect(samples.get('troth_jobs{state="failed"}')).toBe(1)
  expect(samples.get('troth_pool_connections{state="idle"}')).toBeGreaterThan(0)
  expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(1e7)
  expect(samples.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0)
})

test('time that is not kept shows, and no more once it is', async () => {
  ctx.at = on(820)
  const lag = async (): Promise<number | undefined> => (await scraped()).get('troth_time_lag_seconds')
  await pool.query(`update standing set next_at = $1`, [new Date(on(830))])
  expect(await lag()).toBe(0)
  await pool.query(`update standing set next_at = $1`, [new Date(ctx.at - 120_000)])
  expect(await lag()).toBe(120)
})

test('a database that does not answer is said, and does not keep the rest from being seen', async () => {
  const nobody = openPool({ connection: { host: '/nowhere', user: 'nobody', database: 'nothing' } })
  const metrics = metricsOf({ ...ctx, pool: nobody })
  const text = await metrics.text()
  expect(text).toContain('troth_database_up 0')
  expect(text).toContain('process_cpu_seconds_total')
  expect(text).not.toMatch(/^troth_(telling|database_bytes|time_lag)\S* /m)
  metrics.end()
  await nobody.end()
})

test('the manual lists every metric with its labels, and no other', async () => {
  const metrics = metricsOf(ctx)
  const page = readFileSync(new URL('../../docs/operate/metrics.md', import.meta.url), 'utf8')
  const listed = [...page.matchAll(/^\| `(\w+)` \| (.*?) ?\|/gm)].map(([, name, labels = '']) => `${name} ${labels.replaceAll('`', '')}`.trim())
  const there = (metrics.registry.getMetricsAsArray() as unknown as { name: string; labelNames?: string[] }[]).map(({ name, labelNames = [] }) => `${name} ${labelNames.filter((label) => label !== 'le').join(', ')}`.trim())
  expect(listed.toSorted()).toEqual(there.toSorted())
  expect(there.length).toBeGreaterThan(10)
  metrics.end()
})
