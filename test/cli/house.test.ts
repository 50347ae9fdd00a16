import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkKey } from '#actions/house/check-key.ts'
import { loadSample, wantsSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readMap } from '#actions/map/read-map.ts'
import { playSample } from '#sample/play.ts'
import { contextOf } from '#test/actions/world.ts'
import { testDatabase } from '#test/setup/database.ts'
import { run } from './cli-here.ts'
import { END, houseWithSample } from './sample-here.ts'

describe('keys', async () => {
  const { pool } = await testDatabase()
  const ctx = contextOf(pool, END)

  test('are made, listed and taken back; the key alone is on standard output', async () => {
    await openHouse(ctx)
    expect((await run('key list', { ctx })).out).toBe('There are no keys yet.\n')
    const made = await run('key create till', { ctx })
    expect(made.out).toMatch(/^troth_[0-9a-f]{16}_[\w-]{43}\n$/)
    expect((await checkKey(ctx, made.out.trim())).ok).toBe(true)
    const id = made.out.split('_')[1] as string
    expect((await run('key list', { ctx })).out).toMatch(new RegExp(`${id} +till +.* open\n`))
    expect((await run(['key', 'revoke', id], { ctx })).out).toBe(`The key ${id} opens nothing any more.\n`)
    expect((await checkKey(ctx, made.out.trim())).ok).toBe(false)
    expect(JSON.parse((await run('key list --json', { ctx })).out)).toMatchObject([{ id, name: 'till', revoked_at: expect.stringMatching(/Z$/) as string }])
    expect((await run('key revoke 0000', { ctx })).code).toBe(1)
  })
})

describe('the company', async () => {
  const { pool } = await testDatabase()
  const ctx = contextOf(pool, END)

  test('is what it says it is', async () => {
    await openHouse(ctx)
    const line = ['company', '--name', 'Kaffe & Brød', '--zone', 'Europe/Oslo', '--currency', 'NOK', '--language', 'nb', '--language', 'en', '--json']
    expect(JSON.parse((await run(line, { ctx })).out)).toEqual({ name: 'Kaffe & Brød', zone: 'Europe/Oslo', currency: 'NOK', languages: ['nb', 'en'], sample: false })
    expect((await run('company', { ctx, language: 'ja' })).out).toMatch(/^会社名 +Kaffe & Brød\n/)
    expect(await wantsSample(ctx)).toBe(false)
  })

  test.each([['--zone Mars/Olympus', 'Mars/Olympus'], ['--currency XYZ', 'XYZ'], ['--language tlh', 'tlh']])('cannot have %s', async (option, found) => {
    const { code, err } = await run(`company ${option}`, { ctx })
    expect([code, err]).toEqual([1, expect.stringContaining(`“${found}” cannot be the company’s`) as string])
  })

  test('keeps zone and currency while there are facts', async () => {
    await pool.query(`insert into fact (customer, source, id, kind, at, body) values (gen_random_uuid(), 'till', '1', 2, now(), '{}')`)
    expect((await run('company --currency EUR', { ctx })).err).toContain('currency cannot change while there are facts')
    expect((await run('company --zone Europe/Oslo --name Kaffe', { ctx })).code).toBe(0)
    await pool.query('truncate fact')
  })
})

describe('clearing', async () => {
  const { pool } = await testDatabase()

  test('asks first, takes the sample away for good, and leaves keys', async () => {
    const ctx = await houseWithSample(pool, 60)
    const key = (await run('key create till', { ctx })).out.trim()
    expect(await run('clear', { ctx })).toMatchObject({ code: 1, err: expect.stringContaining('say --yes') as string })
    expect(await run('clear', { ctx, answer: 'no' })).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was removed.') as string })
    expect((await run('company --name Mine', { ctx })).err).toContain('The sample company is in this database.')
    expect(await run('clear', { ctx, answer: 'Clear' })).toMatchObject({ code: 0 })
    const map = await readMap(ctx, {})
    expect(map.ok && [map.value.customers.now, map.value.company.sample, map.value.company.name]).toEqual([0, false, 'My company'])
    expect((await checkKey(ctx, key)).ok).toBe(true)
    expect(await wantsSample(ctx)).toBe(false)
    expect((await run('clear --yes', { ctx })).err).toContain('There is no sample company here')
  })

  test('with --everything it empties any house; its own facts can come in afterwards', async () => {
    const ctx = contextOf(pool, END)
    expect((await run('clear --everything --yes', { ctx })).code).toBe(0)
    expect((await pool.query('select from api_key')).rowCount).toBe(0)
    const again = await loadSample(ctx, playSample({ customers: 40, years: 1, seed: 3, end: END }), { customers: 40 })
    expect(again.facts.taken).toBeGreaterThan(100)
    expect(again.facts.known).toBe(0)
    const tables = await pool.query(`select relname from pg_class where relkind = 'r' and relname ~ '^(standing|span|spend)_[0-9]+$'`)
    expect(tables.rowCount).toBeLessThanOrEqual(6)
  })
})

describe('the sample company', async () => {
  const { pool } = await testDatabase()

  test('goes into a database that nobody has made theirs, also after it was broken off', async () => {
    const ctx = contextOf(pool, END)
    await openHouse(ctx)
    expect(await wantsSample(ctx)).toBe(true)
    const stop = new AbortController()
    const played = playSample({ customers: 50, years: 1, seed: 1, end: END })
    const broken = loadSample(ctx, played, { customers: 50, signal: stop.signal, onProgress: ({ done }) => done === 20 && stop.abort(new Error('Ctrl-C')) })
    await expect(broken).rejects.toThrow('Ctrl-C')
    expect((await pool.query('select from fact')).rowCount).toBe(0)
    expect(await wantsSample(ctx)).toBe(true)
    await loadSample(ctx, played, { customers: 50 })
    expect(await wantsSample(ctx)).toBe(false)
  })

  test('is written to files that the import takes as they are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'troth-sample-'))
    try {
      const line = ['sample', '--customers', '50', '--years', '1', '--seed', '1', '--end', '2026-03-01', '--hidden', '--out', join(folder, 'hh')]
      const { code, out } = await run(line, {})
      expect([code, out]).toEqual([0, expect.stringMatching(/^50 customers and [\d,]+ facts are in /) as string])
      expect((await run(line, {})).err).toContain('cannot be used: facts.ndjson, records.ndjson')
      const truth = JSON.parse(readFileSync(join(folder, 'hh/truth.json'), 'utf8')) as { customers: number; seed: number }
      expect([truth.customers, truth.seed]).toEqual([50, 1])
      expect(readFileSync(join(folder, 'hh/hidden.ndjson'), 'utf8').trim().split('\n')).toHaveLength(50)
      const ctx = contextOf(pool, END)
      await run('clear --everything --yes', { ctx })
      const imported = JSON.parse((await run(['import', join(folder, 'hh/facts'), '--rejects', folder, '--json'], { ctx })).out) as { id: number; facts: { taken: number }; rejected: { rows: number } }
      expect([imported.facts.taken, imported.rejected.rows]).toEqual([readFileSync(join(folder, 'hh/facts/facts.ndjson'), 'utf8').trim().split('\n').length, 0])
      expect((await run('imports', { ctx })).out).toMatch(/ done\n$/)
      const undone = await run(`undo ${imported.id}`, { ctx })
      expect([undone.code, undone.out]).toEqual([0, expect.stringContaining(`Import ${imported.id} is undone`) as string])
      expect((await run('undo 999', { ctx })).err).toContain('There is no import number 999.')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

test('retelling says how many histories and how long', async () => {
  const { pool } = await testDatabase()
  const ctx = await houseWithSample(pool, 30)
  expect((await run('retell', { ctx })).out).toMatch(/^\d+ histories told again: telling 3, in 1 second.\n$/)
})
