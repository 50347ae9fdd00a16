import { describe, expect, test } from 'vitest'
import type { LightMyRequestResponse } from 'fastify'
import { signOut } from '#actions/house/access/check-session.ts'
import { changeAccount } from '#actions/house/access/change-account.ts'
import { invite, makeOwnerLink, makeResetLink } from '#actions/house/access/make-link.ts'
import { signIn } from '#actions/house/access/sign-in.ts'
import { lookAtLink, useLink } from '#actions/house/access/use-link.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { doorPages } from '#web/door/pages.ts'
import { appPage, type App } from '#web/shell.ts'
import { PASSWORD, valueOf } from '#test/api/callers.ts'
import { serve } from '#test/api/served.ts'
import { testDatabase } from '#test/setup/database.ts'

const { pool } = await testDatabase()
const lines: string[] = []
const BUILT: App = { script: 'main-1.js', styles: ['main-1.css'], preload: ['part-1.js'], fonts: ['inter.woff2'], words: { en: 'en-1.js', nb: 'nb-1.js', sv: 'sv-1.js', et: 'et-1.js', ja: 'ja-1.js', zh: 'zh-1.js' } }
const { app, ctx } = await serve(pool, Date.parse('2026-03-01T12:00:00Z'), {
  logLevel: 'info', logStream: { write: (line) => void lines.push(line) }, pages: { '/': appPage(() => BUILT), '/customers/*': appPage(() => BUILT), ...doorPages({ signIn, signOut, lookAtLink, useLink }) },
})

type Headers = Record<string, string>
const get = (url: string, headers: Headers = {}): Promise<LightMyRequestResponse> => app.inject({ method: 'GET', url, headers })
/** As a browser sends a form from our own page over plain http. */
const fill = (url: string, fields: Headers, headers: Headers = {}): Promise<LightMyRequestResponse> =>
  app.inject({ method: 'POST', url, payload: new URLSearchParams(fields).toString(), headers: { host: 'troth.example', origin: 'http://troth.example', 'content-type': 'application/x-www-form-urlencoded', ...headers } })
const cookieOf = (answer: LightMyRequestResponse): string => String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''
/** Where the first page leads, or the script that it asks for. */
const sees = async (headers: Headers = {}): Promise<string | undefined> => {
  const answer = await get('/', headers)
  return answer.headers.location ?? /<script[^>]* src="([^"]+)"/.exec(answer.body)?.[1]
}

const person = { name: 'Mari', email: 'mari@troth.example', password: PASSWORD }
let cookie = ''

describe('the first owner', () => {
  test('comes in by the link, without any script, and gets the app, which others do not', async () => {
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
    expect([done.statusCode, done.headers.location, done.headers['set-cookie']]).toEqual([303, '/welcome', expect.stringMatching(/^troth_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/)])
    cookie = cookieOf(done)
    expect([await sees(), await sees({ cookie }), (await get('/', { cookie })).headers['content-language']]).toEqual(['/sign-in', '/assets/main-1.js', 'et-EE'])
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

describe('the page around the app', () => {
  test('is in the language and the theme of whoever asks, and names what the browser will need', async () => {
    const { body } = await get('/', { cookie: `${cookie}; troth-theme=dark` })
    expect(body).toContain('<html lang="et-EE" data-theme="dark">')
    for (const file of ['et-1.js', 'part-1.js', 'main-1.css', 'inter.woff2']) expect(body).toContain(`href="/assets/${file}"`)
    expect((await get('/', { cookie: `${cookie}; troth-theme="><script>` })).body).toContain('<html lang="et-EE">')
  })

  test('allows no script and no style of its own, but what carries its nonce, which is another each time', async () => {
    const answers = [await get('/', { cookie }), await get('/', { cookie })]
    const nonces = answers.map(({ headers }) => /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '')
    expect(new Set(nonces).size).toBe(2)
    for (const [i, answer] of answers.entries()) {
      expect(answer.body).toContain(`nonce="${nonces[i]}"`)
      expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self'; /)
      expect(answer.body).not.toMatch(/<style|style=| on[a-z]+=|<script(?! type="module" src="\/assets\/)|https?:\/\/(?!www\.w3\.org)/)
    }
  })

  test('whoever has to sign in first is led back to where they wanted to, and nowhere else', async () => {
    expect((await get('/customers/a%2Fb?tab=x&y=1')).headers.location).toBe('/sign-in?to=%2Fcustomers%2Fa%252Fb%3Ftab%3Dx%26y%3D1')
    const to = async (where: string): Promise<unknown> => (await fill(`/sign-in?to=${encodeURIComponent(where)}`, person)).headers.location
    expect([await to('/customers/a%2Fb?tab=x'), await to('//evil.example'), await to('/\\evil.example'), await to('https://evil.example'), await to('/a\nb')]).toEqual(['/customers/a%2Fb?tab=x', '/', '/', '/', '/'])
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
    expect(await sees({ cookie: cookieOf(joined) })).toBe('/assets/main-1.js')
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
