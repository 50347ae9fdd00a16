import { gzipSync } from 'node:zlib'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { workOnce } from '#actions/house/jobs/work.ts'
import type { ImportAnswer, PreviewAnswer } from '#contract/history/import-report.ts'
import type { LookAnswer, UploadAnswer } from '#contract/history/upload.ts'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

const NOW = Date.UTC(2026, 0, 1)
const { pool } = await testDatabase()
const { app, ctx, key, get, post } = await serve(pool, NOW, { uploadBytes: 4_000_000 })
const auth = { authorization: `Bearer ${key}` }
const idle = new AbortController().signal

afterEach(async () => void (await pool.query('truncate job, upload, upload_part, mapping, fact, customer, unit, person, promise, rate, untold, import, standing, span, spend')))

type Body = string | Buffer | Readable
const bytes = (method: 'POST', url: string, payload: Body) => app.inject({ method, url, payload, headers: { ...auth, 'content-type': 'application/octet-stream' } })
const upload = async (name: string, body: Body): Promise<UploadAnswer> => (await bytes('POST', `/v1/uploads?name=${encodeURIComponent(name)}`, body)).json<UploadAnswer>()
const look = async (id: string, query = ''): Promise<LookAnswer> => (await get(`/v1/uploads/${id}/look${query}`)).json<LookAnswer>()
const shown = async (id: string): Promise<UploadAnswer> => (await get(`/v1/uploads/${id}`)).json<UploadAnswer>()
const map = async (id: string, body: object): Promise<UploadAnswer> => (await app.inject({ method: 'PATCH', url: `/v1/uploads/${id}`, payload: body, headers: auth })).json<UploadAnswer>()
const work = async (): Promise<void> => {
  while (await workOnce(ctx, { signal: idle }));
}
const codeOf = (answer: { json: () => unknown; statusCode: number }): [number, string] => [answer.statusCode, (answer.json() as { code: string }).code]

const SALES = 'kunde;dato;beløp;butikk\nann;31.12.2025;12,50;Nord\nbo;30.12.2025;1 200,00;Sør\ncy;29.12.2025;x;Nord\n'

describe('a file', () => {
  test('comes in whole, in one request or in pieces, and what is in it is what was sent', async () => {
    const long = Buffer.alloc(2_500_000, 'abcdefghij\n')
    const begun = (await bytes('POST', `/v1/uploads?name=long.csv&bytes=${long.length}`, long.subarray(0, 1_100_000))).json<UploadAnswer>()
    expect(begun).toMatchObject({ bytes: 1_100_000, expected: 2_500_000, whole: false })
    const gap = await bytes('POST', `/v1/uploads/${begun.id}/more?at=5`, long.subarray(5))
    expect([codeOf(gap), gap.json<{ detail: string }>().detail]).toEqual([[409, 'upload_gap'], 'So far 1100000 bytes were taken; these begin at 5.'])
    expect((await get(`/v1/uploads/${begun.id}/look`)).statusCode).toBe(409)
    expect((await bytes('POST', `/v1/uploads/${begun.id}/more?at=1100000`, long.subarray(1_100_000))).json()).toMatchObject({ bytes: 2_500_000, whole: true })
    const { rows } = await pool.query<{ bytes: Buffer }>('select bytes from upload_part where upload = $1 order by at', [begun.id])
    expect(Buffer.concat(rows.map((row) => row.bytes)).equals(long)).toBe(true)
    expect(rows.every((row) => row.bytes.length <= 1 << 20)).toBe(true)
  })

  test('of two who continue it at the same place one is told to go on from elsewhere', async () => {
    const { id } = (await bytes('POST', '/v1/uploads?name=a.csv&bytes=20', 'id,day\n')).json<UploadAnswer>()
    const both = await Promise.all(['1,2025-01-01\n', '2,2025-01-01\n'].map((row) => bytes('POST', `/v1/uploads/${id}/more?at=7`, row)))
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  test('that is cut off leaves nothing, unless its sender said how long it is', async () => {
    const broken = (): Readable => Readable.from((async function* () {
      yield Buffer.alloc(1_500_000, 'x')
      await Promise.resolve()
      throw new Error('the line broke')
    })())
    await bytes('POST', '/v1/uploads?name=a.csv', broken()).catch(() => undefined)
    await vi.waitFor(async () => expect((await pool.query('select from upload')).rowCount).toBe(0))
    expect((await pool.query('select from upload_part')).rowCount).toBe(0)
    await bytes('POST', '/v1/uploads?name=a.csv&bytes=3000000', broken()).catch(() => undefined)
    await vi.waitFor(async () => expect((await get('/v1/uploads')).json()).toMatchObject({ uploads: [{ bytes: 1 << 20, whole: false }] }))
  })

  test('is refused where it is too large, empty, or no table', async () => {
    expect(codeOf(await bytes('POST', '/v1/uploads?name=a.csv&bytes=4000001', ''))).toEqual([413, 'upload_too_large'])
    expect(codeOf(await bytes('POST', '/v1/uploads?name=a.csv', Buffer.alloc(4_000_001, 'x')))).toEqual([413, 'upload_too_large'])
    expect(codeOf(await bytes('POST', '/v1/uploads?name=a.csv', ''))).toEqual([422, 'upload_empty'])
    expect(codeOf(await bytes('POST', '/v1/uploads?name=a.xlsx', 'x'))).toEqual([422, 'upload_no_table'])
    expect(codeOf(await post('/v1/uploads?name=a.csv', 'a'))).toEqual([415, 'media_type_unknown'])
    expect(codeOf(await app.inject({ method: 'POST', url: '/v1/facts', payload: 'x', headers: { ...auth, 'content-type': 'application/octet-stream' } }))).toEqual([415, 'media_type_unknown'])
    expect((await pool.query('select from upload')).rowCount).toBe(0)
    const { id } = await upload('a.csv', Buffer.from('PK\u0003\u0004 a workbook'))
    expect(codeOf(await get(`/v1/uploads/${id}/look`))).toEqual([422, 'upload_no_table'])
  })

  test('is kept for a week after somebody last worked with it, one that broke off for an hour', async () => {
    const whole = await upload('a.csv', SALES)
    await bytes('POST', '/v1/uploads?name=b.csv&bytes=100', 'x')
    const tidy = async (): Promise<number> => {
      await pool.query(`insert into job (kind, reason, state, asked_at, asked_by, not_before) values ('tidy', 'time', 'waiting', now(), 't', '-infinity')`)
      await work()
      return (await pool.query('select from upload')).rowCount ?? 0
    }
    const at = ctx.at
    ctx.at = at + 59 * 60_000
    expect(await tidy()).toBe(2)
    ctx.at = at + 61 * 60_000
    expect(await tidy()).toBe(1)
    await map(whole.id, { text: 'x' })
    ctx.at = at + 7 * 86_400_000 + 60 * 60_000
    expect(await tidy()).toBe(1)
    ctx.at += 2 * 60_000
    expect(await tidy()).toBe(0)
    ctx.at = at
  })
})

describe('looking at a file', () => {
  test('finds how it is written and guesses what it means, as a mapping that the command line takes too', async () => {
    const { id } = await upload('Salg 2025-12.csv', Buffer.from(SALES, 'latin1'))
    const found = await look(id)
    expect(found).toMatchObject({ form: 'table', encoding: 'latin1', delimiter: ';', header: true, skip: 0, rows: 3, rows_about: 3, odd: 0 })
    expect(found.columns.map(({ column, role, samples }) => [column, role, samples[0]])).toEqual([['kunde', 'customer', 'ann'], ['dato', 'at', '31.12.2025'], ['beløp', 'paid', '12,50'], ['butikk', 'unit', 'Nord']])
    expect(found.guess.problems).toEqual([])
    expect(found.guess.text).toContain('paid: beløp')
    expect(found.guess.written).toMatchObject({ source: 'salg', date: 'd.M.yyyy', delimiter: ';', encoding: 'latin1' })
  })

  test('takes what it is told for granted', async () => {
    const { id } = await upload('a.txt', 'a b\n1 2025-01-01\n')
    expect((await look(id, '?delimiter=whitespace&header=false')).columns).toHaveLength(2)
    expect((await look(id, '?header=false&delimiter=whitespace')).header).toBe(false)
    expect((await look(id, '?delimiter=tab')).columns.map(({ name }) => name)).toEqual(['a b'])
  })

  test('reads UTF-16, gzip, JSON lines, one JSON array, and Troth’s own facts', async () => {
    const utf16 = await upload('a.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('klient,kuupäev,summa\nõnne,2025-01-01,5\n', 'utf16le')]))
    expect((await look(utf16.id))).toMatchObject({ encoding: 'utf-16le', columns: [{ name: 'klient', role: 'customer', samples: ['õnne'] }, { role: 'at' }, { role: 'paid' }] })
    const packed = await upload('a.csv.gz', gzipSync(SALES))
    expect((await look(packed.id)).columns).toHaveLength(4)
    const array = await upload('a.json', '[\n {"customer":{"id":"a"},"date":"2025-01-01",\n"total":5.5},\n {"customer":{"id":"b"},"date":"2025-01-02","total":7}]')
    expect(await look(array.id)).toMatchObject({ form: 'json', rows: 2, columns: [{ column: 'customer.id', role: 'customer' }, { column: 'date' }, { column: 'total', role: 'paid' }] })
    const own = await upload('a.ndjson', '{"kind":"visit","id":"1","source":"app","customer":"a","at":"2025-01-01T00:00:00Z","channel":"web"}\n')
    expect((await look(own.id)).form).toBe('facts')
  })
})

describe('a mapping', () => {
  test('is kept with the file as it stands, and says what is wrong with it', async () => {
    const { id } = await upload('a.csv', SALES)
    const wrong = await map(id, { written: { files: [{ name: 'a.csv', makes: [{ fact: 'purchase', at: 'dato' }] }] } })
    expect(wrong.mapping?.problems.map(({ code }) => code)).toEqual(['mapping_invalid', 'mapping_invalid'])
    expect((await shown(id)).mapping?.written).toMatchObject({ files: [{ makes: [{ fact: 'purchase' }] }] })
    expect(codeOf(await post(`/v1/uploads/${id}/check`, ''))).toEqual([422, 'mapping_invalid'])
    expect(codeOf(await app.inject({ method: 'PATCH', url: `/v1/uploads/${id}`, payload: { text: 'a', written: {} }, headers: auth }))[0]).toBe(422)
  })

  test('shows what it makes of the first rows, in sentences, those of a basket together', async () => {
    const { id } = await upload('a.csv', 'customer,receipt,date,amount,product,qty\nann,7,2025-01-02,5.00,milk,1\nann,7,2025-01-02,2.50,bread,2\nbo,8,2025-01-03,n,milk,1\n')
    const { guess } = await look(id)
    const seen = (await post(`/v1/uploads/${id}/preview`, { text: guess.text })).json<PreviewAnswer>()
    expect(seen).toMatchObject({ rows: 3, rejected: 1, kinds: { purchase: 1 }, facts: [{ kind: 'purchase', who: 'ann', said: 'Bought for €7.50', rows: 2, line: 2, at: '2025-01-02T00:00:00.000Z' }], groups: [{ code: 'cell_invalid', column: 'amount', count: 1 }] })
    const inJapanese = await post(`/v1/uploads/${id}/preview`, { text: guess.text }, { 'accept-language': 'ja' })
    expect(inJapanese.json<PreviewAnswer>().facts[0]?.said).not.toContain('Bought')
    expect((await pool.query('select from fact')).rowCount).toBe(0)
  })

  test('is remembered by name, found again by the header, made to fit the next file, and handed out as the command line takes it', async () => {
    const first = await upload('salg-2025-11.csv', SALES)
    const { guess, columns } = await look(first.id)
    const saved = await post('/v1/mappings', { name: 'Till', text: guess.text, header: columns.map(({ name }) => name) })
    expect(saved.json()).toMatchObject({ name: 'Till', problems: [], written: { files: [{ name: 'salg-*.csv' }] } })
    const next = await upload('eksport.csv', SALES)
    expect((await look(next.id)).fits).toEqual([{ name: 'Till', same: true }])
    expect((await map(next.id, { name: 'Till' })).mapping).toMatchObject({ name: 'Till', problems: [], written: { files: [{ name: 'eksport.csv' }] } })
    const other = await upload('other.csv', 'x,y\n1,2\n')
    expect(codeOf(await app.inject({ method: 'PATCH', url: `/v1/uploads/${other.id}`, payload: { name: 'Till' }, headers: auth }))).toEqual([422, 'column_missing'])
    const file = await get('/v1/mappings/Till/file')
    expect([file.headers['content-type'], file.headers['content-disposition']]).toEqual(['application/yaml; charset=utf-8', `attachment; filename="Till.yaml"; filename*=UTF-8''Till.yaml`])
    expect(file.body).toContain('name: salg-*.csv')
    expect((await app.inject({ method: 'DELETE', url: '/v1/mappings/Till', headers: auth })).statusCode).toBe(200)
    expect(codeOf(await get('/v1/mappings/Till'))).toEqual([404, 'mapping_unknown'])
  })
})

const FORMULA = `${SALES}=HYPERLINK("evil");not a day;5,00;Nord\n`

describe('checking and importing', () => {
  test('a check reads the whole file and changes nothing; what it found wrong is there to be fetched, with nothing that a spreadsheet would run', async () => {
    const { id } = await upload('a.csv', FORMULA)
    await map(id, { text: (await look(id)).guess.text })
    expect((await post(`/v1/uploads/${id}/check`, '')).json<UploadAnswer>().check).toMatchObject({ state: 'waiting' })
    expect(codeOf(await post(`/v1/uploads/${id}/import`, ''))).toEqual([409, 'upload_busy'])
    expect(codeOf(await app.inject({ method: 'DELETE', url: `/v1/uploads/${id}`, headers: auth }))).toEqual([409, 'upload_busy'])
    await work()
    const { checked, check } = await shown(id)
    expect(check).toMatchObject({ state: 'done', result: { rows: 4, facts: 2, rejected: 2 } })
    expect(checked).toMatchObject({ rows: 4, facts: { taken: 2, known: 0 }, kinds: { purchase: 2 }, customers_new: 2, rejected: 2, rejects: true, oldest: '2025-12-30T00:00:00.000Z' })
    expect(checked?.groups?.map(({ code, column, found, count }) => [code, column, found, count])).toEqual(expect.arrayContaining([['cell_invalid', 'beløp', 'x', 1], ['cell_invalid', 'dato', 'not a day', 1]]))
    expect((await pool.query('select from fact')).rowCount).toBe(0)
    const rejects = await get(`/v1/uploads/${id}/rejects`)
    expect(rejects.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(rejects.body).toContain(`"'=HYPERLINK(""evil"");not a day;5,00;Nord"`)
    await map(id, { text: `${(await shown(id)).mapping?.text}\n# other` })
    expect((await shown(id)).checked).toBeNull()
  })

  test('an import takes what is right, says what it did to the map, and can be undone', async () => {
    const { id } = await upload('a.csv', FORMULA)
    await map(id, { text: (await look(id)).guess.text })
    await post(`/v1/uploads/${id}/import`, '')
    await work()
    const { import: number, bring } = await shown(id)
    expect(bring).toMatchObject({ kind: 'import', state: 'done', result: { import: number, facts: 2, rejected: 2 } })
    const one = (await get(`/v1/imports/${number}`)).json<ImportAnswer>()
    expect(one).toMatchObject({ what: 'a.csv', state: 'done', settled: true, made_by: `key:${(bring?.asked_by ?? '').slice(4)}`, upload: id, report: { facts: { taken: 2 }, rejected: 2, rejects: true } })
    expect([one.map?.before['new'], one.map?.after['new']]).toEqual([0, 2])
    expect(one.report?.groups).toHaveLength(2)
    expect((await get(`/v1/imports/${number}/rejects`)).body.split('\r\n')).toHaveLength(4)
    expect((await get('/v1/imports')).json<{ imports: ImportAnswer[] }>().imports.map((each) => [each.id, each.report?.facts.taken, each.report?.groups])).toEqual([[number, 2, null]])
    expect((await post(`/v1/imports/${number}/undo`, '')).json()).toMatchObject({ facts: 2, records: 2, customers: 2 })
    expect(codeOf(await post(`/v1/imports/${number}/undo`, ''))).toEqual([409, 'import_undone'])
    expect((await get(`/v1/imports/${number}`)).json<ImportAnswer>().state).toBe('undone')
    await app.inject({ method: 'DELETE', url: `/v1/uploads/${id}`, headers: auth })
    expect(codeOf(await get(`/v1/imports/${number}/rejects`))).toEqual([404, 'rejects_gone'])
    expect((await get(`/v1/imports/${number}`)).json<ImportAnswer>()).toMatchObject({ upload: null, report: { rejected: 2, groups: null, rejects: false } })
  })

  test('an import that is cancelled while it reads leaves nothing', async () => {
    const { id } = await upload('a.csv', `customer,date,amount\n${Array.from({ length: 60_000 }, (_, i) => `c${i},2025-01-01,5.00`).join('\n')}\n`)
    await map(id, { text: (await look(id)).guess.text })
    const { bring } = (await post(`/v1/uploads/${id}/import`, '')).json<UploadAnswer>()
    await pool.query('update job set cancelled = true where id = $1', [bring?.id])
    // The cancelling is found at the next note of progress; until then somebody else holds the house.
    const other = await pool.connect()
    await other.query('begin; lock table import in exclusive mode')
    const working = work()
    await new Promise((resolve) => setTimeout(resolve, 1200))
    await other.query('rollback')
    other.release()
    await working
    expect((await shown(id)).bring).toMatchObject({ state: 'cancelled' })
    expect((await pool.query('select from fact')).rowCount).toBe(0)
    expect((await pool.query('select from import')).rowCount).toBe(0)
  }, 60_000)

  test('a try after one that died with the facts in finds what that had done, and its rejects', async () => {
    const { id } = await upload('a.csv', FORMULA)
    await map(id, { text: (await look(id)).guess.text })
    const { bring } = (await post(`/v1/uploads/${id}/import`, '')).json<UploadAnswer>()
    await work()
    // As a process leaves it that was killed between its facts and the map.
    await pool.query(`update import set summary = (summary - 'map' - 'upload') || '{"settled": false}'`)
    await pool.query(`update job set state = 'running', ended_at = null, outcome = null where id = $1`, [bring?.id])
    await pool.query('delete from standing')
    await work()
    const again = await shown(id)
    expect(again.bring).toMatchObject({ state: 'done', tries: 2, result: { import: again.import, facts: 2, rejected: 2 } })
    expect((await pool.query('select from import')).rowCount).toBe(1)
    expect((await get(`/v1/imports/${again.import}`)).json<ImportAnswer>()).toMatchObject({ settled: true, report: { facts: { taken: 2 }, rejected: 2, rejects: true, groups: [{}, {}] }, map: { before: { new: 0 }, after: { new: 2 } } })
  })

  test('a file of Troth’s own facts needs no mapping', async () => {
    const { id } = await upload('a.ndjson', '{"kind":"visit","id":"1","source":"app","customer":"a","at":"2025-01-01T00:00:00Z","channel":"web"}\n')
    await post(`/v1/uploads/${id}/import`, '')
    await work()
    expect((await shown(id)).bring).toMatchObject({ state: 'done', result: { facts: 1 } })
    const other = await upload('b.csv', SALES)
    expect(codeOf(await post(`/v1/uploads/${other.id}/check`, ''))).toEqual([409, 'mapping_needed'])
  })
})

test('a process that ends while it tells leaves the import to the next one, facts in and counted once', async () => {
  const { id } = await upload('a.csv', `customer,date,amount\n${Array.from({ length: 300 }, (_, i) => `c${i % 40},2025-0${1 + (i % 9)}-11,${i}.50`).join('\n')}\n`)
  await map(id, { text: (await look(id)).guess.text })
  await post(`/v1/uploads/${id}/import`, '')
  const ending = new AbortController()
  await workOnce(ctx, { signal: ending.signal, onProgress: ({ phase }) => ['learning', 'telling'].includes(phase) && ending.abort() })
  expect((await shown(id)).bring).toMatchObject({ state: 'running', tries: 0 })
  expect((await pool.query('select from fact')).rowCount).toBe(300)
  await work()
  const { bring, import: number } = await shown(id)
  expect(bring).toMatchObject({ state: 'done', result: { import: number, facts: 300 } })
  expect((await get(`/v1/imports/${number}`)).json<ImportAnswer>()).toMatchObject({ settled: true, report: { facts: { taken: 300 } } })
  expect((await pool.query('select from fact')).rowCount).toBe(300)
})
