import { beforeAll, expect, test } from 'vitest'
import { DAY_MS, isoOf } from '#core/units/time.ts'
import { driversQuery, type DriverAnswer } from '#contract/map/drivers.ts'
import { mapQuery } from '#contract/map/map.ts'
import { customersQuery } from '#contract/relationship/customer.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readDrivers } from '#actions/map/read-drivers.ts'
import { readMap } from '#actions/map/read-map.ts'
import { listCustomers } from '#actions/relationship/list-customers.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { playSample } from '#sample/play.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'

// The sample company knows what befell it: a price letter in its 20th month, a slow warehouse in one country, two shops that are happier.
const { pool } = await testDatabase()
const END = Date.UTC(2026, 5, 1)
const ctx = contextOf(pool, END)
const sample = playSample({ customers: 2500, years: 3, seed: 3, end: END })
const { price_letter, slow_warehouse, happier_shops } = sample.truth.events

beforeAll(async () => {
  await openHouse(ctx)
  await loadSample(ctx, sample, { customers: 2500 })
  await keepTime(ctx)
}, 120_000)

const drivers = async (query: Record<string, unknown>) => {
  const answer = await readDrivers(ctx, driversQuery.parse(query))
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer.value
}
const around = (from: string, until: string): { from: string; to: string } => ({ from: isoOf(Date.parse(from) - 20 * DAY_MS), to: isoOf(Date.parse(until) + 20 * DAY_MS) })
const of = (list: readonly DriverAnswer[], kind: string, what: string): DriverAnswer | undefined => list.find((each) => each.kind === kind && each.what === what)

test('the price letter is what went before nearly every loyal customer’s disappointment, and it was at once', async () => {
  const at = price_letter?.at ?? ''
  const found = await drivers({ move: 'loyal>disappointed', ...around(at, at) })
  const [first] = found.drivers
  expect([first?.kind, first?.what, first?.tie, first?.ratio]).toEqual(['told', 'member-prices', 'apart', null])
  expect(first?.share.low).toBeGreaterThan(0.85)
  expect(first?.at_once).toBe(first?.moves)
  expect(of(found.drivers, 'broke', 'no-sudden-changes')).toMatchObject({ tie: 'by_rule', name: expect.stringMatching(/.{10}/) as string })
  expect(found).toMatchObject({ looked_at: 1, window_days: 30, move: { class: 'slipped' } })
})

test('the slow warehouse shows in where they bought and in what they asked', async () => {
  const { drivers: found } = await drivers({ move: 'satisfied>disappointed', ...around(slow_warehouse.from, slow_warehouse.until) })
  const [there, asked] = [of(found, 'purchase', slow_warehouse.unit), of(found, 'contact', 'where_is_my_order')]
  expect(there?.ratio?.low).toBeGreaterThan(8)
  expect(there?.name).toBeTruthy()
  expect(asked?.ratio?.low).toBeGreaterThan(8)
  const elsewhere = found.filter(({ by, what }) => by === 'unit' && what !== slow_warehouse.unit)
  expect(elsewhere.length).toBeGreaterThan(2)
  for (const { ratio } of elsewhere) expect(ratio?.value).toBeLessThan((there?.ratio?.low ?? 0) / 2)
})

test('the happier shops show in the map by unit', async () => {
  const map = await readMap(ctx, mapQuery.parse({ by: 'unit' }))
  if (!map.ok) throw new Error('refused')
  const shops = (map.value.groups ?? []).filter(({ key, customers }) => key !== null && !key.startsWith('web-') && customers >= 40)
  const fond = (of: typeof shops): number => of.reduce((sum, { states }) => sum + states.devoted + states.loyal, 0) / of.reduce((sum, { heard }) => sum + heard, 0)
  const isHappier = (shop: (typeof shops)[number]): boolean => happier_shops.units.includes(shop.key ?? '')
  expect(fond(shops.filter(isHappier))).toBeGreaterThan(1.1 * fond(shops.filter((shop) => !isHappier(shop))))
})

test('somebody of some units is told of no other unit, and of their customers alone', async () => {
  const query = driversQuery.parse({ move: 'satisfied>loyal', from: '2023-01-01' })
  const [own, all] = [await readDrivers({ ...ctx, reach: ['tartu'] }, query), await readDrivers(ctx, query)]
  if (!own.ok || !all.ok) throw new Error('refused')
  expect(own.value.drivers.filter(({ by }) => by === 'unit').map(({ what }) => what)).toEqual(['tartu'])
  expect(own.value.moves).toBeGreaterThan(10)
  expect(own.value.moves).toBeLessThan(all.value.moves / 5)
})

test('the people behind a move and behind a driver are listed, as many as there are', async () => {
  const at = price_letter?.at ?? ''
  const when = around(at, at)
  const listed = async (query: Record<string, unknown>): Promise<number> => {
    const answer = await listCustomers(ctx, customersQuery.parse({ ...when, made: 'loyal>disappointed', limit: 1, total: 'true', ...query }))
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
    return answer.value.total?.customers ?? -1
  }
  const moved = await pool.query<{ n: number; once: boolean }>(`select count(distinct customer) as n, count(*) = count(distinct customer) as once from span where was = 2 and state = 4 and at > $1 and at <= $2`, [when.from, when.to])
  expect([await listed({}), moved.rows[0]?.once]).toEqual([moved.rows[0]?.n, true])
  const found = await drivers({ move: 'loyal>disappointed', window: 14, ...when })
  expect(found.drivers.length).toBeGreaterThan(8)
  for (const { kind, by, what, moves } of found.drivers) {
    const met = by === null ? kind : `${kind}:${by}:${what}`
    expect([met, await listed({ met, met_within: 14 })]).toEqual([met, moves])
  }
  const there = await drivers({ move: 'loyal>disappointed', unit: 'tartu', ...when })
  expect(there.moves).toBeGreaterThan(2)
  expect(await listed({ unit: 'tartu' })).toBe(there.moves)
})

test('a state that there is none of, and a move that is none, are refused or empty', async () => {
  expect(driversQuery.safeParse({ move: 'loyal>gone' }).success).toBe(false)
  const still = await drivers({ move: 'devoted>new', from: '2026-01-01' })
  expect([still.moves, still.drivers]).toEqual([0, []])
})
