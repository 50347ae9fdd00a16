import { beforeAll, expect, test } from 'vitest'
import { loadSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import type { DriversAnswer } from '#contract/map/drivers.ts'
import { playSample } from '#sample/play.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'
import { befell, driverOf, driversFor, isFound, PLACEBOS, placebosIn, QUIET_MOVES, SHADOW, withPlacebos } from './planted.ts'

// What befell the sample company is found, and letters that do nothing are not; bench/truth has it at any size.
const CUSTOMERS = 5000
const { pool } = await testDatabase()
const END = Date.UTC(2026, 5, 1)
const ctx = contextOf(pool, END)
const sample = playSample({ customers: CUSTOMERS, years: 3, seed: 3, end: END })
const all = befell(sample.truth.events, sample.truth.start)
const seen = new Map<string, DriversAnswer>()
const answerTo = ({ move, when }: (typeof all)[number]): DriversAnswer => seen.get(`${move} ${JSON.stringify(when)}`)!

beforeAll(async () => {
  await openHouse(ctx)
  await loadSample(ctx, withPlacebos(sample), { customers: CUSTOMERS })
  await keepTime(ctx)
  for (const { move, when } of all) seen.set(`${move} ${JSON.stringify(when)}`, await driversFor(ctx, { move, ...when }))
  for (const move of QUIET_MOVES) seen.set(move, await driversFor(ctx, { move, period: 'all' }))
}, 300_000)

test('the price letter is found where loyal and devoted customers were disappointed, at once, and nearly all moves go with it', () => {
  for (const one of all.filter(({ name }) => name === 'price letter')) {
    const [first] = answerTo(one).drivers
    expect([first?.kind, first?.what, first?.unadjusted, first?.stands_out]).toEqual(['told', 'member-prices', 'at_once', true])
    expect(first?.attributable?.low).toBeGreaterThan(0.85)
  }
})

test('the slow warehouse is what stands out most among what no rule looks at, far beyond the other warehouses', () => {
  const slow = all.filter(({ name }) => name === 'slow warehouse')
  const found = slow.map((one) => answerTo(one).drivers[0])
  expect(found.map((driver) => [driver?.what, isFound(driver)])).toEqual(slow.map(({ what }) => [what, true]))
  for (const one of slow) for (const driver of answerTo(one).drivers.filter(({ by, what }) => by === 'unit' && what !== one.what)) expect(driver.adjusted?.value ?? 0).toBeLessThan(driverOf(answerTo(one), 'purchase', one.what)!.adjusted!.value / 2)
})

test('the happier shops are above all other shops', () => {
  const happier = all.filter(({ name }) => name === 'happier shop')
  const shops = answerTo(happier[0]!).drivers.filter(({ by, what }) => by === 'unit' && !what!.startsWith('web-'))
  const isHappier = (what: string | null): boolean => happier.some((one) => one.what === what)
  const [best, others] = [shops.filter(({ what }) => isHappier(what)), shops.filter(({ what }) => !isHappier(what))]
  expect([best.length, others.length > 6]).toEqual([2, true])
  expect(Math.min(...best.map(({ adjusted }) => adjusted!.value))).toBeGreaterThan(Math.max(...others.map(({ adjusted }) => adjusted!.value)) / 1.1)
  const mean = (of: typeof shops): number => of.reduce((sum, { adjusted }) => sum + Math.log(adjusted!.value), 0) / of.length
  expect(mean(best)).toBeGreaterThan(mean(others) + 0.1)
})

test('letters that do nothing do not stand out, and their intervals hold 1 about as often as they say', () => {
  const placebos = [...seen.values()].flatMap(placebosIn)
  expect(placebos.length).toBeGreaterThan(3 * PLACEBOS)
  expect(placebos.filter(({ stands_out }) => stands_out)).toEqual([])
  const held = placebos.filter(({ adjusted }) => adjusted !== null && adjusted.low <= 1 && 1 <= adjusted.high).length / placebos.length
  expect(held, `${held}`).toBeGreaterThan(0.85)
})

test('nor does a letter that goes along with asking where an order is, though plainly they moved many times as often after it', () => {
  const shadow = driverOf(answerTo(all.find(({ name }) => name === 'slow warehouse')!), 'told', SHADOW)
  expect(shadow?.ratio?.low).toBeGreaterThan(5)
  expect([shadow?.stands_out, (shadow?.adjusted?.value ?? 9) < 2.5]).toEqual([false, true])
  expect([shadow?.comes_with?.what, (shadow?.comes_with?.share ?? 0) > 0.95]).toEqual(['where_is_my_order', true])
})
