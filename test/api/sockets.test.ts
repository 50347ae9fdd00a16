import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()
const { app, key } = await serve(pool, Date.parse('2026-03-01T12:00:00Z'))
const address = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
afterAll(() => app.close())

/** What comes back for bytes that no client library would send. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(address.port), address.hostname, () => socket.write(bytes))
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text)).on('close', () => resolve(answer)).on('error', reject)
  })
}
const problemIn = (answer: string): object => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as object

test('a real request over a real socket', async () => {
  const answer = await fetch(new URL('/v1/customers/a%2Fb', address), { headers: { authorization: `Bearer ${key}`, 'accept-language': 'ja' } })
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ code: 'customer_unknown' })
})

test.each([
  ['what is no HTTP', 'hello?\r\n\r\n', 400, 'request_unreadable'],
  ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
  ['two lengths', 'POST /v1/facts HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n', 400, 'request_unreadable'],
])('%s is answered with a problem too', async (_what, bytes, status, code) => {
  const answer = await raw(bytes)
  expect(answer.startsWith(`HTTP/1.1 ${status} `)).toBe(true)
  expect(answer).toContain('x-content-type-options: nosniff')
  expect(problemIn(answer)).toMatchObject({ status, code })
})

test('a key as long as an address may be is nobody’s', async () => {
  const answer = await fetch(new URL(`/v1/customers/${'x'.repeat(15_000)}`, address), { headers: { authorization: `Bearer ${key}` } })
  expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'customer_unknown' }])
  expect((await fetch(new URL(`/v1/customers/${'x'.repeat(17_000)}`, address))).status).toBe(431)
})
