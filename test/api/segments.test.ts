import { beforeAll, expect, test } from 'vitest'
import { sendFacts } from '#actions/history/send-facts.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { STATES } from '#core/relationship/state.ts'
import { everybody, type Knocking } from '#test/api/callers.ts'
import { serve } from '#test/api/served.ts'
import { sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { testDatabase } from '#test/setup/database.ts'

const { pool } = await testDatabase()
const { app, ctx } = await serve(pool, on(820))
let callers: readonly Knocking[] = []
beforeAll(async () => {
  await sendFacts(ctx, ['a', 'b', 'c'].flatMap((customer, i) => [sent(fact('purchase', 800, { customer, unit: i === 0 ? 'north' : 'south', id: '1' }))]))
  await keepTime(ctx)
  await pool.query(`update customer set channel = 'web', attributes = '{"tier": "gold"}' where key <> 'c'`)
  callers = await everybody(ctx, 'north')
}, 60_000)

async function ask(who: string, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const caller = callers.find(({ name }) => name === who) as Knocking
  const answer = await app.inject({ method, url, headers: await caller.headers(), ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}
const named = async (who: string): Promise<unknown> => ((await ask(who, 'GET', '/v1/segments')).body['segments'] as { name: string; may_change: boolean }[]).map(({ name, may_change }) => [name, may_change])

test('a filter is saved, picked, changed and removed; the list and the map know it', async () => {
  const made = await ask('analyst', 'POST', '/v1/segments', { name: 'Gold', filter: { attribute: { tier: 'gold' }, min: { value: -5 }, state: [...STATES] } })
  expect(made).toMatchObject({ status: 200, body: { name: 'Gold', shared: false, may_change: true, filter: { attribute: { tier: ['gold'] }, min: { value: -5 } } } })
  const id = String(made.body['id'])
  const keys = async (query: string): Promise<string[]> => ((await ask('analyst', 'GET', `/v1/customers?${query}`)).body['customers'] as { key: string }[]).map(({ key }) => key)
  expect(await keys(`segment=${id}`)).toEqual(['a', 'b'])
  expect(await keys(`segment=${id}&unit=south`)).toEqual(['b'])
  expect((await ask('analyst', 'GET', `/v1/map?segment=${id}`)).body['customers']).toMatchObject({ now: 2 })
  expect(await ask('analyst', 'PATCH', `/v1/segments/${id}`, { filter: { channel: 'nothing' } })).toMatchObject({ status: 200, body: { name: 'Gold', filter: { channel: ['nothing'] } } })
  expect(await keys(`segment=${id}`)).toEqual([])
  expect(await ask('analyst', 'DELETE', `/v1/segments/${id}`)).toMatchObject({ status: 200 })
  expect(await ask('analyst', 'GET', `/v1/customers?segment=${id}`)).toMatchObject({ status: 404, body: { code: 'segment_unknown' } })
})

test('one’s own are one’s own, shared ones are seen by all and changed by their makers and by owners', async () => {
  const own = await ask('manager', 'POST', '/v1/segments', { name: 'Mine', filter: {} })
  const shared = await ask('manager', 'POST', '/v1/segments', { name: 'Ours', shared: true, filter: { channel: 'web' } })
  expect([await named('manager'), await named('analyst'), await named('owner')]).toEqual([[['Mine', true], ['Ours', true]], [['Ours', false]], [['Ours', true]]])
  expect(await ask('analyst', 'PATCH', `/v1/segments/${String(shared.body['id'])}`, { name: 'Theirs' })).toMatchObject({ status: 403, body: { code: 'segment_foreign' } })
  expect(await ask('analyst', 'DELETE', `/v1/segments/${String(own.body['id'])}`)).toMatchObject({ status: 404 })
  expect(await ask('analyst', 'GET', `/v1/customers?segment=${String(own.body['id'])}`)).toMatchObject({ status: 404 })
  expect(((await ask('analyst', 'GET', `/v1/customers?segment=${String(shared.body['id'])}`)).body['customers'] as unknown[]).length).toBe(2)
  expect(((await ask('manager', 'GET', `/v1/customers?segment=${String(shared.body['id'])}`)).body['customers'] as unknown[]).length).toBe(1)
  expect(await ask('owner', 'PATCH', `/v1/segments/${String(shared.body['id'])}`, { name: 'Everybody’s' })).toMatchObject({ status: 200, body: { made_by: expect.any(String) as string } })
})

test('what cannot be asked for is not saved, nor a second of one name', async () => {
  expect(await ask('owner', 'POST', '/v1/segments', { name: 'X', filter: { state: 'happy' } })).toMatchObject({ status: 422, body: { code: 'field_invalid' } })
  expect(await ask('owner', 'POST', '/v1/segments', { name: 'X', filter: { q: 'anna' } })).toMatchObject({ status: 422, body: { code: 'field_unknown' } })
  expect(await ask('owner', 'POST', '/v1/segments', { name: 'X', filter: { moved: 'climbed', from: 'tomorrow' } })).toMatchObject({ status: 400, body: { code: 'period_invalid' } })
  expect(await ask('owner', 'POST', '/v1/segments', { name: 'X', filter: {} })).toMatchObject({ status: 200 })
  expect(await ask('owner', 'POST', '/v1/segments', { name: 'X', filter: {} })).toMatchObject({ status: 409, body: { code: 'segment_exists' } })
})

test('what there is to choose by is that of those whom one reaches', async () => {
  await pool.query(`insert into unit (key, name) values ('north', 'North'), ('south', 'South') on conflict do nothing`)
  expect((await ask('owner', 'GET', '/v1/choices')).body).toMatchObject({ channels: ['web'], attributes: [{ name: 'tier', values: ['gold'] }], units: [{ key: 'north' }, { key: 'south' }], since: '2026', until: '2026' })
  await pool.query(`update customer set channel = 'south only' where key = 'b'`)
  expect((await ask('manager', 'GET', '/v1/choices')).body).toMatchObject({ channels: ['web'], units: [{ key: 'north' }] })
})
