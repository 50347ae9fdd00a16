import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { lockTellingAlone } from '#store/relationship/tellings.ts'
import { withTransaction } from '#store/pool.ts'
import { sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()

/** A connection, and what came back over it once it is closed. */
async function knock(address: string): Promise<{ socket: Socket; answer: Promise<string> }> {
  const { port, hostname } = new URL(address)
  const socket = connect(Number(port), hostname)
  let said = ''
  const answer = new Promise<string>((resolve) => socket.setEncoding('utf8').on('data', (text: string) => (said += text)).on('close', () => resolve(said)).on('error', () => resolve(said)))
  await new Promise((resolve) => socket.once('connect', resolve))
  return { socket, answer }
}

test('told to stop, it is not ready, takes nobody new, closes what is idle, and finishes what was begun', async () => {
  const { app, key } = await serve(pool, on(820))
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const idle = await knock(address)
  const asking = await knock(address)
  asking.socket.write('GET /readyz HTTP/1.1\r\nhost: x\r\n')
  const body = JSON.stringify(sent(fact('purchase', 800, { id: 'b1', customer: 'anna' })))
  const sending = await knock(address)
  let stopped: Promise<unknown> = Promise.resolve()
  await withTransaction(pool, async (db) => {
    await lockTellingAlone(db)
    sending.socket.write(`POST /v1/facts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    await sleep(200)
    stopped = app.stop(10_000)
    expect(await idle.answer).toBe('')
    asking.socket.write('\r\n')
    expect(await asking.answer).toMatch(/^HTTP\/1\.1 503 [^]*connection: close[^]*"code":"not_ready"/i)
    await expect(fetch(new URL('/healthz', address))).rejects.toThrow('fetch failed')
  })
  expect(await sending.answer).toMatch(/^HTTP\/1\.1 200 [^]*connection: close[^]*"taken":1/i)
  await stopped
  expect((await pool.query('select from fact')).rowCount).toBe(1)
})

test('what takes longer than it may is cut off, and counts once when it is sent again', async () => {
  const { app, key } = await serve(pool, on(820))
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const fresh = sent(fact('purchase', 801, { id: 'b2', customer: 'bo' }))
  await withTransaction(pool, async (db) => {
    await lockTellingAlone(db)
    const cut = fetch(new URL('/v1/facts', address), { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(fresh) })
    const refused = expect(cut).rejects.toThrow('fetch failed')
    await sleep(100)
    const begun = performance.now()
    await app.stop(300)
    expect(performance.now() - begun).toBeLessThan(3000)
    await refused
  })
  const again = await serve(pool, on(820))
  const answer = await again.post('/v1/facts', fresh)
  expect(answer.statusCode).toBe(200)
  expect((await pool.query(`select from fact where id = 'b2'`)).rowCount).toBe(1)
})
