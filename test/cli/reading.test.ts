import stringWidth from 'string-width'
import { beforeAll, describe, expect, test } from 'vitest'
import { readMap } from '#actions/map/read-map.ts'
import { listCustomers } from '#actions/relationship/list-customers.ts'
import { readCustomer } from '#actions/relationship/read-customer.ts'
import type { Context } from '#actions/context.ts'
import { mapAnswer } from '#contract/map/map.ts'
import { customerAnswer, customersAnswer, type CustomersAnswer } from '#contract/relationship/customer.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { wordsOf } from '#core/words/index.ts'
import { testDatabase } from '#test/setup/database.ts'
import { run, type Ran } from './cli-here.ts'
import { houseWithSample } from './sample-here.ts'

const { pool } = await testDatabase()
let ctx: Context
let keys: readonly string[]

beforeAll(async () => {
  ctx = await houseWithSample(pool)
  const page = await listCustomers(ctx, { sort: 'key', order: 'asc', limit: 200 })
  keys = page.ok ? page.value.customers.map(({ key }) => key) : []
}, 60_000)

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => stringWidth(line)))

/** What went well is printed alone on standard output. */
function expectFine({ code, err }: Ran): void {
  expect([code, err]).toEqual([0, ''])
}

describe('JSON is what the API answers', () => {
  test.each([['--from 2025-06-01 --by unit', { from: '2025-06-01', by: 'unit' }], ['--period year --to 2025-12-31', { period: 'year', to: '2025-12-31' }]] as const)('of the map %s', async (options, query) => {
    const ran = await run(`map ${options} --json`, { ctx })
    expectFine(ran)
    const wanted = await readMap(ctx, query)
    expect(mapAnswer.parse(JSON.parse(ran.out))).toEqual(wanted.ok && wanted.value)
  })

  test('of the customers, filtered as the API filters', async () => {
    const ran = await run('customers --state loyal --state devoted --min value=1000 --sort value --desc --limit 5 --json', { ctx })
    expectFine(ran)
    const wanted = await listCustomers(ctx, { state: ['loyal', 'devoted'], min: { value: 1000 }, sort: 'value', order: 'desc', limit: 5 })
    expect(customersAnswer.parse(JSON.parse(ran.out))).toEqual(wanted.ok && wanted.value)
  })

  test('of a customer', async () => {
    const ran = await run(['customer', keys[0] as string, '--json'], { ctx })
    expectFine(ran)
    const wanted = await readCustomer(ctx, keys[0] as string)
    expect(customerAnswer.parse(JSON.parse(ran.out))).toEqual(wanted.ok && wanted.value)
  })
})

describe.each(LANGUAGES)('in %s', (language) => {
  const words = wordsOf(language)

  test.each([60, 80, 100])('the map fits %i columns and says what matters', async (columns) => {
    const { out, ...ran } = await run('map --by unit', { ctx, language, columns })
    expectFine({ out, ...ran })
    expect(widest(out)).toBeLessThanOrEqual(columns)
    for (const state of ['devoted', 'loyal', 'satisfied', 'disappointed', 'dissatisfied', 'handcuffed', 'new', 'lapsed']) expect(out).toContain(words.say(`state.${state}`))
    expect(out).toContain('Harbour & Hay')
    expect(out).not.toMatch(/undefined|NaN|\{[a-z_]+\}/)
  })

  test.each([60, 80, 100])('customers fit %i columns, each with everything said', async (columns) => {
    for (const key of keys.slice(0, 12)) {
      const { out, ...ran } = await run(['customer', key, '--facts', '40'], { ctx, language, columns })
      expectFine({ out, ...ran })
      expect(widest(out)).toBeLessThanOrEqual(columns)
      expect(out).not.toMatch(/undefined|NaN|null|\{[a-z_]+\}/)
    }
    const list = await run('customers --limit 20', { ctx, language, columns })
    expectFine(list)
    expect(widest(list.out.split('\n').slice(0, 21).join('\n'))).toBeLessThanOrEqual(columns)
  })
})

test('a page of customers says how to go on, and going on misses nobody', async () => {
  const seen: string[] = []
  for (let line = 'customers --limit 150'; line !== ''; ) {
    const { out } = await run(line, { ctx })
    seen.push(...[...out.matchAll(/^(HH-\d+)/gm)].map(([key]) => key))
    const next = /--after (\S+)/.exec(out)?.[1]
    line = next === undefined ? '' : `customers --limit 150 --after ${next}`
  }
  const all = await pool.query<{ n: number }>(`select count(*)::int as n from standing where telling = (select id from telling where state = 'current')`)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBe(all.rows[0]?.n)
})

test('a state has its colour in a terminal, and none where there are no colours', async () => {
  const coloured = await run('map', { ctx, colours: true })
  expect(coloured.out).toContain('\u001B[31mDissatisfied')
  expect((await run('map', { ctx })).out).not.toContain('\u001B[')
})

test('a customer who is not there, and a period that cannot be', async () => {
  expect(await run('customer nobody', { ctx })).toEqual({ code: 1, out: '', err: 'Nobody here has the key “nobody”.\n  Check the key; it is the one your own systems use.\n' })
  expect((await run('map --from 2026-02-30', { ctx })).err).toContain('“2026-02-30” is no date that from can be.')
  expect((await run('map --from 2026-02-01 --to 2025-02-01', { ctx })).code).toBe(1)
})

test('a search that nobody fits says so', async () => {
  const { customers } = JSON.parse((await run('customers --json --limit 1', { ctx })).out) as CustomersAnswer
  expect((await run(['customers', customers[0]?.name as string], { ctx })).out).toContain(customers[0]?.key)
  expect((await run('customers qqqqqq', { ctx })).out).toBe('No customer fits.\n')
})
