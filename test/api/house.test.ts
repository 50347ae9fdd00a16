import type { LightMyRequestResponse } from 'fastify'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadSample } from '#actions/house/load-sample.ts'
import { closesCircle, withAllBelow } from '#core/map/units.ts'
import type { CompanyAnswer } from '#contract/house/company.ts'
import type { KeyAnswer } from '#contract/house/people.ts'
import type { Problem } from '#contract/house/problem.ts'
import { playSample } from '#sample/play.ts'
import { sent } from '#test/actions/world.ts'
import { fact } from '#test/core/relationship/histories.ts'
import { testDatabase } from '#test/setup/database.ts'
import { everybody, type Knocking } from './callers.ts'
import { serve } from './served.ts'

const END = Date.UTC(2026, 1, 28, 22)
const { pool } = await testDatabase()
const { app, ctx, key, get, post } = await serve(pool, END)
const authorization = `Bearer ${key}`
const patch = (url: string, payload: object): Promise<LightMyRequestResponse> => app.inject({ method: 'PATCH', url, payload, headers: { authorization } })
const remove = (url: string): Promise<LightMyRequestResponse> => app.inject({ method: 'DELETE', url, headers: { authorization } })
const saidOf = (answer: LightMyRequestResponse): unknown[] => [answer.statusCode, ...answer.json<Problem>().errors.map(({ code, pointer }) => `${code} ${pointer ?? ''}`.trim())]
const logged = async (what: string): Promise<unknown[]> => (await pool.query(`select subject, detail from audit where what = $1 order by id`, [what])).rows

describe('the sample company', () => {
  beforeAll(async () => {
    await loadSample(ctx, playSample({ customers: 120, years: 2, seed: 7, end: END }), { customers: 120 })
  }, 60_000)

  test('stays what it is, until somebody who types its name clears it; keys stay', async () => {
    const sample = (await get('/v1/company')).json<CompanyAnswer>()
    expect(sample).toMatchObject({ sample: true, named: true, has_facts: true })
    expect(saidOf(await patch('/v1/company', { name: 'Ours' }))).toEqual([409, 'sample_present'])
    expect(saidOf(await post('/v1/company/clear', { name: 'Ours' }))).toEqual([422, 'field_invalid /name'])
    expect((await get('/v1/units')).json<{ units: unknown[] }>().units.length).toBeGreaterThan(3)
    expect((await post('/v1/company/clear', { name: sample.name })).json()).toEqual({ name: 'My company', zone: 'UTC', currency: 'EUR', languages: ['en'], sample: false, named: false, has_facts: false })
    expect((await get('/v1/units')).json()).toEqual({ units: [] })
    expect(saidOf(await post('/v1/company/clear', { name: 'My company' }))).toEqual([409, 'sample_absent'])
    expect(await logged('company.cleared')).toHaveLength(1)
  })
})

describe('the company', () => {
  test('says who it is; zone and currency stay from the first fact on, the name does not', async () => {
    expect((await patch('/v1/company', { name: 'Heron & Quay', zone: 'Europe/Tallinn', currency: 'NOK', languages: ['nb', 'en'] })).json()).toMatchObject({ name: 'Heron & Quay', zone: 'Europe/Tallinn', currency: 'NOK', languages: ['nb', 'en'], named: true })
    expect(saidOf(await patch('/v1/company', { zone: 'Mars/Olympus' }))).toEqual([422, 'company_invalid /zone'])
    expect(saidOf(await patch('/v1/company', { currency: 'XXQ' }))).toEqual([422, 'company_invalid /currency'])
    expect(saidOf(await patch('/v1/company', { languages: [] }))).toEqual([422, 'company_invalid /languages'])
    await post('/v1/facts', sent(fact('purchase', 10, { id: 'c1', customer: 'first' })))
    expect(saidOf(await patch('/v1/company', { zone: 'UTC' }))).toEqual([409, 'company_in_use /zone'])
    expect(saidOf(await patch('/v1/company', { currency: 'EUR' }))).toEqual([409, 'company_in_use /currency'])
    expect((await patch('/v1/company', { name: 'Heron', currency: 'NOK' })).json()).toMatchObject({ name: 'Heron', has_facts: true })
  })
})

describe('units', () => {
  test('are added, renamed and moved, never in a circle; a key that there is is not taken twice', async () => {
    for (const [unit, parent] of [['city', null], ['north', 'city'], ['shop', 'north']] as const) expect((await post('/v1/units', { key: unit, name: unit, parent })).statusCode).toBe(200)
    expect(saidOf(await post('/v1/units', { key: 'city', name: 'again' }))).toEqual([409, 'unit_exists /key'])
    expect(saidOf(await post('/v1/units', { key: 'x', name: 'x', parent: 'nowhere' }))).toEqual([404, 'unit_unknown /parent'])
    for (const parent of ['city', 'north', 'shop']) expect(saidOf(await patch('/v1/units/city', { parent }))).toEqual([422, 'unit_circle /parent'])
    expect((await patch('/v1/units/shop', { name: 'The shop', parent: 'city' })).json()).toEqual({ key: 'shop', name: 'The shop', parent: 'city', attributes: {} })
    expect((await patch('/v1/units/north', { parent: 'shop' })).statusCode).toBe(200)
    expect((await patch('/v1/units/shop', { parent: null })).json()).toMatchObject({ name: 'The shop', parent: null })
    expect(saidOf(await patch('/v1/units/none', { name: 'x' }))).toEqual([404, 'unit_unknown'])
    expect((await logged('unit.changed'))[0]).toEqual({ subject: 'shop', detail: { name: 'The shop', parent: 'city' } })
  })

  test('of two moves at once that would close a circle, one is refused', async () => {
    await pool.query(`insert into unit (key, name) values ('a', 'a'), ('b', 'b')`)
    const codes = (await Promise.all([patch('/v1/units/a', { parent: 'b' }), patch('/v1/units/b', { parent: 'a' })])).map(({ statusCode }) => statusCode)
    expect(codes.toSorted((a, b) => a - b)).toEqual([200, 422])
  })

  test('are removed only where nothing stands and nothing ever happened, and it is said what does', async () => {
    await post('/v1/units', { key: 'old', name: 'Old' })
    const refused = async (): Promise<string> => (await remove('/v1/units/old')).json<Problem>().detail
    await post('/v1/facts', sent(fact('purchase', 10, { id: 'u1', customer: 'u', unit: 'old' })))
    expect(await refused()).toBe('Old cannot be removed: 1 customer stands there.')
    await post('/v1/facts', sent(fact('purchase', 20, { id: 'u2', customer: 'u', unit: 'city' })))
    expect(await refused()).toBe('Old cannot be removed: things have happened there.')
    await post('/v1/people', { key: 'p', name: 'Paul', unit: 'old' })
    expect(await refused()).toBe('Old cannot be removed: 1 person works there.')
    await post('/v1/units', { key: 'older', name: 'Older', parent: 'old' })
    expect(await refused()).toBe('Old cannot be removed: 1 unit belongs to it.')
    expect((await remove('/v1/units/older')).json()).toEqual({ key: 'older' })
    expect(saidOf(await remove('/v1/units/older'))).toEqual([404, 'unit_unknown'])
  })

  test('a move closes a circle exactly where following the parents from the new one leads back', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    const forest = fc.tuple(...keys.map((name, i) => fc.option(fc.constantFrom(...keys.slice(0, i), 'outside'), { nil: null }).map((parent) => ({ key: name, parent }))))
    fc.assert(fc.property(forest, fc.constantFrom(...keys), fc.constantFrom(...keys), (units, moved, parent) => {
      const parents = new Map(units.map((unit) => [unit.key, unit.parent]))
      const way: string[] = []
      for (let at: string | null | undefined = parent; at; at = parents.get(at)) way.push(at)
      expect(closesCircle(moved, parent, units)).toBe(way.includes(moved))
      expect(withAllBelow([moved], units)).toContain(moved)
    }))
  })
})

test('promises are kept in words that can change, and stay once they were kept or broken', async () => {
  const promise = { key: 'ask-first', text: 'We ask before we change your plan.', expectation: 'fidelity' }
  expect((await post('/v1/promises', promise)).json()).toEqual(promise)
  expect(saidOf(await post('/v1/promises', promise))).toEqual([409, 'promise_exists /key'])
  expect(saidOf(await post('/v1/promises', { ...promise, key: 'x', expectation: 'luck' }))).toEqual([422, 'field_invalid /expectation'])
  expect((await patch('/v1/promises/ask-first', { expectation: 'ownership' })).json()).toEqual({ ...promise, expectation: 'ownership' })
  await post('/v1/facts', sent(fact('broke', 30, { id: 'p1', customer: 'u', promise: 'ask-first' })))
  expect(saidOf(await remove('/v1/promises/ask-first'))).toEqual([409, 'promise_in_use'])
  await post('/v1/promises', { ...promise, key: 'idle' })
  expect((await remove('/v1/promises/idle')).json()).toEqual({ key: 'idle' })
  expect(saidOf(await patch('/v1/promises/idle', { text: 'x' }))).toEqual([404, 'promise_unknown'])
  expect((await get('/v1/promises')).json()).toEqual({ promises: [{ ...promise, expectation: 'ownership' }] })
})

test('people who work here are known by name as long as they are entered; the log never has the name', async () => {
  expect((await post('/v1/people', { key: 'e-17', name: 'Marianne Q', unit: 'city', team: 'counter' })).json()).toEqual({ key: 'e-17', name: 'Marianne Q', unit: 'city', team: 'counter' })
  expect(saidOf(await post('/v1/people', { key: 'e-17', name: 'x' }))).toEqual([409, 'person_exists /key'])
  expect(saidOf(await post('/v1/people', { key: 'e-18', name: 'x', unit: 'none' }))).toEqual([404, 'unit_unknown /unit'])
  expect((await patch('/v1/people/e-17', { name: 'Marianne R', unit: null })).json()).toEqual({ key: 'e-17', name: 'Marianne R', unit: null, team: 'counter' })
  expect((await remove('/v1/people/e-17')).json()).toEqual({ key: 'e-17' })
  expect(saidOf(await remove('/v1/people/e-17'))).toEqual([404, 'person_unknown'])
  expect(JSON.stringify((await pool.query('select * from audit')).rows)).not.toContain('Marianne')
})

describe('what came by a key', () => {
  const one = async (id: string): Promise<KeyAnswer> => (await get(`/v1/keys/${id}`)).json<KeyAnswer>()
  const send = (bearer: string, body: object): Promise<LightMyRequestResponse> => post('/v1/facts', body, { authorization: `Bearer ${bearer}` })

  test('is known from its first fact on, a known one too and a refused one not; it forgets whoever is erased', async () => {
    const made = (await post('/v1/keys', { name: 'till' })).json<{ id: string; key: string }>()
    expect((await one(made.id)).came).toBeNull()
    await send(made.key, { ...sent(fact('purchase', 10, { id: 'k0', customer: 'hello' })), paid: -1 })
    expect(await one(made.id)).toMatchObject({ came: null, used_at: new Date(ctx.at).toISOString() })
    const first = sent(fact('purchase', 10, { id: 'k1', customer: 'hello' }))
    expect((await send(made.key, first)).json()).toMatchObject({ taken: 1 })
    const began = new Date(ctx.at).toISOString()
    expect((await one(made.id)).came).toEqual({ first_at: began, last_at: began, kind: 'purchase', customer: 'hello' })
    ctx.at += 2000
    expect((await send(made.key, first)).json()).toMatchObject({ known: 1 })
    await send(made.key, sent(fact('visit', 11, { id: 'k2', customer: 'world' })))
    expect((await one(made.id)).came).toEqual({ first_at: began, last_at: new Date(ctx.at).toISOString(), kind: 'purchase', customer: 'hello' })
    ctx.at += 2000
    await send(made.key, [sent(fact('visit', 11, { id: 'k3', customer: 'world' })), { bad: true }])
    expect((await one(made.id)).came).toMatchObject({ kind: 'visit', customer: 'world' })
    const receipt = (await post('/v1/customers/world/erase', { key: 'world' })).json<{ replaced: object; checked: object }>()
    expect(receipt).toMatchObject({ replaced: { 'api_key.last_customer': 1 }, checked: { columns: expect.arrayContaining(['api_key.last_customer']) as unknown, left: 0 } })
    expect((await one(made.id)).came).toMatchObject({ kind: 'visit', customer: null })
    expect(saidOf(await get('/v1/keys/none'))).toEqual([404, 'key_absent'])
  })
})

describe('one’s own account', () => {
  let owner: Knocking
  beforeAll(async () => {
    owner = (await everybody(ctx, 'city')).find(({ name }) => name === 'owner') as Knocking
  }, 60_000)

  test('is changed by whoever it is, apart from what they may do; a key has none', async () => {
    const headers = await owner.headers()
    const change = (payload: object, as: Record<string, string>): Promise<LightMyRequestResponse> => app.inject({ method: 'PATCH', url: '/v1/me', payload, headers: as })
    expect((await change({ name: 'Olev', language: 'et' }, headers)).json()).toMatchObject({ name: 'Olev', language: 'et', role: 'owner' })
    expect((await change({ language: null }, headers)).json()).toMatchObject({ name: 'Olev', language: null })
    expect(saidOf(await change({ role: 'counter' }, headers))).toEqual([422, 'field_unknown /role'])
    expect(saidOf(await change({ name: 'x' }, { authorization }))).toEqual([409, 'session_needed'])
  })

  test('is signed out everywhere else, and goes on here', async () => {
    const [here, there] = [await owner.headers(), await owner.headers()]
    const listed = (await app.inject({ method: 'GET', url: '/v1/me/sessions', headers: here })).json<{ sessions: { here: boolean }[] }>().sessions
    expect([listed.length > 1, listed.filter((one) => one.here).length]).toEqual([true, 1])
    expect((await app.inject({ method: 'DELETE', url: '/v1/me/sessions', headers: here })).json()).toEqual({ ended: listed.length - 1 })
    expect([(await app.inject({ method: 'GET', url: '/v1/me', headers: here })).statusCode, (await app.inject({ method: 'GET', url: '/v1/me', headers: there })).statusCode]).toEqual([200, 401])
    expect((await app.inject({ method: 'GET', url: '/v1/me/sessions', headers: here })).json<{ sessions: unknown[] }>().sessions).toHaveLength(1)
  })
})
