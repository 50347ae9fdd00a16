import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { builtApp } from '#test/setup/app.ts'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()
const built = builtApp()
const { app } = await serve(pool, 0, { app: built })

test('the app’s files are served compressed, for good, to everybody', async () => {
  const answer = await app.inject({ url: `/assets/${built.script}`, headers: { 'accept-encoding': 'gzip, br' } })
  expect([answer.statusCode, answer.headers['content-encoding'], answer.headers['cache-control'], answer.headers['x-content-type-options']]).toEqual([200, 'br', 'public, max-age=31536000, immutable', 'nosniff'])
  expect(answer.headers['content-type']).toMatch(/^(text|application)\/javascript/)
  expect(brotliDecompressSync(answer.rawPayload).equals(readFileSync(join(built.folder, built.script)))).toBe(true)
  expect((await app.inject({ url: `/assets/${built.script}` })).headers['content-encoding']).toBeUndefined()
})

test.each(['main-gone.js', '', '..%2f..%2fbuilt.json', '../package.json', 'manifest.json', '.hidden', '%00'])('a file that is not there, or not the app’s, is not there: %s', async (name) => {
  const answer = await app.inject({ url: `/assets/${name}` })
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([expect.toSatisfy((status: number) => status === 404 || status === 400), expect.stringContaining('application/problem+json')])
})
