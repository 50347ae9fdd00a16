import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import { isoOf } from '#core/units/time.ts'
import { mapQuery } from '#contract/map/map.ts'
import { seriesQuery } from '#contract/map/series.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readMap } from '#actions/map/read-map.ts'
import { readSeries } from '#actions/map/read-series.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { monthMarks } from '#core/map/months.ts'
import { zoneOf } from '#core/units/zone.ts'
import { readPaid } from '#store/map/series.ts'
import { slicesOf } from '#store/slices.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { DAY, history, on, START } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, START + 820 * DAY)
const histories = fc.sample(history(40), { numRuns: 50, seed: 7 }).map((h, i) => h.map((f): Fact => ({ ...f, customer: `c${i}` })))

beforeAll(async () => {
  await openHouse(ctx)
  for (const h of histories) await sendFacts(ctx, h.map(sent))
  await keepTime(ctx)
  await pool.query(`update customer set channel = case when key < 'c3' then 'shop' else 'web' end`)
}, 60_000)

const valueOf = <T>(answer: { ok: true; value: T } | { ok: false; refusals: unknown }): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer.value
}
const series = async (query: Record<string, unknown>) => valueOf(await readSeries(ctx, seriesQuery.parse(query)))

test.each([{}, { channel: 'shop' }, { unit: 'u1' }])('at each of its dates it is as the map of that date: %o', async (filter) => {
  const { states, value_share } = await series({ from: isoOf(on(100)), to: isoOf(on(700)), ...filter })
  const dates = states[0]?.points.map(({ at }) => at) ?? []
  expect(dates.length).toBeGreaterThan(18)
  expect(value_share).toBe(1)
  for (const [i, at] of dates.entries()) {
    const map = valueOf(await readMap(ctx, mapQuery.parse({ to: at, ...filter })))
    expect(states.map(({ state, points }) => [state, points[i]?.customers, points[i]?.value])).toEqual(map.states.map(({ state, now, value }) => [state, now, value]))
  }
})

test('what slices of the customers had paid adds up to what all had', async () => {
  const asked = { telling: (await series({})).telling.id, marks: monthMarks(on(100), on(700), zoneOf('Europe/Tallinn')), filter: {} }
  const sum = (rows: readonly { amount: number; lo: number; hi: number }[]): number => rows.reduce((total, { amount, lo, hi }) => total + amount * (hi - lo), 0)
  const whole = sum(await readPaid(pool, asked, { from: null, to: null }))
  const parts = await Promise.all(slicesOf(8).map((slice) => readPaid(pool, asked, slice)))
  expect(whole).not.toBe(0)
  expect(sum(parts.flat())).toBe(whole)
})

test('from the beginning of time on it starts when the first customer came', async () => {
  const { from, states } = await series({ from: '1900-01-01' })
  expect(Date.parse(from)).toBe(Math.min(...histories.flat().map(({ at }) => at)))
  expect(states.reduce((sum, { points }) => sum + (points[0]?.customers ?? 0), 0)).toBeGreaterThan(0)
})
