import { expect, test } from 'vitest'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()

test('an answer that is shown again says how many seconds ago it was looked at what is stored; one of now says nothing', async () => {
  const { get } = await serve(pool, Date.parse('2026-03-01T12:00:00Z'))
  const first = await get('/v1/choices')
  expect([first.statusCode, first.headers['age']]).toEqual([200, undefined])
  await new Promise((resolve) => setTimeout(resolve, 1100))
  expect([(await get('/v1/choices')).headers['age'], (await get('/v1/company')).headers['age']]).toEqual(['1', undefined])
})
