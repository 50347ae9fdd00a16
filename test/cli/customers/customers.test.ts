import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { exportAnswer } from '#contract/customers/export.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { cleared } from '#test/actions/customers/customers.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { run } from '../cli-here.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, on(820))
const folder = await mkdtemp(join(tmpdir(), 'troth-customers-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeAll(() => openHouse(ctx))
beforeEach(async () => {
  await cleared(pool)
  await sendFacts(ctx, [sent(fact('purchase', 10, { customer: 'anna' })), sent(fact('purchase', 20, { customer: 'bo' }))])
})

test('merge, customer and part', async () => {
  expect(await run('merge anna card-7', { ctx })).toEqual({ code: 0, err: '', out: '“card-7” is told as part of “anna” from now on. To part them again: npx troth part anna card-7\nKeys: anna, card-7\n' })
  expect((await run('merge anna card-7', { ctx })).out).toContain('one customer already')
  expect((await run('customer card-7', { ctx })).out).toMatch(/^anna\n.*also card-7/)
  expect(JSON.parse((await run('part anna card-7 --json', { ctx })).out)).toMatchObject({ changed: true, customer: 'anna' })
  expect((await run('part anna bo', { ctx })).out).toContain('nothing to part')
  expect(await run('merge nobody anna', { ctx })).toMatchObject({ code: 1, err: expect.stringContaining('nobody') as string })
})

test('export goes to the terminal, or to a file of one’s own that is never written over', async () => {
  expect(exportAnswer.parse(JSON.parse((await run('export anna', { ctx })).out))).toMatchObject({ keys: [{ key: 'anna' }] })
  const file = join(folder, 'anna.json')
  const ran = await run(['export', 'anna', '--out', file], { ctx })
  expect([ran.code, ran.out, ran.err]).toEqual([0, '', expect.stringContaining('1 fact')])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(exportAnswer.parse(JSON.parse(await readFile(file, 'utf8'))).facts).toHaveLength(1)
  await writeFile(file, 'mine')
  expect(await run(['export', 'anna', '--out', file], { ctx })).toMatchObject({ code: 1, err: expect.stringContaining('already') as string })
  expect(await readFile(file, 'utf8')).toBe('mine')
  const none = join(folder, 'nobody.json')
  expect((await run(['export', 'nobody', '--out', none], { ctx })).code).toBe(1)
  await expect(stat(none)).rejects.toThrow('ENOENT')
  expect((await run(['export', 'anna', '--out', join(folder, 'no', 'such', 'folder')], { ctx })).code).toBe(1)
})

test('erase asks for the key, takes no for a no, and prints a receipt', async () => {
  expect(await run('erase anna', { ctx })).toMatchObject({ code: 1, err: expect.stringContaining('use --yes') as string })
  expect(await run('erase anna', { ctx, answer: 'ann' })).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Nobody was erased') as string })
  const looked = await run('erase anna --check', { ctx })
  expect([looked.code, looked.out]).toEqual([1, expect.stringMatching(/never erased[^]*fact\.customer +1\n/)])
  const ran = await run('erase anna', { ctx, answer: 'anna' })
  expect([ran.code, ran.out]).toEqual([0, expect.stringMatching(/^Erased on .*\n[^]*removed +fact +1\n[^]*nothing is left/)])
  expect(ran.err).toContain('with 1 fact, for good')
  expect(await run('erase anna --check', { ctx })).toMatchObject({ code: 0, out: expect.stringMatching(/was erased on .*\nNothing is kept/) as string })
  expect(JSON.parse((await run('erase anna --yes --json', { ctx })).out)).toMatchObject({ removed: { fact: 1 } })
  expect((await run('erase nobody --yes', { ctx })).code).toBe(1)
})

test.each(LANGUAGES)('all of it is said in %s', async (language) => {
  for (const line of ['merge anna bo', 'part anna bo', 'erase bo --check', 'erase bo --yes']) expect((await run(line, { ctx, language })).out).not.toBe('')
  const file = join(folder, `${language}.json`)
  expect((await run(['export', 'anna', '--out', file], { ctx, language })).err).toContain(file)
})
