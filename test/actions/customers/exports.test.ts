import { parse } from 'csv-parse/sync'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { exportHead, exportLine, type Exported } from '#core/customers/export.ts'
import { STATES } from '#core/relationship/state.ts'
import { DAY_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { exportBody } from '#contract/customers/exports.ts'
import { customersQuery } from '#contract/relationship/customer.ts'
import type { Context } from '#actions/context.ts'
import { eraseCustomer } from '#actions/customers/erase-customer.ts'
import { askExport, listExports, removeExport, showExport, type ShownExport } from '#actions/customers/exports/ask-export.ts'
import { readExportFile } from '#actions/customers/exports/read-file.ts'
import { askDue } from '#actions/house/jobs/ask-due.ts'
import { workOnce } from '#actions/house/jobs/work.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { listCustomers } from '#actions/relationship/list-customers.ts'
import { playSample } from '#sample/play.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'

const END = Date.UTC(2026, 0, 1)
const { pool } = await testDatabase()
const ctx = contextOf(pool, END)
const signal = new AbortController().signal

beforeAll(async () => {
  await openHouse(ctx, { name: 'Test', zone: 'Europe/Tallinn', currency: 'EUR', languages: ['en'], sample: true })
  await loadSample(ctx, playSample({ customers: 300, years: 2, seed: 5, end: END }), { customers: 300 })
}, 60_000)
beforeEach(async () => void (await pool.query('truncate export cascade')))

const work = async (): Promise<void> => {
  while (await workOnce(ctx, { signal }));
}
async function ask(body: object, as: Context = ctx, language: string | null = null): Promise<ShownExport> {
  const asked = await askExport(as, exportBody.parse(body), language)
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusals))
  return asked.value
}
async function textOf(id: number, as: Context = ctx): Promise<string> {
  const file = await readExportFile(as, id)
  if (!file.ok) throw new Error(JSON.stringify(file.refusals))
  const pieces: Buffer[] = []
  for await (const bytes of file.value.bytes) pieces.push(bytes)
  return Buffer.concat(pieces).toString()
}
const rowsOf = (text: string, delimiter = ','): Record<string, string>[] => parse(text, { columns: true, bom: true, delimiter })

describe('a file of customers', () => {
  test('has all who fit, in the order that was asked for, as the list has them', async () => {
    const asked = await ask({ filter: { state: ['loyal', 'satisfied'] }, sort: 'value', order: 'desc' })
    expect(asked).toMatchObject({ state: 'waiting', customers: null })
    await work()
    const list = await listCustomers(ctx, customersQuery.parse({ state: ['loyal', 'satisfied'], sort: 'value', order: 'desc', limit: 200 }))
    const rows = rowsOf(await textOf(asked.id))
    const customers = list.ok ? list.value.customers : []
    expect(customers.length).toBeGreaterThan(20)
    expect(rows.map(({ key }) => key)).toEqual(customers.map(({ key }) => key))
    expect(rows.map(({ state, value }) => [state, Math.round(Number(value) * 100)])).toEqual(customers.map(({ state, value }) => [state, value]))
    expect(await showExport(ctx, asked.id)).toMatchObject({ ok: true, value: { state: 'done', customers: rows.length } })
    expect((await pool.query('select actor, detail from audit where what = $1', ['customers.exported'])).rows.at(-1)).toEqual({ actor: 'test', detail: { rows: rows.length, filter: { state: ['loyal', 'satisfied'] } } })
  })

  test('speaks the language of whoever asks, and is written for their spreadsheet', async () => {
    const { id } = await ask({ separator: 'semicolon', columns: ['key', 'state', 'value', 'last_at'] }, ctx, 'et')
    await work()
    const text = await textOf(id)
    expect(text.slice(0, text.indexOf('\r\n'))).toBe('\uFEFFVõti;Seisund;Aasta väärtus;Viimati nähtud')
    const [row] = rowsOf(text, ';')
    expect(row?.['Aasta väärtus']).toMatch(/^-?\d+,\d\d$/)
    expect(row?.['Viimati nähtud']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
    expect(STATES as readonly string[]).not.toContain(row?.['Seisund'])
  })

  test('is for whoever asked for it alone, and for as long as they reach all whom they reached', async () => {
    const { rows: [unit] } = await pool.query<{ unit: string }>('select unit from standing where unit is not null group by unit order by count(*) limit 1')
    const theirs: Context = { ...ctx, actor: 'account:them', reach: [unit?.unit ?? ''] }
    const { id } = await ask({}, theirs)
    await work()
    const own = rowsOf(await textOf(id, theirs))
    expect(new Set(own.map((row) => row['unit']))).toEqual(new Set([unit?.unit]))
    expect(await readExportFile(ctx, id)).toMatchObject({ ok: false, refusals: [{ code: 'export_unknown' }] })
    expect(await readExportFile({ ...theirs, reach: ['elsewhere'] }, id)).toMatchObject({ ok: false, refusals: [{ code: 'export_unknown' }] })
    expect((await listExports(ctx)).exports).toEqual([])
  })

  test('is taken back when somebody in it is erased, and only then', async () => {
    const [all, none] = [await ask({}), await ask({ filter: { q: 'nobody is called so' } })]
    await work()
    const [first] = rowsOf(await textOf(all.id))
    expect(await eraseCustomer(ctx, { key: first?.['key'] ?? '', confirmed: first?.['key'] ?? '' })).toMatchObject({ ok: true, value: { removed: { export: 1 } } })
    expect(await readExportFile(ctx, all.id)).toMatchObject({ ok: false, refusals: [{ code: 'export_withdrawn' }] })
    expect((await listExports(ctx)).exports.map(({ id, state, filter }) => [id, state, filter])).toEqual([[none.id, 'done', {}], [all.id, 'withdrawn', {}]])
    expect((await pool.query('select from export_part where export = $1', [all.id])).rowCount).toBe(0)
  })

  test('can be cancelled before it is begun, and is gone after a week', async () => {
    const { id } = await ask({})
    expect(await readExportFile(ctx, id)).toMatchObject({ ok: false, refusals: [{ code: 'export_unready' }] })
    expect(await removeExport(ctx, id)).toMatchObject({ ok: true })
    await work()
    expect(await showExport(ctx, id)).toMatchObject({ ok: false, refusals: [{ code: 'export_unknown' }] })
    const kept = await ask({})
    await work()
    ctx.at += 8 * DAY_MS
    expect(await showExport(ctx, kept.id)).toMatchObject({ ok: false })
    await askDue(ctx)
    await work()
    expect((await pool.query('select from export')).rowCount).toBe(0)
    ctx.at = END
  })

  test('begins anew where a try was broken off', async () => {
    const { id } = await ask({})
    const stopping = new AbortController()
    stopping.abort()
    await workOnce(ctx, { signal: stopping.signal })
    expect(await showExport(ctx, id)).toMatchObject({ ok: true, value: { customers: null } })
    await work()
    expect(rowsOf(await textOf(id)).length).toBeGreaterThan(200)
  })
})

test('no cell is a formula, and figures stay figures', () => {
  const customer: Exported = {
    key: '=1+1', name: '@sum(a1)', email: '-a@b.c', state: 'loyal', since: 0, unit: 'a;b', unit_name: '+x', heard: true, heart: -0.5, head: null, stay: 0.123_456, say: 1, pay: 1,
    value: -1234, paid: 100, orders: 2, first_at: 0, last_at: 0, channel: '\tx', campaign: 'a,"b"', language: 'en', attributes: { tier: '=x' },
  }
  const line = (separator: 'comma' | 'semicolon'): string => exportLine(customer, { columns: ['key', 'name', 'email', 'unit', 'heart', 'head', 'stay', 'value', 'channel', 'campaign', 'attribute.tier', 'attribute.none', 'since'], separator, zone: zoneOf('Europe/Tallinn'), currency: 'EUR' })
  expect(line('comma')).toBe(`'=1+1,'@sum(a1),'-a@b.c,a;b,-0.5,,0.1235,-12.34,'\tx,"a,""b""",'=x,,1970-01-01 03:00\r\n`)
  expect(line('semicolon')).toBe(`'=1+1;'@sum(a1);'-a@b.c;"a;b";-0,5;;0,1235;-12,34;'\tx;"a,""b""";'=x;;1970-01-01 03:00\r\n`)
  expect(exportHead(['a;b', 'c'], 'semicolon')).toBe('\uFEFF"a;b";c\r\n')
})
