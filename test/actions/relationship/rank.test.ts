/** Lists of more customers than are looked at one by one: held against all of them, read in one and sorted here. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importPaths } from '#actions/history/import/import-paths.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { listCustomers } from '#actions/relationship/list-customers.ts'
import { customersQuery } from '#contract/relationship/customer.ts'
import { stateOf } from '#core/relationship/state.ts'
import { isoOf } from '#core/units/time.ts'
import { openPool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'
import { on } from '#test/core/relationship/histories.ts'

const { connection, pool: first } = await testDatabase()
// As in production: what is committed and not yet on disk nobody is told to see.
await first.query(`do $$ begin execute format('alter database %I set synchronous_commit = on', current_database()); end $$`)
const pool = openPool({ connection })
afterAll(() => pool.end())
const ctx = contextOf(pool, on(200))
const MANY = 40_000
const folder = mkdtempSync(join(tmpdir(), 'troth-rank-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Of a hundred: 95 of one unit, 4 of another, 1 of a third; a sixth of all have said how it felt, two in three hundred of them badly. */
const UNITS = ['large', 'small', 'least'] as const
const unitOf = (i: number): string => UNITS[i % 100 === 0 ? 2 : i % 25 === 1 ? 1 : 0]
function* lines(): Generator<Record<string, unknown>> {
  for (let i = 0; i < MANY; i++) {
    const customer = `k${String((i * 7919) % MANY).padStart(6, '0')}`
    const common = { source: 'till', customer, unit: unitOf(i) }
    for (let n = 0; n < 1 + (i % 3); n++) yield { ...common, kind: 'purchase', id: `p${n}`, at: isoOf(on(100 + (i % 40) + n * 20)), order: `${i}.${n}`, paid: 100 + ((i * 31) % 500) }
    if (i % 6 === 0) yield { ...common, kind: 'felt', id: 'f', at: isoOf(on(190)), feelings: [i % 900 === 0 ? 'angry' : 'welcome'], strength: 2, language: 'en' }
  }
}

interface Row extends Record<string, unknown> {
  readonly key: string
  readonly customer: string
  readonly state: number
  readonly unit: string
  readonly known_as: string
  readonly value: number
  readonly orders: number
  readonly pay: number | null
  readonly heart: number | null
}
let rows: Row[] = []

beforeAll(async () => {
  await openHouse(ctx)
  const path = join(folder, 'facts.ndjson')
  writeFileSync(path, [...lines()].map((line) => JSON.stringify(line)).join('\n'))
  const done = await importPaths(ctx, { paths: [path] })
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  rows = (await pool.query<Row>(`select c.key, c.customer, t.state, t.unit, c.known_as, t.value, t.orders, t.pay::float8, t.heart::float8 from standing t join customer c using (customer) where t.telling = (select id from telling where state = 'current')`)).rows
}, 120_000)

type Query = Readonly<{ state?: string; unit?: string }>
const COLUMN = { name: 'known_as', key: 'key', value: 'value', heart: 'heart', orders: 'orders', pay: 'pay' } as const
const BY = ['name', 'key', 'value', 'heart', 'orders', 'pay'] as const
type Sort = keyof typeof COLUMN

/** The slow twin: all who fit, sorted by value and number; unknown figures last. */
function twin({ state, unit }: Query, sort: Sort, order: 'asc' | 'desc'): Row[] {
  const way = order === 'asc' ? 1 : -1
  const compare = (a: string | number, b: string | number): number => (a < b ? -way : a > b ? way : 0)
  const fitting = rows.filter((row) => (state === undefined || stateOf(row.state) === state) && (unit === undefined || row.unit === unit))
  return fitting.toSorted((a, b) => {
    const [left, right] = [a[COLUMN[sort]], b[COLUMN[sort]]]
    if (left === null || right === null) return Number(left === null) - Number(right === null) || compare(a.customer, b.customer)
    return compare(left, right) || compare(a.customer, b.customer)
  })
}

async function page(query: Readonly<Record<string, unknown>>): Promise<{ keys: string[]; total: { customers: number; exact: boolean } | null }> {
  const answer = await listCustomers(ctx, customersQuery.parse({ limit: 50, ...query }))
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return { keys: answer.value.customers.map(({ key }) => key), total: answer.value.total }
}

const FILTERS: readonly Query[] = [{}, { unit: 'large' }, { unit: 'small' }, { unit: 'least' }, { state: 'satisfied' }, { state: 'dissatisfied' }, { state: 'new', unit: 'least' }, { state: 'dissatisfied', unit: 'least' }, { state: 'devoted' }]

/** Of so many, the sample has at least: it is 8,192 to 16,384 of all. */
const sampledAtLeast = (customers: number): number => (customers * 8192) / MANY

describe.each(FILTERS)('of %o', (filter) => {
  test.each(BY)('the first page by %s is that of all, sorted', async (sort) => {
    for (const order of ['asc', 'desc'] as const)
      expect((await page({ ...filter, sort, order })).keys).toEqual(twin(filter, sort, order).slice(0, 50).map(({ key }) => key))
  })

  test.each(BY)('a place in it by %s is as far in it as was asked, and pages on from there', async (sort) => {
    const all = twin(filter, sort, 'asc').map(({ key }) => key)
    for (const at of [0.2, 0.5, 0.9]) {
      const { keys } = await page({ ...filter, sort, at })
      const place = all.indexOf(keys[0] ?? '')
      if (all.length === 0) expect(keys).toEqual([])
      // Of fewer than 200 of the sample the place is exact; of more it is good to five errors of a share of them, whichever lot was drawn.
      else expect(Math.abs(place / all.length - at)).toBeLessThan(all.length < 200 ? 1 / all.length + 0.001 : 5 * Math.sqrt((at * (1 - at)) / Math.max(200, sampledAtLeast(all.length))) + 1 / all.length)
      expect(keys).toEqual(all.slice(place, place + 50).slice(0, keys.length))
    }
  })

  test('they are counted', async () => {
    const { total } = await page({ ...filter, total: 'true' })
    const n = twin(filter, 'name', 'asc').length
    expect(Math.abs((total?.customers ?? -1) - n)).toBeLessThanOrEqual(total?.exact ? 0 : 0.15 * n + 20)
  })
})

test('there is something to find: a state and a unit hardly anybody is in, and some whom nobody has heard', () => {
  const { length } = twin({ state: 'dissatisfied' }, 'name', 'asc')
  expect([length > 0 && length < MANY / 250, twin({ unit: 'least' }, 'name', 'asc').length, rows.some(({ heart }) => heart === null)]).toEqual([true, MANY / 100, true])
})

test('what is found in an index alone is so from the beginning: it is known that everybody can see it', async () => {
  const { rows: pages } = await pool.query<{ seen: number }>(`
    select relallvisible::float8 / relpages as seen from pg_class where oid = any(array[(select 'standing_' || id from telling where state = 'current'), (select 'span_' || id from telling where state = 'current'), 'customer', 'fact']::regclass[])`)
  expect(pages.length).toBe(4)
  for (const { seen } of pages) expect(seen).toBeGreaterThan(0.9)
})
