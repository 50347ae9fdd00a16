import { resolve } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendFacts } from '#actions/history/send-facts.ts'
import { workOnce } from '#actions/house/jobs/work.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { admits, isBound, RIGHTS_OF, ROLES } from '#contract/house/access.ts'
import { routesOf } from '#api/routes.ts'
import { STATES } from '#core/relationship/state.ts'
import { testDatabase } from '#test/setup/database.ts'
import { sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { everybody, type Knocking } from './callers.ts'
import { accessManual, type Walked } from './access-manual.ts'
import { serve } from './served.ts'

/**
 * Nobody in: every route there is, asked by everybody there can be, of their own unit and of another. Whatever is added is walked too: what
 * those of units may call has to say here how it keeps to units (`OF_UNITS`).
 */

const { pool } = await testDatabase()
const { app, ctx } = await serve(pool, on(820))
/** What is served and is no route of its own kind (`/metrics`) is walked as well: the table has all of it. */
const beside = (known: readonly Walked[]): Walked[] => {
  const paths = new Set(known.map(({ path }) => path.replaceAll(/\{(\w+)\}/g, ':$1')))
  return app.routeTable.flatMap(({ method, url, access }) => (access === 'open' || method === 'HEAD' || paths.has(url) ? [] : [{ method: method as 'GET', path: url, access }]))
}
const routes: readonly Walked[] = [...routesOf('0'), ...beside(routesOf('0'))]
const nameOf = ({ method, path }: Walked): string => `${method} ${path}`

const bought = (customer: string, unit: string, id = '1'): Record<string, unknown> => sent(fact('purchase', 800, { customer, unit, id }))
const felt = (customer: string, unit: string): Record<string, unknown> => sent(fact('felt', 801, { customer, unit, id: 'felt' }))
const rated = (customer: string, unit: string): Record<string, unknown> => sent(fact('rating', 801, { customer, unit, id: 'rated', question: 'recommend', value: 8 }))
let callers: readonly Knocking[] = []
beforeAll(async () => {
  await sendFacts(ctx, [bought('own', 'north'), bought('foreign', 'south'), felt('own', 'north'), felt('foreign', 'south'), rated('own', 'north'), rated('foreign', 'south')])
  await keepTime(ctx)
  callers = await everybody(ctx, 'north')
}, 60_000)

/** Asks without a body: the door decides before it would be read, and nothing is done that needs one. */
const knock = async (route: Walked, caller: Knocking): Promise<LightMyRequestResponse> =>
  app.inject({ method: route.method, url: route.path.replaceAll(/\{\w+\}/g, 'nobody-has-this'), headers: await caller.headers() })

/** How every knock ended, to be printed: `TROTH_WALK=1 npm test -- test/api/walk`. */
const walked = new Map<string, string[]>()
const SIGNS = { in: '+', 'not allowed': '·', unknown: ' ' } as const
afterAll(() => {
  if (process.env['TROTH_WALK'] === undefined) return
  const heads = callers.map(({ name }, i) => `${String.fromCodePoint(97 + i)} ${name}`)
  const rows = [...walked].map(([name, signs]) => `${signs.join(' ')}  ${name}`)
  process.stdout.write(`${heads.join('\n')}\n+ let in, · known but not allowed, blank not known\n\n${callers.map((_, i) => String.fromCodePoint(97 + i)).join(' ')}\n${rows.join('\n')}\n`)
})

const outcome = (status: number): 'unknown' | 'not allowed' | 'in' => (status === 401 ? 'unknown' : status === 403 ? 'not allowed' : 'in')

function expected(route: Walked, { rights }: Knocking): ReturnType<typeof outcome> {
  if (route.access === 'open') return 'in'
  return rights === null ? 'unknown' : admits(route.access, rights) ? 'in' : 'not allowed'
}

const named = (some: readonly Walked[]): (readonly [string, Walked])[] => some.map((route) => [nameOf(route), route] as const)
const closed = routes.filter(({ access }) => access !== 'open')
const changing = closed.filter(({ method }) => method !== 'GET')
const ofUnits = closed.filter(({ access }) => access !== 'known' && ROLES.some((role) => isBound(role) && admits(access, RIGHTS_OF[role])))

test.each(named(routes))('%s lets in whom it should, and nobody else', async (name, route) => {
  for (const caller of callers) {
    const answer = await knock(route, caller)
    walked.set(name, [...(walked.get(name) ?? []), SIGNS[outcome(answer.statusCode)]])
    expect([caller.name, outcome(answer.statusCode)], answer.body).toEqual([caller.name, expected(route, caller)])
    expect(answer.statusCode, answer.body).toBeLessThan(500)
  }
})

const FOREIGN: readonly Record<string, string>[] = [
  {}, { 'x-troth': '1' }, { 'sec-fetch-site': 'same-origin' }, { 'x-troth': '1', 'sec-fetch-site': 'cross-site' }, { 'x-troth': '1', 'sec-fetch-site': 'same-site' },
  { 'x-troth': '1', origin: 'https://evil.example' }, { 'x-troth': '1', origin: 'null' },
]

test.each(named(changing))('%s does nothing for a browser on another site’s page', async (_name, route) => {
  const owner = callers.find((caller) => caller.name === 'owner') as Knocking
  const { cookie = '' } = await owner.headers()
  for (const headers of FOREIGN) {
    const answer = await app.inject({ method: route.method, url: route.path.replaceAll(/\{\w+\}/g, 'x'), headers: { cookie, ...headers } })
    expect([answer.statusCode, answer.json<{ code: string }>().code], JSON.stringify(headers)).toEqual([403, 'origin_foreign'])
  }
})

test.each(named(ofUnits))('%s keeps those of units to their units', async (name, route) => {
  const probe = OF_UNITS[name]
  expect(probe, `${name} is open to those of units: say in OF_UNITS how it keeps to them`).toBeDefined()
  for (const caller of callers.filter(({ rights }) => rights !== null && admits(route.access, rights))) {
    const headers = await caller.headers()
    expect([caller.name, await probe?.(headers, 'own', 'north'), await probe?.(headers, 'foreign', 'south')]).toEqual([caller.name, true, !caller.bound])
  }
})

type Headers = Record<string, string>
let sentIds = 0

/** Does this caller reach the customer who stands in that unit, or the unit itself? */
const OF_UNITS: Readonly<Record<string, (headers: Headers, customer: string, unit: string) => Promise<boolean>>> = {
  'GET /v1/map': async (headers, _customer, unit) => {
    const all = (await get('/v1/map?from=1900-01-01&by=unit', headers)).json<{ groups: { key: string }[] }>()
    const one = (await get(`/v1/map?unit=${unit}`, headers)).json<{ customers: { now: number } }>()
    const among = all.groups.some(({ key }) => key === unit)
    expect(one.customers.now > 0).toBe(among)
    return among
  },
  'GET /v1/map/series': async (headers, _customer, unit) => {
    const counted = async (query: string): Promise<number> => {
      const { states } = (await get(`/v1/map/series?${query}`, headers)).json<{ states: { points: { customers: number }[] }[] }>()
      return states.reduce((sum, { points }) => sum + (points.at(-1)?.customers ?? 0), 0)
    }
    return (await counted(`unit=${unit}`)) > 0 && (await counted('')) > 0
  },
  'GET /v1/drivers': async (headers, _customer, unit) => {
    const atRisk = async (query: string): Promise<number> => {
      const states = STATES.map(async (state) => (await get(`/v1/drivers?move=${state}>loyal&from=1900-01-01&${query}`, headers)).json<{ at_risk: { customers: number } }>().at_risk.customers)
      return (await Promise.all(states)).reduce((sum, customers) => sum + customers, 0)
    }
    const [there, everywhere] = [await atRisk(`unit=${unit}`), await atRisk('')]
    expect(there).toBeLessThanOrEqual(everywhere)
    return there > 0
  },
  // Too few stand there to tell what they are worth: whom a caller does not reach is not among those few.
  'GET /v1/worth': async (headers, customer, unit) => {
    await sendFacts(ctx, [500, 600].map((day) => sent(fact('purchase', day, { customer, unit, id: `day ${day}` }))))
    const { code, detail } = (await get(`/v1/worth?unit=${unit}`, headers)).json<{ code: string; detail: string }>()
    expect(code).toBe('worth_too_few')
    return detail.startsWith('Only 1 customer')
  },
  'GET /v1/customers': async (headers, customer, unit) => {
    const keys = async (query: string): Promise<string[]> => (await get(`/v1/customers?${query}`, headers)).json<{ customers: { key: string }[] }>().customers.map(({ key }) => key)
    const listed = (await keys('')).includes(customer)
    expect([(await keys(`unit=${unit}`)).includes(customer), (await keys(`q=${customer}`)).includes(customer)]).toEqual([listed, listed])
    return listed
  },
  'GET /v1/units': async (headers, _customer, unit) => {
    await pool.query(`insert into unit (key, name) values ('north', 'North'), ('south', 'South') on conflict do nothing`)
    return (await get('/v1/units', headers)).json<{ units: { key: string }[] }>().units.some(({ key }) => key === unit)
  },
  'GET /v1/choices': async (headers, _customer, unit) => {
    await pool.query('insert into unit (key, name) values ($1, $1) on conflict do nothing', [unit])
    return (await get('/v1/choices', headers)).json<{ units: { key: string }[] }>().units.some(({ key }) => key === unit)
  },
  // A segment has a filter and nobody in it: what is shared is everybody's to pick, and shows of it whom they reach.
  'GET /v1/segments': async (headers, customer, unit) => {
    const { id } = (await post('/v1/segments', { name: `s${sentIds++}`, shared: true, filter: { unit: [unit] } }, await owner())).json<{ id: number }>()
    const { segments } = (await get('/v1/segments', headers)).json<{ segments: { id: number; may_change: boolean }[] }>()
    expect(segments.map((segment) => segment.id)).toContain(id)
    return inSegment(id, headers, customer)
  },
  'POST /v1/segments': async (headers, customer, unit) => inSegment((await post('/v1/segments', { name: `s${sentIds++}`, filter: { unit: [unit] } }, headers)).json<{ id: number }>().id, headers, customer),
  'PATCH /v1/segments/{id}': async (headers, customer, unit) => {
    const { id } = (await post('/v1/segments', { name: `s${sentIds++}`, filter: {} }, headers)).json<{ id: number }>()
    expect((await app.inject({ method: 'PATCH', url: `/v1/segments/${id}`, payload: { filter: { unit } }, headers })).statusCode).toBe(200)
    return inSegment(id, headers, customer)
  },
  'DELETE /v1/segments/{id}': async (headers, customer, unit) => {
    const { id } = (await post('/v1/segments', { name: `s${sentIds++}`, filter: { unit: [unit] } }, headers)).json<{ id: number }>()
    const was = await inSegment(id, headers, customer)
    expect((await app.inject({ method: 'DELETE', url: `/v1/segments/${id}`, headers })).statusCode).toBe(200)
    return was
  },
  'POST /v1/exports': async (headers, customer) => (await exported(headers)).text.includes(`${customer},`),
  'GET /v1/exports': async (headers, customer) => {
    const { id, text } = await exported(headers)
    expect((await get('/v1/exports', headers)).json<{ exports: { id: number }[] }>().exports.map((one) => one.id)).toContain(id)
    return text.includes(`${customer},`)
  },
  'GET /v1/exports/{id}': async (headers, customer) => {
    const { id, text } = await exported(headers)
    expect((await get(`/v1/exports/${id}`, headers)).json<{ customers: number }>().customers).toBe(text.trimEnd().split('\n').length - 1)
    return text.includes(`${customer},`)
  },
  'GET /v1/exports/{id}/file': async (headers, customer) => (await exported(headers)).text.includes(`${customer},`),
  'DELETE /v1/exports/{id}': async (headers, customer) => {
    const { id, text } = await exported(headers)
    expect((await app.inject({ method: 'DELETE', url: `/v1/exports/${id}`, headers })).statusCode).toBe(200)
    expect((await get(`/v1/exports/${id}/file`, headers)).statusCode).toBe(404)
    return text.includes(`${customer},`)
  },
  'GET /v1/customers/{key}': async (headers, customer) => {
    const answer = await get(`/v1/customers/${customer}`, headers)
    const unknown = (await get('/v1/customers/nobody', headers)).json<Record<string, unknown>>()
    if (answer.statusCode === 200) return true
    const { request_id: _a, ...told } = answer.json<Record<string, unknown>>()
    const { request_id: _b, ...toldOfNobody } = JSON.parse(JSON.stringify(unknown).replaceAll('nobody', customer)) as Record<string, unknown>
    expect({ ...told, errors: [] }).toEqual({ ...toldOfNobody, errors: [] })
    return false
  },
  'GET /v1/customers/{key}/timeline': async (headers, customer) => {
    const answer = await get(`/v1/customers/${customer}/timeline`, headers)
    return answer.statusCode === 200 && answer.json<{ entries: object[] }>().entries.length > 0
  },
  'POST /v1/customers/{key}/notes': async (headers, customer) => (await post(`/v1/customers/${customer}/notes`, { id: `n${sentIds++}`, text: 'x' }, headers)).statusCode === 200,
  'DELETE /v1/customers/{key}/notes/{id}': async (headers, customer) => {
    const id = `n${sentIds++}`
    await pool.query(`insert into note (customer, id, at, actor, text) select customer, $2, now(), 'cli', 'x' from customer where key = $1`, [customer, id])
    const answer = await app.inject({ method: 'DELETE', url: `/v1/customers/${customer}/notes/${id}`, headers })
    // Of a customer within reach they are told that it is not theirs to delete, of another one that nobody is there.
    return answer.statusCode !== 404
  },
  'GET /v1/distributions': async (headers, _customer, unit) => (await get(`/v1/distributions?unit=${unit}`, headers)).json<{ counted: number }>().counted > 0,
  'GET /v1/answers': async (headers, _customer, unit) => (await get(`/v1/answers?unit=${unit}&from=1900-01-01`, headers)).json<{ there: number }>().there > 0,
  'GET /v1/answers/drivers': async (headers, _customer, unit) => (await get(`/v1/answers/drivers?unit=${unit}&from=1900-01-01`, headers)).json<{ answers: number }>().answers > 0,
  'GET /v1/feelings': async (headers, _customer, unit) => (await get(`/v1/feelings?unit=${unit}&from=1900-01-01`, headers)).json<{ customers: { now: number } }>().customers.now > 0,
  'POST /v1/facts': async (headers, customer, unit) => {
    const answer = await post('/v1/facts?standing=true', { ...bought(`new-${unit}-${sentIds++}`, unit), at: '2026-03-01T10:00:00Z' }, headers)
    const peek = await post('/v1/facts?standing=true', bought(customer, unit, '1'), headers)
    expect(peek.statusCode).toBe(answer.statusCode)
    return answer.statusCode === 200
  },
  'POST /v1/facts/retract': async (headers, _customer, unit) => {
    const id = `r${sentIds++}`
    await sendFacts(ctx, [bought('third', unit, id)])
    const answer = await post('/v1/facts/retract', { customer: 'third', source: 's', id }, headers)
    return answer.statusCode === 200
  },
}
const owner = async (): Promise<Headers> => (callers.find(({ name }) => name === 'owner') as Knocking).headers()
/** A file of all whom a caller reaches. */
async function exported(headers: Headers): Promise<{ id: number; text: string }> {
  const { id } = (await post('/v1/exports', {}, headers)).json<{ id: number }>()
  while (await workOnce(ctx, { signal: new AbortController().signal }));
  return { id, text: (await get(`/v1/exports/${id}/file`, headers)).body }
}
async function inSegment(id: number, headers: Headers, customer: string): Promise<boolean> {
  return (await get(`/v1/customers?segment=${id}`, headers)).json<{ customers: { key: string }[] }>().customers.some(({ key }) => key === customer)
}
const get = (url: string, headers: Headers): Promise<LightMyRequestResponse> => app.inject({ method: 'GET', url, headers })
const post = (url: string, payload: object, headers: Headers): Promise<LightMyRequestResponse> => app.inject({ method: 'POST', url, payload, headers })

test('nothing is served that was not walked, but the document, pages and refusals of other methods', () => {
  const walked = new Set(routes.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`))
  const rest = app.routeTable.filter(({ method, url }) => !walked.has(`${method === 'HEAD' ? 'GET' : method} ${url}`))
  expect(rest.filter(({ access }) => access !== 'open')).toEqual([])
  const paths = new Set(routes.map(({ path }) => path.replaceAll(/\{(\w+)\}/g, ':$1')))
  expect(new Set(rest.filter(({ url, method }) => !paths.has(url) && method === 'GET').map(({ url }) => url))).toEqual(new Set(['/openapi.json', '/docs/errors']))
})

test('the manual says who may do what (npm test -- -u writes it anew)', async () => {
  await expect(accessManual(routes)).toMatchFileSnapshot(resolve(import.meta.dirname, '../../docs/reference/access.md'))
})
