import { beforeAll, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import type { Beside } from '#core/listening/score-drivers.ts'
import { DAY_MS } from '#core/units/time.ts'
import { EVERYBODY, slicesOf } from '#store/slices.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readScoreDrivers } from '#actions/listening/read-score-drivers.ts'
import { scoreDriversQuery } from '#contract/listening/score-drivers.ts'
import { playSample } from '#sample/play.ts'
import { readBeside, type BesideQuery } from '#store/listening/beside.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'

const CUSTOMERS = 900
const END = Date.UTC(2026, 5, 1)
const { pool } = await testDatabase()
const ctx = contextOf(pool, END)
const sample = playSample({ customers: CUSTOMERS, years: 3, seed: 3, end: END })
const lives: (readonly Fact[])[] = []
let telling = 0

beforeAll(async () => {
  await openHouse(ctx)
  const customers = [...sample.customers]
  lives.push(...customers.map(({ facts }) => facts))
  await loadSample(ctx, { ...sample, customers }, { customers: CUSTOMERS })
  telling = (await pool.query<{ id: number }>(`select id from telling where state = 'current'`)).rows[0]?.id ?? 0
}, 120_000)

const asked = (own: Partial<BesideQuery> = {}): BesideQuery => ({ telling, before: 0, from: END - 500 * DAY_MS, to: END - 30 * DAY_MS, filter: {}, slice: EVERYBODY, asked: 'satisfaction', window_ms: 14 * DAY_MS, ...own })

/** Everything said in a life, with its name. */
function saidIn(facts: readonly Fact[]): { name: string; value: number; at: number; order: string }[] {
  return facts.flatMap((fact) => {
    const own = { at: fact.at, order: `${fact.source} ${fact.id}` }
    if (fact.kind === 'rating') return [{ ...own, name: fact.question, value: fact.value }]
    if (fact.kind !== 'felt') return []
    const needs = (['business_need', 'personal_need'] as const).flatMap((name) => (fact[name] === undefined ? [] : [{ ...own, name, value: fact[name] }]))
    return [...needs, { ...own, name: 'felt', value: 1 }, ...fact.feelings.map((feeling) => ({ ...own, name: `feeling:${feeling}`, value: 1 }))]
  })
}

/** The slow twin: each life looked through by hand. */
function slowly({ from, to, asked: question, window_ms }: BesideQuery): Beside[] {
  return lives.flatMap((facts) => {
    const said = saidIn(facts)
    const answer = said.filter(({ name, at }) => name === question && at > from && at <= to).toSorted((a, b) => b.at - a.at || (a.order < b.order ? 1 : -1))[0]
    if (!answer) return []
    const near = said.filter(({ name, at }) => name !== question && Math.abs(at - answer.at) <= window_ms)
    const nearest = near.toSorted((a, b) => Math.abs(a.at - answer.at) - Math.abs(b.at - answer.at) || b.at - a.at || (a.order < b.order ? 1 : -1))
    return [{ value: answer.value, beside: Object.fromEntries(nearest.toReversed().map(({ name, value }) => [name, value])) }]
  })
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const sorted = (rows: readonly Beside[]): string[] => rows.map(({ value, beside }) => JSON.stringify([value, Object.entries(beside).toSorted(([a], [b]) => byName(a, b))])).toSorted(byName)

test('what was said beside an answer is what looking through each life finds, and that of slices adds up to it', async () => {
  const found = await readBeside(pool, asked())
  expect(sorted(found)).toEqual(sorted(slowly(asked())))
  expect(found.length).toBeGreaterThan(100)
  const parts = (await Promise.all(slicesOf(4).map((slice) => readBeside(pool, asked({ slice }))))).flat()
  expect(sorted(parts)).toEqual(sorted(found))
})

test('satisfaction hangs on whether needs were met, with n and intervals; of one unit in reach on its own customers alone', async () => {
  const query = scoreDriversQuery.parse({ question: 'satisfaction', period: 'all' })
  const [all, own] = [await readScoreDrivers(ctx, query), await readScoreDrivers({ ...ctx, reach: ['tartu'] }, query)]
  if (!all.ok || !own.ok) throw new Error('refused')
  const { drivers, n, answers, reason, r_squared } = all.value
  expect([reason, n > 100, n <= answers, r_squared > 0.1]).toEqual([null, true, true, true])
  expect(['business_need', 'personal_need']).toContain(drivers[0]?.asked)
  expect(drivers[0]?.share.low).toBeGreaterThan(0)
  expect(own.value.answers).toBeGreaterThan(5)
  expect(own.value.answers).toBeLessThan(answers / 5)
})
