import { beforeAll, describe, expect, test } from 'vitest'
import { bridgeOf } from '#core/money/bridge.ts'
import { originOf } from '#core/money/origin.ts'
import { tenthsOf } from '#core/money/tenths.ts'
import { everybody } from '#core/money/lot.ts'
import type { Foretelling } from '#core/money/lifetime.ts'
import { stateOf } from '#core/relationship/state.ts'
import type { MoneyAnswer } from '#contract/money/money.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { changeReckoning } from '#actions/money/reckoning.ts'
import { askedApart } from '#actions/crew/crew.ts'
import { foresee, foretellingOf } from '#actions/money/foretell.ts'
import { foreteller } from '#actions/money/sums-ahead.ts'
import { keeperOfReady } from '#actions/keep-ready.ts'
import { readMoney } from '#actions/money/read-money.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { playSample } from '#sample/play.ts'
import { readBrought, readSpent } from '#store/money/paid.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, forgetSpend, monthOf, PAID_BY_MONTH } from '#test/actions/world.ts'

const { pool } = await testDatabase()
const END = Date.UTC(2026, 5, 10)
const ctx = contextOf(pool, END)
let early: Awaited<ReturnType<typeof readMoney>>
let money: MoneyAnswer

beforeAll(async () => {
  await openHouse(ctx)
  early = await readMoney(ctx)
  await loadSample(ctx, playSample({ customers: 900, years: 3, seed: 3, end: END }), { customers: 900 })
  await keepTime(ctx)
  const answer = await readMoney(ctx)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  money = answer.value
}, 120_000)

test('without facts there is nothing to tell', () => expect(early).toMatchObject({ ok: false, refusals: [{ code: 'nothing_yet' }] }))

describe('the sample company', () => {
  test('every step is what customers paid, looked up one by one', async () => {
    expect(money.years).toEqual({ before: { from: '2024-06-01', to: '2025-05-01' }, now: { from: '2025-06-01', to: '2026-05-01' } })
    const { rows } = await pool.query<{ customer: string; month: string; paid: number; channel: string | null; referrer: string | null; campaign: string | null }>(
      `select * from ${PAID_BY_MONTH} spent`)
    const sums = { lost: 0, shrunk: 0, grown: 0, back: 0, earned: 0, bought: 0, unknown: 0, before: 0, now: 0 }
    for (const [, own] of Map.groupBy(rows, ({ customer }) => customer)) {
      const within = (from: string, to: string): number[] => own.filter(({ month }) => month >= from && month < to).map(({ paid }) => paid)
      const [first, second] = [within('2024-06-01', '2025-06-01'), within('2025-06-01', '2026-06-01')]
      const [a, b] = [first, second].map((each) => each.reduce((sum, paid) => sum + paid, 0)) as [number, number]
      sums.before += a
      sums.now += b
      const { channel, referrer, campaign } = own[0]!
      if (first.length > 0) sums[second.length === 0 ? 'lost' : b > a ? 'grown' : 'shrunk'] += second.length === 0 ? a : Math.abs(b - a)
      else if (second.length > 0) sums[within('2000-01-01', '2024-06-01').length > 0 ? 'back' : originOf({ channel, referred: referrer !== null, campaign: campaign !== null })] += b
    }
    expect(money.bridge).toMatchObject(sums)
    expect(sums.earned > 0 && sums.bought > 0 && sums.unknown > 0 && sums.lost > 0).toBe(true)
    expect(money.channels.reduce((sum, { paid }) => sum + paid, 0)).toBe(sums.earned + sums.bought + sums.unknown)
    expect(money.growth!.low <= money.growth!.value && money.growth!.value <= money.growth!.high).toBe(true)
  })

  test('read by several connections, slice by slice, it comes to the same', async () => {
    const { id } = (await inForce(pool)).telling
    const years = { from: monthOf('2024-06-01'), middle: monthOf('2025-06-01'), end: monthOf('2026-06-01') }
    const asked = async (customers: number): Promise<unknown> => {
      const { paid, won, bands, first } = await readSpent(pool, id, years, customers)
      const brought = await readBrought(pool, id, customers)
      const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0)
      return {
        first, won, bridge: bridgeOf(paid), tenths: tenthsOf(bands),
        brought: [sum(brought, (row) => row.customers), sum(brought, (row) => row.paying), sum(brought, (row) => row.paid), Math.round(sum(brought, (row) => row.years))],
      }
    }
    expect(await asked(1_000_000)).toEqual(await asked(1))
  })

  test('tenths hold everybody who paid and all that they paid; those who were sent are counted with what they paid', async () => {
    expect(money.tenths).toHaveLength(10)
    expect(money.tenths.reduce((sum, { customers }) => sum + customers, 0)).toBeCloseTo(money.paying.customers, 6)
    expect(Math.abs(money.tenths.reduce((sum, { paid }) => sum + paid, 0) - money.paying.paid)).toBeLessThan(10)
    for (const [i, { share }] of money.tenths.entries()) expect(share).toBeLessThanOrEqual(money.tenths[i - 1]?.share ?? 1)
    const { rows } = await pool.query<{ n: number; paid: number }>(`select count(*) as n, sum(paid)::bigint as paid from standing join customer using (customer) where telling = (select id from telling where state = 'current') and orders > 0 and (referrer is not null or channel = 'friend')`)
    expect(money.origins.find(({ origin }) => origin === 'earned')).toMatchObject({ customers: rows[0]?.n, paid: rows[0]?.paid })
  })

  test('the next year is of the size of the last, less what is lost by then', () => {
    const next = money.next_year!
    expect(next.looked_at).toBe(1)
    expect(next.p10 < next.p50 && next.p50 < next.p90 && next.p10 < next.expected && next.expected < next.p90).toBe(true)
    expect(next.expected / money.paying.paid).toBeGreaterThan(0.4)
    expect(next.expected / money.paying.paid).toBeLessThan(1.3)
  })
})

test('what customers are still worth adds up by where they stand, and goes by what the company reckons', async () => {
  const { lifetime, next_year } = money
  expect(lifetime).toMatchObject({ years: 3, discount: 0.1, margin: { source: 'cost' }, looked_at: 1, customers: next_year?.customers })
  expect(Math.abs(lifetime!.states.reduce((sum, { expected }) => sum + expected!, 0) - lifetime!.expected)).toBeLessThan(10)
  expect(lifetime!.p10 < lifetime!.p50 && lifetime!.p50 < lifetime!.p90 && lifetime!.p10 < lifetime!.expected && lifetime!.expected < lifetime!.p90).toBe(true)
  expect(lifetime!.states.every(({ by_lot }) => by_lot === null)).toBe(true)
  const { rows } = await pool.query<{ state: number; n: number }>(`select state, count(*) as n from standing where telling = (select id from telling where state = 'current') and orders > 0 and paid > 0 group by state`)
  expect(new Map(lifetime!.states.map(({ state, customers }) => [state, customers]))).toEqual(new Map(rows.map(({ state, n }) => [stateOf(state), n])))
  const each = new Map(lifetime!.states.map((row) => [row.state, row.each]))
  expect(each.get('devoted')! > each.get('satisfied')! && each.get('satisfied')! > each.get('lapsed')!).toBe(true)
  await changeReckoning(ctx, { margin: lifetime!.margin.share * 2, years: 3 })
  const again = await readMoney(ctx)
  expect(again.ok && again.value.lifetime?.expected).toBeGreaterThan(1.98 * lifetime!.expected)
  expect(again.ok && again.value.lifetime?.expected).toBeLessThan(2.02 * lifetime!.expected)
  expect(again.ok && again.value.lifetime?.margin.source).toBe('said')
})

test('a thread of its own foretells what this one does, to the bit', async () => {
  const foreseen = (await foresee(pool, await inForce(pool), END))!
  const seen = { ...foreseen, lot: everybody(foreseen.buyers.length), there: new Map([['loyal', 3], ['lapsed', 2]] as const) }
  const foretold = (apart: boolean): Promise<unknown> => askedApart(foreteller, new URL('../../../src/actions/money/sums-worker.ts', import.meta.url), seen, apart)
  expect(await foretold(true)).toEqual(await foretold(false))
})

test('where some are looked at for all, how many there are is counted none the less, and what is not sure says so', async () => {
  const before = await readMoney(ctx)
  // As many as are looked at by lot, a fourth of them; another telling, so that what was drawn is not shown again.
  await pool.query(`update model set body = jsonb_set(body, '{customers}', '60000') where id = (select model from telling where state = 'current')`)
  await pool.query(`update telling set made_at = made_at + interval '1 second' where state = 'current'`)
  const after = await readMoney(ctx)
  if (!before.ok || !after.ok) throw new Error('nothing was told')
  const [all, some] = [before.value.lifetime!, after.value.lifetime!]
  expect([some.looked_at, some.customers, after.value.next_year?.customers]).toEqual([0.25, all.customers, all.customers])
  expect(some.states.map(({ state, customers }) => [state, customers])).toEqual(all.states.map(({ state, customers }) => [state, customers]))
  for (const row of some.states) if (row.by_lot) expect(row.by_lot.low <= row.expected! && row.expected! <= row.by_lot.high).toBe(true)
  expect(some.states.filter(({ by_lot }) => by_lot !== null).length).toBeGreaterThan(2)
  expect(Math.abs(some.states.reduce((sum, { expected }) => sum + (expected ?? 0), 0) / some.expected - 1)).toBeLessThan(0.02)
  // Whom the lot draws differs from run to run: a fourth of nine hundred tell the sum to within a few tenths.
  expect([some.expected / all.expected > 0.4, some.expected / all.expected < 2.2]).toEqual([true, true])
})

test('the money of one customer is foretold at once: by what was learned last while another telling is learned from, and as the company reckons now', async () => {
  const now = async (): Promise<Foretelling> => (await foretellingOf(pool, await inForce(pool)))!.foretelling
  const keep = keeperOfReady(ctx, new AbortController().signal)
  await keep()
  const before = await now()
  expect([await keep(), (await now()).spending === before.spending]).toEqual([false, true])
  await changeReckoning(ctx, { years: 7, discount: 0 })
  expect(await now()).toEqual({ ...before, years: 7, discount: 0 })
  await pool.query(`update telling set made_at = made_at + interval '1 second' where state = 'current'`)
  expect((await now()).spending).toBe(before.spending)
  await keep()
  const after = await now()
  expect([after.spending === before.spending, await keep()]).toEqual([false, false])
  expect(after.spending).toEqual(before.spending)
})

test('with less than two years there is no bridge, and it says how much there is', async () => {
  await forgetSpend(pool, monthOf('2025-02-01'))
  // What took long to draw would be shown again for a while: this is another telling.
  await pool.query(`update telling set made_at = made_at + interval '1 second'`)
  const answer = await readMoney(ctx)
  expect(answer).toMatchObject({ ok: true, value: { bridge: null, growth: null, channels: [], history: { months: 16, needed: 24 } } })
})
