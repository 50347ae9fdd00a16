import { describe, expect, test } from 'vitest'
import { listKeys } from '#actions/house/list-keys.ts'
import { makeKey } from '#actions/house/make-key.ts'
import { revokeKey } from '#actions/house/revoke-key.ts'
import { testDatabase } from '#test/setup/database.ts'
import { sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()
const lines: string[] = []
const { app, ctx, key, get, post } = await serve(pool, on(820), { logLevel: 'info', logStream: { write: (line) => void lines.push(line) }, pages: { '/': async ({ words, caller }) => `<!doctype html><title>${words.language}</title>${caller.rights.includes('map.read') ? 'here' : 'afar'}`, '/ja': async () => ({ body: '日', language: 'ja-JP' }), '*': async ({ words }) => ({ body: `<!doctype html><title>${words.say('frame.not_found')}</title>`, status: 404 }) } })

type Problem = { code: string; detail: string; status: number }
const codeOf = (answer: { json: () => unknown }): string => (answer.json() as Problem).code

describe('keys', () => {
  test('none, another scheme and an unknown one are turned away, and told how to come in', async () => {
    for (const authorization of ['', 'Basic abc', 'Bearer', 'Bearer  ', `bearer ${key} x`]) {
      const answer = await get('/v1/map', { authorization })
      expect([answer.statusCode, codeOf(answer), answer.headers['www-authenticate']], authorization).toEqual([401, 'key_missing', 'Bearer realm="troth"'])
    }
    const unknown = await get('/v1/map', { authorization: 'Bearer troth_0123456789abcdef_0123456789012345678901234567890123456789012' })
    expect([unknown.statusCode, codeOf(unknown), unknown.headers['www-authenticate']]).toEqual([401, 'key_unknown', 'Bearer realm="troth", error="invalid_token"'])
    expect((await get('/v1/map', { authorization: `bearer ${key}` })).statusCode).toBe(200)
  })

  test('who asks is known by the id of their key', async () => {
    await post('/v1/facts', sent(fact('purchase', 800, { customer: 'kim' })))
    await get('/v1/customers/kim')
    const [{ id } = { id: '' }] = await listKeys(ctx)
    expect((await pool.query(`select actor, what, subject from audit where what = 'customer.read'`)).rows).toEqual([{ actor: `key:${id}`, what: 'customer.read', subject: 'kim' }])
  })

  test('a revoked one is turned away at once', async () => {
    const made = await makeKey(ctx, { name: 'short' })
    if (!made.ok) throw new Error('refused')
    const headers = { authorization: `Bearer ${made.value.key}` }
    expect((await get('/v1/customers', headers)).statusCode).toBe(200)
    await revokeKey(ctx, made.value.id)
    expect(codeOf(await get('/v1/customers', headers))).toBe('key_unknown')
  })

  test('one that was made for less does no more, and the body is not even read', async () => {
    const made = await makeKey(ctx, { name: 'reads the map', scopes: ['map.read'] })
    if (!made.ok) throw new Error('refused')
    const headers = { authorization: `Bearer ${made.value.key}` }
    expect((await get('/v1/map', headers)).statusCode).toBe(200)
    const refused = await post('/v1/facts', 'x'.repeat(6_000_000), headers)
    expect([refused.statusCode, codeOf(refused), refused.json<Problem>().detail]).toEqual([403, 'key_not_allowed', 'This key may not do that: it lacks the right facts.send.'])
    expect(await makeKey(ctx, { name: 'x', scopes: ['everything'] })).toMatchObject({ ok: false, refusals: [{ code: 'scope_unknown' }] })
  })

  test('a body is not even read of somebody without one', async () => {
    expect((await post('/v1/facts', 'x'.repeat(6_000_000), { authorization: '' })).statusCode).toBe(401)
  })
})

describe('what is not there, or not so', () => {
  test('a person is shown a page where a program gets a problem', async () => {
    const looked = await get('/nowhere', { accept: 'text/html,*/*;q=0.8' })
    expect([looked.statusCode, looked.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    expect(looked.body).toContain('<title>')
    expect(codeOf(await get('/nowhere'))).toBe('not_found')
    for (const path of ['/v1/maps', '/assets/none.js']) expect(codeOf(await get(path, { accept: 'text/html' }))).toBe('not_found')
  })

  test('addresses and methods', async () => {
    expect(codeOf(await get('/v1/maps'))).toBe('not_found')
    expect(codeOf(await get('/v1/customers/a/b'))).toBe('not_found')
    expect(codeOf(await get('/v1/customers/%E5'))).toBe('url_unreadable')
    const answer = await app.inject({ method: 'DELETE', url: '/v1/customers/a' })
    expect([answer.statusCode, codeOf(answer), answer.headers.allow]).toEqual([405, 'method_unknown', 'GET, HEAD'])
    expect((await app.inject({ method: 'PUT', url: '/v1/facts', headers: { 'content-type': 'text/csv' }, payload: 'a;b' })).headers.allow).toBe('POST')
    expect((await app.inject({ method: 'HEAD', url: '/healthz' })).statusCode).toBe(200)
  })

  test('bodies', async () => {
    const refused = async (body: unknown, headers: Record<string, string> = {}): Promise<unknown[]> => {
      const answer = await post('/v1/facts', body, headers)
      return [answer.statusCode, codeOf(answer)]
    }
    expect(await refused(' '.repeat(5_000_001))).toEqual([413, 'body_too_large'])
    expect(await refused('{}', { 'content-type': 'text/csv' })).toEqual([415, 'media_type_unknown'])
    expect(await refused('{}', { 'content-type': 'application/json; charset=latin1' })).toEqual([415, 'media_type_unknown'])
    expect(await refused('{}', { 'content-encoding': 'gzip' })).toEqual([415, 'media_type_unknown'])
    expect(await refused('')).toEqual([400, 'body_unreadable'])
    expect(await refused(Buffer.from([0x22, 0xe5, 0x22]))).toEqual([400, 'body_unreadable'])
    expect(await refused('['.repeat(100_000) + ']'.repeat(100_000))).toEqual([400, 'body_unreadable'])
    expect((await post('/v1/facts', '[\n  {"kind": }\n]')).json<Problem>().detail).toContain('line 2, column 12')
  })
})

describe('the language', () => {
  const detail = async (language: string): Promise<string> => (await get('/v1/map', { authorization: '', 'accept-language': language })).json<Problem>().detail

  test('is the first that Troth speaks, else English', async () => {
    expect(await detail('')).toBe('This request carries no key.')
    expect(await detail('fr, de;q=0.9')).toBe('This request carries no key.')
    expect(await detail('fr-FR, ja;q=0.8, en;q=0.5')).toBe('このリクエストにはキーがありません。')
    expect(await detail('en;q=0.1, sv-FI')).toBe('Förfrågan har ingen nyckel.')
    expect(await detail('no, en')).toBe('Forespørselen har ingen nøkkel.')
    expect(await detail('zh-Hant-TW;q=1, et;q=0')).toBe('这个请求没有带密钥。')
    expect(await detail(`${','.repeat(5000)};;q=q=;`)).toBe('This request carries no key.')
  })

  test('is said in the answer, and the facts of a batch are refused in it too', async () => {
    const answer = await post('/v1/facts', [{ kind: 'purchase' }], { 'accept-language': 'ja' })
    expect(answer.json<{ results: { problems: { detail: string }[] }[] }>().results[0]?.problems[0]?.detail).toMatch(/[ぁ-んァ-ン一-龯]/)
    expect((await get('/v1/nothing', { 'accept-language': 'et' })).headers).toMatchObject({ 'content-language': 'et-EE', vary: 'accept-language' })
    expect((await get('/', { 'accept-language': 'nb' })).body).toContain('<title>nb</title>')
    expect((await get('/ja', { 'accept-language': 'nb' })).headers).toMatchObject({ 'content-language': 'ja-JP', 'content-type': 'text/html; charset=utf-8' })
  })
})

test('every answer forbids what nobody needs', async () => {
  for (const answer of [await get('/healthz'), await get('/v1/map'), await get('/nothing'), await get('/%'), await app.inject({ method: 'PUT', url: '/v1/map' }), await get('/')])
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff', 'referrer-policy': expect.stringMatching(/^(no-referrer|same-origin)$/), 'x-frame-options': 'DENY', 'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"), 'x-request-id': expect.stringMatching(/^[\w-]{12}$/),
    })
})

test('the log knows patterns of routes, never whom they were asked for', async () => {
  lines.length = 0
  await get('/v1/customers/anna.berg%40example.com?limit=3')
  await get('/v1/customers?q=anna.berg')
  await get('/anna.berg')
  await post('/v1/facts', '{"customer":"anna.berg"')
  expect(lines.join('')).not.toMatch(/anna|127\.0\.0\.1|troth_/)
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { method: 'GET', route: '/v1/customers/:key', status: 404, actor: expect.stringMatching(/^key:/), ms: expect.any(Number), reqId: expect.any(String) },
    { route: '/v1/customers', status: 200 }, { status: 404 }, { route: '/v1/facts', status: 400 },
  ])
})
