import pg from 'pg'
import { expect, test } from 'vitest'
import { makeServer } from '#api/server.ts'
import { openPool, type Pool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const { pool, connection } = await testDatabase()
const lines: string[] = []
const { ctx, key } = await serve(pool, NOW)
const headers = { authorization: `Bearer ${key}` }

/** A server over a pool that fails when the map is asked for. */
async function failing(error: Error): Promise<{ status: number; body: string; headers: object }> {
  lines.length = 0
  const broken = Object.create(pool) as Pool
  broken.query = (async (text: string, values?: unknown[]) => {
    if (!text.includes('api_key')) throw error
    return pool.query(text, values)
  }) as Pool['query']
  const app = await makeServer({ ctx: { ...ctx, pool: broken }, version: '1', logLevel: 'info', logStream: { write: (line) => void lines.push(line) } })
  const answer = await app.inject({ url: '/v1/map', headers })
  return { status: answer.statusCode, body: answer.body, headers: answer.headers }
}

test('a bug is answered with a number to ask under, and logged without what it quotes', async () => {
  const { status, body } = await failing(new TypeError('cannot read "anna.berg" of undefined'))
  expect(status).toBe(500)
  const { code, request_id } = JSON.parse(body) as { code: string; request_id: string }
  expect(code).toBe('internal')
  expect(body).not.toMatch(/anna|undefined|\.ts/)
  expect(body).toContain(request_id)
  const logged = JSON.parse(lines[0] ?? '') as { reqId: string; err: { type: string; message: string; frames: string[] } }
  expect(logged).toMatchObject({ reqId: request_id, err: { type: 'TypeError', message: 'cannot read "…" of undefined' } })
  expect(logged.err.frames.length).toBeGreaterThan(2)
})

test('of an error of the database the log keeps the place, not the row', async () => {
  const error = await pool.query(`select 'anna.berg'::int`).catch((thrown: unknown) => thrown as Error)
  const { status } = await failing(error as Error)
  expect(status).toBe(500)
  expect(lines[0]).toContain('22P02')
  expect(lines.join('')).not.toContain('anna')
})

test('a database that is away is not a bug: come again', async () => {
  const nobody = openPool({ connection: { ...connection, host: '/nowhere' } })
  const away = await nobody.query('select 1').catch((thrown: unknown) => thrown as Error)
  await nobody.end()
  for (const error of [away as Error, Object.assign(new pg.DatabaseError('x', 1, 'error'), { code: '57P01' }), new Error('Connection terminated unexpectedly')]) {
    const answer = await failing(error)
    expect(answer.status).toBe(503)
    expect(answer.headers).toMatchObject({ 'retry-after': '5' })
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'unavailable' })
  }
})

test('a full disk is not a bug either: make room, and come again', async () => {
  const answer = await failing(Object.assign(new pg.DatabaseError('could not extend file', 1, 'error'), { code: '53100' }))
  expect(answer.status).toBe(507)
  expect(answer.headers).toMatchObject({ 'retry-after': '60' })
  expect(JSON.parse(answer.body)).toMatchObject({ code: 'disk_full' })
})
