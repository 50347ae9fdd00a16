import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '#actions/house/open-house.ts'
import { contextOf } from '#test/actions/world.ts'
import { testDatabase } from '#test/setup/database.ts'
import { run } from './cli-here.ts'
import { END, houseWithSample } from './sample-here.ts'

const scratch = await mkdtemp(join(tmpdir(), 'troth-backup-'))
afterAll(() => rm(scratch, { recursive: true, force: true }))
const folder = join(scratch, 'monday')
const { pool } = await testDatabase()
const ctx = await houseWithSample(pool, 30)

test('backup writes, says how much, and refuses a folder that has something in it', async () => {
  const { code, out, err } = await run(['backup', folder], { ctx })
  expect([code, out]).toEqual([0, expect.stringMatching(new RegExp(`^[\\d,]+ rows of \\d+ tables are in ${folder} \\(\\d+ MB, in .+\\)\\.\n$`)) as string])
  expect(err).toContain('Backing up')
  expect(await run(['backup', folder], { ctx })).toMatchObject({ code: 1, err: expect.stringContaining(`There is something in ${folder} already.`) as string })
})

test('backup --check needs no database, and speaks JSON too', async () => {
  expect(await run(['backup', '--check', folder], { language: 'ja' })).toMatchObject({ code: 0, out: expect.stringMatching(/^Harbour & Hay のこのバックアップは完全です/) as string })
  expect(JSON.parse((await run(['backup', '--check', folder, '--json'])).out)).toMatchObject({ format: 1, troth: '0.0.0', company: 'Harbour & Hay' })
  expect(await run(['backup', '--check', scratch])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('it has no manifest.json') as string })
})

test('restore brings it back, and asks before it replaces a history of somebody’s own', async () => {
  const other = (await testDatabase()).pool
  const there = contextOf(other, END)
  await openHouse(there)
  expect(await run(['restore', folder], { ctx: there })).toMatchObject({ code: 0, out: expect.stringMatching(/^Harbour & Hay is back as it was on /) as string })
  await other.query('update company set sample = false')
  expect(await run(['restore', folder], { ctx: there })).toMatchObject({ code: 1, err: expect.stringContaining('Harbour & Hay has a history here already.') as string })
  expect(await run(['restore', folder, '--replace'], { ctx: there })).toMatchObject({ code: 1, err: expect.stringContaining('say --yes') as string })
  expect(await run(['restore', folder, '--replace'], { ctx: there, answer: 'no' })).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was changed.') as string })
  expect(JSON.parse((await run(['restore', folder, '--replace', '--json'], { ctx: there, answer: 'Restore' })).out)).toMatchObject({ left_out: [], migrated: [], manifest: { company: 'Harbour & Hay' } })
})
