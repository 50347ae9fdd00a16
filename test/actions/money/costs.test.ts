import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { CostsAnswer, CostsBrought } from '#contract/money/costs.ts'
import { clearCompany } from '#actions/house/clear-company.ts'
import { serve } from '#test/api/served.ts'
import { run } from '#test/cli/cli-here.ts'
import { testDatabase } from '#test/setup/database.ts'

const { pool } = await testDatabase()
const { app, ctx, key, get } = await serve(pool, Date.UTC(2026, 5, 10))
const headers = { authorization: `Bearer ${key}` }
const send = (text: string, name = 'costs.csv') => app.inject({ method: 'POST', url: `/v1/costs?name=${name}`, payload: Buffer.from(text), headers: { ...headers, 'content-type': 'application/octet-stream' } })
const drop = (id: number) => app.inject({ method: 'DELETE', url: `/v1/costs/${id}`, headers })
const files = async (): Promise<CostsAnswer['files']> => (await get('/v1/costs')).json<CostsAnswer>().files
const folder = mkdtempSync(join(tmpdir(), 'troth-costs-'))
afterAll(() => rmSync(folder, { recursive: true }))

const TEXT = 'purpose,channel,from,to,amount\nwin,search,2026-01-01,2026-01-31,100.00\nkeep,club,2026-01-01,2026-03-31,50.00\n'

test('a file comes in, the same costs again count once however they are written, and it goes out again', async () => {
  const first = (await send(TEXT)).json<CostsBrought>()
  expect(first).toMatchObject({ known: false, file: { name: 'costs.csv', rows: 2, from: '2026-01-01', to: '2026-03-31', win: 10_000, keep: 5000 } })
  const again = (await send('Formål;Kanal;Fra;Til;Beløp\nvinne;search;1.1.2026;31.1.2026;100,00\nbeholde;club;1.1.2026;31.3.2026;50,00\n', 'same.csv')).json<CostsBrought>()
  expect(again).toEqual({ known: true, file: first.file })
  expect(await files()).toEqual([first.file])
  expect((await drop(first.file.id)).json()).toEqual({ id: first.file.id, name: 'costs.csv' })
  expect(await files()).toEqual([])
  expect((await drop(first.file.id)).json()).toMatchObject({ code: 'costs_unknown' })
  expect((await pool.query(`select what, subject from audit where what like 'costs.%' order by id`)).rows).toEqual([{ what: 'costs.brought', subject: 'costs.csv' }, { what: 'costs.dropped', subject: 'costs.csv' }])
})

test.each([
  ['another currency', TEXT.replaceAll('amount\n', 'amount,currency\n').replaceAll('.00\n', '.00,NOK\n'), 422, 'costs_currency'],
  ['no purpose', 'channel,from,amount\nsearch,2026-01-01,5\n', 422, 'costs_columns_missing'],
  ['nothing in it', '', 422, 'costs_empty'],
  ['an amount that is none', TEXT.replace('100.00', 'plenty'), 422, 'costs_row_invalid'],
  ['too many rows', `purpose,month,amount\n${'win,2026-01,1\n'.repeat(20_001)}`, 413, 'costs_too_large'],
  ['too many bytes', 'x'.repeat(2_000_001), 413, 'costs_too_large'],
])('a file with %s is refused, and nothing of it is kept', async (_what, text, status, code) => {
  const answer = await send(text)
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
  expect(await files()).toEqual([])
})

test('the command line does the same', async () => {
  const path = join(folder, 'spend 2026.csv')
  writeFileSync(path, TEXT)
  expect((await run('costs', { ctx })).out).toBe('No costs have been brought in.\n')
  expect((await run(['costs', path], { ctx })).out).toMatch(/^spend 2026\.csv: 2 costs brought in\.\n[^]*spend 2026\.csv .*€100 +€50\n$/)
  expect((await run(['costs', path], { ctx })).out).toContain('the very same costs are there already')
  const { files: [file] } = JSON.parse((await run('costs --json', { ctx })).out) as CostsAnswer
  expect((await run(`costs --drop ${file?.id}`, { ctx })).out).toMatch(/^spend 2026\.csv is taken out/)
  expect((await run(`costs --drop ${file?.id}`, { ctx })).code).toBe(1)
  expect((await run(['costs', join(folder, 'none.csv')], { ctx })).code).toBe(1)
})

test('clearing everything takes costs with it', async () => {
  await send(TEXT)
  await clearCompany(ctx, { everything: true })
  expect(await pool.query('select from cost').then(({ rowCount }) => rowCount)).toBe(0)
})
