import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KINDS } from '#core/history/kinds.ts'
import { testDatabase } from '#test/setup/database.ts'
import { sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()
const { app, get, post } = await serve(pool, on(800))

/** What goes wrong in a refused fact names its place: every pointer leads to something that was sent, or to where it is missing. */
const SEED = process.env['FUZZ_SEED'] === undefined ? {} : { seed: Number(process.env['FUZZ_SEED']) }
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1)

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0.5, 1e308, 9_007_199_254_740_991, 2 ** 53 + 2, '', ' ', '\u0000', 'a\u0000b', '\ud800', '__proto__', '𐍈', 'x'.repeat(201), 'x'.repeat(10_001), [], {}, [[]]),
  fc.constantFrom<unknown>('0001-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '2024-02-30T00:00:00Z', '2024-06-01T12:00:00+99:99', '2024-06-01', '2024-06-30T23:59:60Z', 'EUR', 'eur', 'ZZZ', 'NaN'),
  fc.string({ unit: 'binary' }), fc.integer(), fc.double(), fc.jsonValue(), fc.dictionary(fc.string(), fc.string()),
)
const fields = fc.constantFrom('id', 'source', 'customer', 'at', 'unit', 'person', 'kind', 'paid', 'list', 'currency', 'items', 'value', 'question', 'feelings', 'strength', 'amount', 'price', 'locked_until', 'cost', 'points_used', 'comment', 'toString', '__proto__', 'constructor')
/** A fact that was right until one to three of its fields were not. */
const bent = fc.tuple(fc.constantFrom(...KINDS), fc.array(fc.tuple(fields, odd), { maxLength: 3 }), fc.constantFrom('ann', 'bo', 'c/d', '%', '..')).map(([kind, bends, customer]) => {
  const right = sent(fact(kind, 700, { customer, id: `${bends.length}` }))
  for (const [field, value] of bends) Object.defineProperty(right, field, { value, enumerable: true, configurable: true, writable: true })
  return right
})
const broken = fc.tuple(fc.array(bent, { maxLength: 4 }), fc.nat(), fc.constantFrom('', '"', '{', ']', '\u0000', '\\u', '\ufeff', '[[[[')).map(([facts, at, noise]) => {
  const text = JSON.stringify(facts)
  return `${text.slice(0, at % (text.length + 1))}${noise}${text.slice(at % (text.length + 1))}`.slice(0, -1 - (at % 3))
})
const anyBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))

type Answer = Awaited<ReturnType<typeof get>>

/** Whatever is sent, the answer says what became of it, and it is never our fault. */
function fair(answer: Answer): void {
  expect(answer.statusCode, answer.body).toBeLessThan(500)
  expect(answer.body).not.toMatch(/stack|node_modules|select .* from|\.ts:/)
  if (answer.statusCode < 400) return
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  const { errors, request_id } = answer.json<{ errors: { detail: string }[]; request_id: string }>()
  expect(errors.length).toBeGreaterThan(0)
  expect(errors[0]?.detail).not.toMatch(/^[a-z_]+ \{/)
  expect(request_id).toBe(answer.headers['x-request-id'])
}

/** Every fact of a batch has its answer, and whatever was refused says where. */
function answered(answer: Answer, count: number, base: string): void {
  const { taken, known, refused, results } = answer.json<{ taken: number; known: number; refused: number; results: { status: string; problems?: { pointer?: string }[] }[] }>()
  expect(results).toHaveLength(count)
  expect(taken + known + refused).toBe(count)
  for (const [i, { problems }] of results.entries()) for (const { pointer } of problems ?? []) expect(`${pointer}/`.startsWith(`${base}/${i}/`), `${pointer}`).toBe(true)
}

test('a thousand batches of facts that are nearly right', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(bent, odd), { maxLength: 6 }), fc.boolean(), async (facts, wrapped) => {
      const answer = await post('/v1/facts?standing=true', wrapped ? { facts } : facts)
      fair(answer)
      expect(answer.statusCode).toBe(200)
      answered(answer, facts.length, wrapped ? '/facts' : '')
    }),
    { numRuns: 1000 * RUNS, ...SEED },
  )
}, 120_000)

test('five hundred facts alone, and as many to retract', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(bent, odd), async (one) => {
    fair(await post('/v1/facts', JSON.stringify(one) ?? ''))
    fair(await post('/v1/facts/retract', JSON.stringify(one) ?? ''))
  }), { numRuns: 500 * RUNS, ...SEED })
}, 120_000)

test('five hundred bodies that break off, and as many of any bytes at all, as JSON and as lines', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(broken, anyBytes), fc.constantFrom('application/json', 'application/x-ndjson', 'application/json; charset=utf-16', 'text/plain', 'x'), async (body, type) => {
    fair(await post('/v1/facts', body, { 'content-type': type }))
  }), { numRuns: 1000 * RUNS, ...SEED })
}, 120_000)

const parameter = fc.constantFrom('q', 'state', 'heard', 'unit', 'channel', 'attribute.a', 'attribute.__proto__', 'attribute', 'min.value', 'max.heart', 'min', 'sort', 'order', 'limit', 'after', 'from', 'to', 'by', 'compared', 'standing', '__proto__', '__proto__.x', 'constructor.prototype.x', '.', 'a.')
const value = fc.oneof(
  fc.constantFrom('', '0', '-1', '1e999', '1e300', 'NaN', '\u0000', '%', 'true', 'loyal', 'key', 'desc', '2024-01-01', '9999-12-31', '0000-00-00', '-000001-01-01', 'attribute:a', 'attribute:\u0000', 'unit', 'cohort', 'before', 'WzEsMiwzXQ', 'W2ZhbHNlLDAsIlx1MDAwMCJd', "' or 1=1 --"),
  fc.string({ unit: 'binary', maxLength: 30 }), fc.integer().map(String),
)
const query = fc.array(fc.tuple(parameter, value), { maxLength: 4 }).map((pairs) => pairs.map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed())}`).join('&'))

test('a thousand questions', async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom('/v1/customers', '/v1/map', '/v1/customers/ann'), query, async (path, text) => fair(await get(`${path}?${text}`))), { numRuns: 1000 * RUNS, ...SEED })
}, 120_000)

test('five hundred addresses and methods', async () => {
  const path = fc.array(fc.oneof(fc.constantFrom('v1', 'customers', 'facts', 'map', '%', '%00', '%2F', '%ff', '..', '', 'x'.repeat(3000), ';', '%25'), fc.string({ maxLength: 10 }).map((text) => encodeURI(text.toWellFormed()))), { maxLength: 5 })
  const method = fc.constantFrom('GET' as const, 'HEAD' as const, 'POST' as const, 'PUT' as const, 'DELETE' as const, 'PATCH' as const, 'OPTIONS' as const)
  await fc.assert(fc.asyncProperty(path, method, async (parts, verb) => {
    const answer = await app.inject({ method: verb, url: `/${parts.join('/')}` })
    if (verb === 'HEAD') expect(answer.statusCode).toBeLessThan(500)
    else fair(answer)
  }), { numRuns: 500 * RUNS, ...SEED })
}, 120_000)
