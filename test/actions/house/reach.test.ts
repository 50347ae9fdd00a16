import { beforeAll, describe, expect, test } from 'vitest'
import { customersQuery } from '#contract/relationship/customer.ts'
import { mapQuery } from '#contract/map/map.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { retractFacts } from '#actions/history/retract-facts.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { readMap } from '#actions/map/read-map.ts'
import { listCustomers } from '#actions/relationship/list-customers.ts'
import { readCustomer } from '#actions/relationship/read-customer.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
const whole = contextOf(pool, on(820))
/** The manager of the north: of one shop entered below it, and whatever is entered there later. */
const north = { ...whole, reach: ['north'] }
const bought = (customer: string, unit?: string, id = '1'): Record<string, unknown> => sent(fact('purchase', 800, { customer, id, ...(unit !== undefined && { unit }) }))

beforeAll(async () => {
  await openHouse(whole)
  await pool.query(`insert into unit (key, name, parent) values ('north', 'North', null), ('n1', 'North one', 'north'), ('south', 'South', null)`)
  await sendFacts(whole, [bought('anna', 'n1'), bought('bo', 'south'), bought('cy'), bought('dee', 'north'), bought('eve', 'nowhere')])
})

const keys = async (ctx: typeof whole | typeof north, query: object = {}): Promise<string[]> => {
  const page = await listCustomers(ctx, customersQuery.parse(query))
  return page.ok ? page.value.customers.map(({ key }) => key) : []
}
const counted = async (ctx: typeof whole | typeof north, query: object = {}): Promise<unknown> => {
  const map = await readMap(ctx, mapQuery.parse({ by: 'unit', ...query }))
  return map.ok && [map.value.customers.now, map.value.groups?.map(({ key }) => key), map.value.moves.reduce((sum, { moves }) => sum + moves, 0)]
}

describe('whoever works for some units', () => {
  test('finds their customers on the list and on the map, and no others', async () => {
    expect([await keys(whole), await keys(north)]).toEqual([['anna', 'bo', 'cy', 'dee', 'eve'], ['anna', 'dee']])
    expect(await counted(north)).toEqual([2, ['n1', 'north'], 2])
    expect(await counted(whole)).toEqual([5, [null, 'n1', 'north', 'nowhere', 'south'].toSorted((a, b) => String(a).localeCompare(String(b))), 5])
  })

  test('asking for another unit finds nothing, for one of theirs what is there', async () => {
    expect([await keys(north, { unit: 'south' }), await keys(north, { unit: ['south', 'n1'] }), await keys(whole, { unit: 'south' })]).toEqual([[], ['anna'], ['bo']])
    expect([await counted(north, { unit: 'south' }), await counted(north, { unit: 'n1' })]).toEqual([[0, [], 0], [1, ['n1'], 1]])
  })

  test('is told of a foreign customer, and of one of no unit, what is told of nobody; and nobody notes that they looked', async () => {
    for (const key of ['bo', 'cy', 'eve', 'nobody']) expect(await readCustomer(north, key)).toEqual({ ok: false, refusals: [{ code: 'customer_unknown', values: { key } }] })
    expect((await readCustomer(north, 'anna')).ok).toBe(true)
    expect((await pool.query(`select subject from audit where what = 'customer.read'`)).rows).toEqual([{ subject: 'anna' }])
  })

  test('brings in what happened at their units, whoever it happened to, and reads no standing of others', async () => {
    const codes = (await sendFacts(north, [bought('anna', 'south', '2'), bought('anna', undefined, '3'), bought('anna', 'n1', '4')], true)).map((r) => (r.status === 'refused' ? r.refusals[0]?.code : [r.status, r.standing?.state]))
    expect(codes).toEqual(['unit_out_of_reach', 'unit_out_of_reach', ['taken', 'new']])
    await pool.query(`update customer set home_unit = 'south' where key = 'bo'`)
    await sendFacts(whole, [sent(fact('purchase', 700, { customer: 'bo', id: 'late', unit: 'south' }))])
    expect(await sendFacts(north, [bought('bo', 'n1', '5')], true)).toEqual([{ status: 'taken', customer: 'bo', standing: null }])
    expect((await readCustomer(north, 'bo')).ok).toBe(false)
  })

  test('retracts what happened there; anything else is not there for them', async () => {
    const named = (customer: string, id: string): object => ({ customer, source: 's', id })
    const outcome = async (ctx: typeof whole | typeof north, inputs: object[]): Promise<unknown[]> =>
      (await retractFacts(ctx, inputs)).map((r) => (r.status === 'refused' ? r.refusals[0]?.code : r.status))
    expect(await outcome(north, [named('bo', '1'), named('cy', '1'), named('bo', '5'), named('none', '1')])).toEqual(['fact_unknown', 'fact_unknown', 'retracted', 'fact_unknown'])
    await outcome(whole, [named('bo', '1')])
    expect(await outcome(north, [named('bo', '1'), named('bo', '5')])).toEqual(['fact_unknown', 'known'])
  })

  test('a unit that comes under theirs comes within reach', async () => {
    await pool.query(`insert into unit (key, name, parent) values ('nowhere', 'Now here', 'n1')`)
    expect(await keys(north)).toEqual(['anna', 'dee', 'eve'])
  })
})

test('whoever has no unit sees nobody', async () => {
  const none = { ...whole, reach: [] }
  expect(await keys(none)).toEqual([])
  expect(await counted(none)).toEqual([0, [], 0])
  expect((await readCustomer(none, 'anna')).ok).toBe(false)
})
