import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { USUAL_LIMITS } from '#contract/house/limits.ts'
import { readSettings, SETTINGS } from '#contract/settings.ts'

const root = `${resolve(import.meta.dirname, '../..')}/`

test('nothing set is a Troth that this machine alone reaches, with its data beside it', () => {
  expect(readSettings({})).toEqual({ ok: true, value: { port: 7420, host: '127.0.0.1', data: `${root}data`, logLevel: 'info', limits: USUAL_LIMITS, uploadBytes: 2_000_000_000 } })
})

test('set to nothing counts as not set', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: '', TROTH_DATA: '', TROTH_LANGUAGE: '' })).toEqual(readSettings({}))
})

test('everything set', () => {
  const environment = {
    PORT: '80', HOST: '::', TROTH_DATA: 'shop', DATABASE_URL: 'postgres://me@db/troth', TROTH_LANGUAGE: 'et', LOG_LEVEL: 'debug',
    TROTH_LIMIT_SENDING: '1', TROTH_LIMIT_READING: '2', TROTH_LIMIT_CHANGING: '0', TROTH_LIMIT_UNKNOWN: '4', TROTH_UPLOAD_BYTES: '5',
  }
  expect(readSettings(environment, '/srv')).toEqual({
    ok: true,
    value: { port: 80, host: '::', data: '/srv/shop', databaseUrl: 'postgres://me@db/troth', language: 'et', logLevel: 'debug', limits: { sending: 1, reading: 2, changing: 0, unknown: 4 }, uploadBytes: 5 },
  })
})

test('all that is wrong is told at once, without the password', () => {
  const bad = { PORT: '65536', HOST: 'a b', TROTH_DATA: 'a\0b', DATABASE_URL: 'mysql://me:secret@db', TROTH_LANGUAGE: 'de', TROTH_LIMIT_SENDING: '-1', TROTH_LIMIT_READING: 'many', TROTH_LIMIT_CHANGING: '1.5', TROTH_LIMIT_UNKNOWN: '1e9', TROTH_UPLOAD_BYTES: '0', LOG_LEVEL: 'loud' }
  const result = readSettings(bad)
  expect(result.ok).toBe(false)
  if (result.ok) return
  expect(result.refusals.map(({ code }) => code)).toEqual(Object.keys(SETTINGS).map(() => 'setting_invalid'))
  expect(result.refusals.map(({ values }) => values?.['name'])).toEqual(Object.keys(SETTINGS))
  expect(result.refusals[0]?.values).toEqual({ name: 'PORT', found: '65536', expected: '0–65535' })
  expect(JSON.stringify(result)).not.toContain('secret')
})

test('a server may be named by its socket', () => {
  const result = readSettings({ DATABASE_URL: 'postgresql://me:pw@/troth?host=/run/postgresql' })
  expect(result.ok && result.value.databaseUrl).toBe('postgresql://me:pw@localhost/troth?host=/run/postgresql')
})

test.each(['-1', '7420.5', '0x50', ' 80', 'http'])('PORT=%s is no port', (PORT) => {
  expect(readSettings({ PORT }).ok).toBe(false)
})

test('the manual lists every setting with its default, and no other', async () => {
  const page = await readFile(`${root}docs/operate/settings.md`, 'utf8')
  const rows = [...page.matchAll(/^\| `(\w+)` \| (?:`([^`]*)`)? *\|/gm)].map(([, name, value = '']) => [name, value])
  expect(rows).toEqual(Object.entries(SETTINGS).map(([name, setting]) => [name, setting.default]))
})

test('the manual names every value of a setting that has a list', async () => {
  const page = await readFile(`${root}docs/operate/settings.md`, 'utf8')
  for (const name of ['TROTH_LANGUAGE', 'LOG_LEVEL'] as const) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``))
    for (const value of SETTINGS[name].expected.split(', ')) expect(row).toContain(`\`${value}\``)
  }
})
