import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Route } from '#api/route.ts'
import { routesOf } from '#api/routes.ts'
import { sent } from '#test/actions/world.ts'
import { wholeHouse } from '#test/actions/house/whole-house.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

/** Requests that are wrong by construction, generated from the table of routes: FUZZ_SEED repeats a run, FUZZ_RUNS makes it longer. */
const SEED = { seed: Number(process.env['FUZZ_SEED'] ?? 20_260_301) }
const IN_ALL = 10_500 * Number(process.env['FUZZ_RUNS'] ?? 1)

const { pool } = await testDatabase()
const { app, key, post } = await serve(pool, on(800), { limits: { sending: 0, reading: 0, changing: 0, unknown: 0 } })
await post('/v1/facts', [sent(fact('purchase', 700, { customer: 'ann', id: '1' })), sent(fact('felt', 701, { customer: 'ann', id: '2' }))])
const before = await wholeHouse(pool)

interface Wrong {
  readonly what: string
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** What the first flaw has to say of the place: a parameter, a pointer into the body, or nothing where the request as a whole is wrong. */
  readonly place: 'parameter' | 'pointer' | 'line' | 'whole'
}

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 300 }), fc.constantFrom('__proto__', 'constructor', "' or 1=1 --", '=cmd()', '../../etc/passwd', '%', '\u202e', 'ａ')).map((any) => any.toWellFormed())
const encoded = text.map(encodeURIComponent)
const authorization = `Bearer ${key}`
const JSON_TYPE = { authorization, 'content-type': 'application/json' }

const pathOf = (route: Route, param: string): string => route.path.replaceAll(/\{\w+\}/g, param)

/** What makes a query wrong whatever route it is of. */
function wrongQueries(route: Route, base: string): fc.Arbitrary<Wrong> {
  const request = { method: route.method, headers: { authorization }, place: 'parameter' as const }
  const unknown = fc.tuple(encoded, encoded).map(([name, value]) => ({ ...request, what: 'unknown parameter', url: `${base}?zz${name}=${value}` }))
  const unprintable = fc.tuple(fc.constantFrom(...Object.keys(route.query.shape), 'q'), encoded).map(([name, value]) => ({ ...request, what: 'a NUL in a parameter', url: `${base}?${name}=${value}%00` }))
  return fc.oneof(unknown, unprintable)
}

const INVALID: readonly string[] = [
  'limit=-1', 'limit=1e9', 'limit=%20', 'limit=1&limit=2', 'limit=99999', 'state=happy', 'heard=maybe', 'sort=size', 'order=up', 'min.value=much', 'max.size=1', 'min=3', 'after=xx!', 'from=yesterday', 'to=2026-13-01', 'from=2026-03-02&to=2026-03-01',
  'by=weather', 'standing=yes',
]

/** What makes a query wrong because of what the route takes. */
function wrongValues(route: Route, base: string): fc.Arbitrary<Wrong>[] {
  const known = INVALID.filter((pair) => (/^(\w+)/.exec(pair)?.[1] ?? '') in route.query.shape)
  if (known.length === 0) return []
  return [fc.tuple(fc.constantFrom(...known), fc.integer({ min: 0, max: 9999 })).map(([pair, n]) => ({
    what: 'invalid parameter', method: route.method, headers: { authorization }, place: 'parameter', url: `${base}?${pair.replace('99999', String(99_999 + n))}`,
  }))]
}

const right = (n: number): Record<string, unknown> => sent(fact('purchase', 700, { customer: 'ann', id: `n${n}` }))
const without = (field: string) => (one: Record<string, unknown>): unknown => Object.fromEntries(Object.entries(one).filter(([name]) => name !== field))
const SPOILED: readonly ((one: Record<string, unknown>, word: string, n: number) => unknown)[] = [
  (one, word) => ({ ...one, [`zz${word}`]: word }), (_one, _word, n) => [1, 'x', null, n, true][n % 5], without('customer'), without('id'), without('at'),
  (one, word) => ({ ...one, customer: `${word}\u0000` }), (one) => ({ ...one, id: 'x'.repeat(201) }), (one, word) => ({ ...one, source: { [word]: 1 } }),
]

/** Bodies that no route takes: none is JSON that it asked for. */
function wrongBodies(route: Route, base: string): fc.Arbitrary<Wrong>[] {
  if (!route.body) return []
  const request = { method: route.method, url: base, headers: JSON_TYPE }
  const torn = fc.tuple(fc.nat(5000), fc.constantFrom('', '"', '{', '[', '\\u12', ',')).map(([n, end]) => {
    const whole = JSON.stringify([right(n), right(n + 1)])
    return { ...request, what: 'torn JSON', body: `${whole.slice(0, 1 + (n % (whole.length - 2)))}${end}`, place: 'line' as const }
  })
  const deep = fc.integer({ min: 20, max: 5000 }).map((n) => ({ ...request, what: 'deep JSON', body: `${'['.repeat(n)}${']'.repeat(n)}`, place: 'line' as const }))
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 }).map((any) => ({ ...request, what: 'no UTF-8', body: Buffer.concat([Buffer.from([0xc3, 0x28]), Buffer.from(any)]), place: 'line' as const }))
  const type = fc.tuple(fc.constantFrom('text/csv', 'application/xml', 'multipart/form-data', 'application/json; charset=utf-16', 'x'), fc.nat(99)).map(([of, n]) => ({
    ...request, what: 'another type', headers: { authorization, 'content-type': of }, body: JSON.stringify(right(n)), place: 'whole' as const,
  }))
  const packed = fc.constantFrom('gzip', 'br', 'zz').map((encoding) => ({ ...request, what: 'compressed', headers: { ...JSON_TYPE, 'content-encoding': encoding }, body: '{}', place: 'whole' as const }))
  const spoiled = fc.tuple(fc.constantFrom(...SPOILED), text, fc.nat(9999)).map(([spoil, word, n]) => ({ ...request, what: 'a wrong body', body: JSON.stringify(spoil(right(n), word, n)), place: 'pointer' as const }))
  return [torn, deep, bytes, type, packed, spoiled]
}

/** What is wrong before anybody looks at what was asked. */
function wrongDoors(route: Route, base: string): fc.Arbitrary<Wrong> {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((method) => !routesOf('0').some((one) => one.path === route.path && one.method === method))
  const whole = { method: route.method, url: base, headers: {}, place: 'whole' as const }
  const scheme = fc.constantFrom('Bearer', 'Basic', 'bearer', 'Digest', '')
  const keys = fc.tuple(scheme, fc.oneof(text, fc.stringMatching(/^troth_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$/))).map(([of, word]) => ({ ...whole, what: 'no key', headers: { authorization: `${of} ${word.replaceAll(/[^\x20-\x7e]/g, '')}` } }))
  const method = fc.tuple(fc.constantFrom(...methods), encoded).map(([other, query]) => ({ ...whole, what: 'another method', method: other, url: `${base}?${query}` }))
  const nowhere = fc.tuple(encoded, encoded).map(([one, other]) => ({ ...whole, what: 'no address', url: `${base}/zz${one}/${other}`, headers: { authorization } }))
  const unreadable = fc.constantFrom('%', '%E5', '%zz', '%ff', '%c3%28').map((bad) => ({ ...whole, what: 'unreadable address', url: `${base}/${bad}`, headers: { authorization } }))
  return route.access === 'open' ? fc.oneof(method, nowhere, unreadable) : fc.oneof(keys, method, nowhere, unreadable)
}

type Flaw = { code: string; detail: string; do: string; parameter?: string; pointer?: string }

async function refused({ what, method, url, headers, body, place }: Wrong): Promise<void> {
  const answer = await app.inject({ method: method as 'GET', url, headers: { ...headers }, ...(body !== undefined && { payload: body }) })
  const where = `${what}: ${method} ${url} ${String(body).slice(0, 200)} → ${answer.body.slice(0, 300)}`
  expect(answer.statusCode, where).toBeGreaterThanOrEqual(400)
  expect(answer.statusCode, where).toBeLessThan(500)
  expect(answer.headers['content-type'], where).toMatch(/^application\/problem\+json/)
  const { errors } = answer.json<{ errors: Flaw[] }>()
  const [first] = errors
  expect(first?.detail.length, where).toBeGreaterThan(5)
  if (place === 'parameter') expect(first?.parameter, where).toBeTypeOf('string')
  if (place === 'pointer') expect(first?.pointer, where).toBeTypeOf('string')
  if (place === 'line') expect(first?.detail, where).toMatch(/line \d+/i)
}

const routes = routesOf('0')
let asked = 0

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s refuses what is wrong, says where, and nothing breaks', async (_name, route) => {
  // A customer there is, or a number where the path takes one.
  const base = pathOf(route, route.params?.safeParse(Object.fromEntries(Object.keys(route.params.shape).map((name) => [name, 'ann']))).success === false ? '1' : 'ann')
  // Whether it lives is told whatever else is asked.
  const queries = route.access === 'open' ? [] : [wrongQueries(route, base)]
  const wrong = fc.oneof(...queries, ...wrongValues(route, base), ...wrongBodies(route, base), wrongDoors(route, base))
  await fc.assert(fc.asyncProperty(wrong, async (one) => {
    asked++
    await refused(one)
  }), { ...SEED, numRuns: Math.ceil(IN_ALL / routes.length), endOnFailure: true })
}, 60_000)

test('and of all of that, ten thousand requests and more, nothing was written', async () => {
  expect(asked).toBeGreaterThanOrEqual(10_000)
  expect(await wholeHouse(pool)).toEqual(before)
})
