import { describe, expect, test } from 'vitest'
import type { LightMyRequestResponse } from 'fastify'
import { readMap } from '#actions/map/read-map.ts'
import { signOut } from '#actions/house/access/check-session.ts'
import { changeAccount } from '#actions/house/access/change-account.ts'
import { invite, makeOwnerLink, makeResetLink } from '#actions/house/access/make-link.ts'
import { signIn } from '#actions/house/access/sign-in.ts'
import { lookAtLink, useLink } from '#actions/house/access/use-link.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { doorPages } from '#web/door/pages.ts'
import { firstPage } from '#web/first-page/page.ts'
import { PASSWORD, valueOf } from '#test/api/callers.ts'
import { serve } from '#test/api/served.ts'
import { testDatabase } from '#test/setup/database.ts'

const { pool } = await testDatabase()
const lines: string[] = []
const { app, ctx } = await serve(pool, Date.parse('2026-03-01T12:00:00Z'), {
  guests: true, logLevel: 'info', logStream: { write: (line) => void lines.push(line) }, pages: { '/': firstPage(readMap), ...doorPages({ signIn, signOut, lookAtLink, useLink }) },
})

type Headers = Record<string, string>
const get = (url: string, headers: Headers = {}): Promise<LightMyRequestResponse> => app.inject({ method: 'GET', url, headers })
/** As a browser sends a form from our own page over plain http. */
const fill = (url: string, fields: Headers, headers: Headers = {}): Promise<LightMyRequestResponse> =>
  app.inject({ method: 'POST', url, payload: new URLSearchParams(fields).toString(), headers: { host: 'troth.example', origin: 'http://troth.example', 'content-type': 'application/x-www-form-urlencoded', ...headers } })
const cookieOf = (answer: LightMyRequestResponse): string => String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''
const sees = async (headers: Headers = {}): Promise<string> => (/<p class="(?:finding|quiet)">([^<]*)/.exec((await get('/', headers)).body)?.[1] ?? '').slice(0, 20)

const person = { name: 'Mari', email: 'mari@troth.example', password: PASSWORD }
let cookie = ''

describe('the first owner', () => {
  test('until there is one, the map is there for this machine alone', async () => {
    expect([await sees({ host: 'localhost' }), await sees({ host: 'troth.example' })]).toEqual(['No customer is known', 'This page shows the '])
  })

  test('comes in by the link, without any script, and from then on the map is for those who are signed in', async () => {
    const { path } = await makeOwnerLink(ctx)
    const page = await get(`${path}&lang=et`)
    expect([page.statusCode, page.headers['content-language'], page.headers['referrer-policy']]).toEqual([200, 'et-EE', 'same-origin'])
    expect(page.body).not.toMatch(/<script|<style|style=| on[a-z]+=|https?:/)
    for (const name of ['name', 'email', 'password']) expect(page.body).toMatch(new RegExp(`<label for="${name}">[^<]+</label>\\n<input id="${name}" name="${name}"`))
    const weak = await fill(path, { ...person, password: 'mari mari mari' })
    expect([weak.statusCode, cookieOf(weak)]).toEqual([422, ''])
    expect(weak.body).toMatch(/role="alert"[^]*made of your own name[^]*value="Mari"[^]*aria-invalid="true" aria-describedby="refused password-hint"/)
    expect(weak.body).not.toContain('mari mari mari')
    const done = await fill(`${path}&lang=et`, person)
    expect([done.statusCode, done.headers.location, done.headers['set-cookie']]).toEqual([303, '/', expect.stringMatching(/^troth_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/)])
    cookie = cookieOf(done)
    expect([await sees({ host: 'localhost' }), (await get('/', { cookie })).headers['content-language']]).toEqual(['This page shows the ', 'et-EE'])
    expect((await get('/', { cookie })).body).toContain('<span>Mari</span>')
    expect([(await get(path)).statusCode, (await fill(path, person)).statusCode]).toEqual([404, 404])
  })
})

describe('signing in and out', () => {
  test('by the form; where the browser came by https the cookie is for https alone', async () => {
    const wrong = await fill('/sign-in', { ...person, password: '"><b>wrong wrong' })
    expect([wrong.statusCode, wrong.body.includes('value="mari@troth.example"'), wrong.body.includes('<b>wrong')]).toEqual([401, true, false])
    const right = await fill('/sign-in', person, { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' })
    expect(right.headers['set-cookie']).toMatch(/^__Host-troth_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/)
    const out = await fill('/sign-out', {}, { cookie: cookieOf(right) })
    expect([out.statusCode, out.headers['set-cookie']]).toEqual([303, [expect.stringContaining('__Host-troth_session=; Path=/; Max-Age=0'), expect.stringContaining('troth_session=; Path=/; Max-Age=0')]])
    expect((await get('/v1/me', { cookie: cookieOf(right) })).statusCode).toBe(401)
    expect((await get('/v1/me', { cookie })).json()).toMatchObject({ account: { email: 'mari@troth.example', role: 'owner', language: 'et' }, reach: 'all' })
  })

  test('nothing is taken from another site’s page', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }] as const)
      for (const path of ['/sign-in', '/sign-out', '/begin?link=x']) expect((await fill(path, person, headers)).statusCode, `${path} ${JSON.stringify(headers)}`).toBe(403)
    expect((await get('/v1/me', { cookie })).statusCode).toBe(200)
  })

  test('whoever has to wait is told for how long, and a form is no body for the API', async () => {
    let last = await fill('/sign-in', { ...person, email: 'x@troth.example' })
    for (let i = 0; i < 5; i++) last = await fill('/sign-in', { ...person, email: 'x@troth.example' })
    expect([last.statusCode, last.headers['retry-after']]).toEqual([429, '1'])
    const api = await app.inject({ method: 'POST', url: '/v1/session', payload: { email: 'x@troth.example', password: 'x' } })
    expect([api.statusCode, api.headers['retry-after']]).toEqual([429, '1'])
    expect((await fill('/v1/session', person)).statusCode).toBe(415)
    expect((await fill('/sign-in', { ...person, password: 'x'.repeat(20_000) })).statusCode).toBe(413)
    expect((await app.inject({ method: 'POST', url: '/sign-in', payload: {} })).statusCode).toBe(415)
  })

  test('through the API too, and a key goes before a cookie', async () => {
    const answer = await app.inject({ method: 'POST', url: '/v1/session', payload: { email: ' MARI@troth.example', password: PASSWORD } })
    expect([answer.statusCode, answer.json(), answer.headers['set-cookie']]).toEqual([200, {}, expect.stringContaining('troth_session=')])
    expect((await get('/v1/me', { cookie, authorization: 'Bearer troth_wrong' })).json()).toMatchObject({ code: 'key_unknown' })
    const old = await app.inject({ method: 'DELETE', url: '/v1/session', headers: { cookie: cookieOf(answer), 'sec-fetch-site': 'same-origin', 'x-troth': '1' } })
    expect([old.statusCode, (await get('/v1/me', { cookie: cookieOf(answer) })).json<{ code: string }>().code]).toEqual([200, 'session_unknown'])
  })
})

describe('links', () => {
  test('an invitation says as what, and its address stands', async () => {
    const { path } = valueOf(await invite(ctx, { email: 'anu@troth.example', role: 'counter', units: ['north'] }))
    const page = await get(path)
    expect(page.body).toContain('You are invited as: at the counter.')
    expect(page.body).toMatch(/name="email" type="email" autocomplete="username" maxlength="254" required value="anu@troth.example" readonly/)
    const joined = await fill(path, { name: 'Anu', email: 'somebody@else.example', password: PASSWORD })
    expect((await get('/v1/me', { cookie: cookieOf(joined) })).json()).toMatchObject({ account: { email: 'anu@troth.example', role: 'counter' }, reach: ['north'] })
    expect(await sees({ cookie: cookieOf(joined) })).toBe('Your role does not i')
  })

  test('a reset asks for a password alone; a link that is none says so in every language', async () => {
    const { rows } = await pool.query<{ id: string }>(`select id from account where email = 'anu@troth.example'`)
    const { path } = valueOf(await makeResetLink(ctx, rows[0]?.id ?? ''))
    expect((await get(path)).body).not.toContain('name="name"')
    expect((await fill(path, { password: 'the tide turns at dawn' })).statusCode).toBe(303)
    for (const language of LANGUAGES) {
      const gone = await get(`${path}&lang=${language}`)
      expect([gone.statusCode, gone.body.includes('<form'), gone.body.includes('{')]).toEqual([404, false, false])
    }
    valueOf(await changeAccount(ctx, rows[0]?.id ?? '', { disabled: true }))
  })
})

test('the log holds no address, link, password or cookie', () => {
  expect(lines.length).toBeGreaterThan(30)
  expect(lines.join('')).not.toMatch(/mari|anu@|heron|link=|troth_session|127\.0\.0\.1/i)
  expect(lines.map((line) => (JSON.parse(line) as { actor: string }).actor)).toContain('nobody')
})
