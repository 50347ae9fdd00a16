import { beforeAll, describe, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { NOT_COMPARED } from '#core/relationship/stay.ts'
import { DAY_MS } from '#core/units/time.ts'
import { formatsOf } from '#core/words/format.ts'
import { LOCALES, wordsOf } from '#core/words/index.ts'
import { modelText } from '#core/words/model.ts'
import type { ModelAnswer } from '#contract/relationship/model.ts'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { learnModel } from '#actions/relationship/learn-model.ts'
import { retell } from '#actions/relationship/retell.ts'
import { readCuts } from '#store/relationship/learn-cuts.ts'
import { EVERYBODY, slicesOf } from '#store/slices.ts'
import { diceOf } from '#stats/random.ts'
import { bgLife } from '../../stats/stay/shops.ts'
import { serve } from '#test/api/served.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '../world.ts'

const { pool } = await testDatabase()
/** Noon in Tokyo, so that no purchase is near the border of a day. */
const START = Date.UTC(2024, 0, 1, 3)
const DAYS = 700
const ZONE = 'Asia/Tokyo'
const THROUGH = START + DAYS * DAY_MS
const ctx = contextOf(pool, THROUGH)

/** Days with a purchase, of customers who came in the first 200 days and buy in gaps of two stages, about one in thirty days. */
function shop(customers: number): readonly (readonly number[])[] {
  const dice = diceOf(11)
  const life = bgLife({ k: 2, firstMayBeLast: true }, [2.5, 37, 0.5, 5])
  return Array.from({ length: customers }, () => {
    const first = Math.floor(200 * dice.uniform())
    return [...new Set([first, ...life(DAYS - first, dice).map((time) => first + Math.floor(time))])]
  })
}
const SHOP = shop(900)

function* items(): Generator<{ fact: Fact }> {
  for (const [i, days] of SHOP.entries())
    for (const day of days) for (const twice of day % 5 === 0 ? ['', 'b'] : [''])
      yield { fact: { kind: 'purchase', id: `${i}-${day}${twice}`, source: 't', customer: `c${i}`, at: START + day * DAY_MS, order: `${i}-${day}${twice}`, paid: 1000 } as unknown as Fact }
  yield { fact: { kind: 'visit', id: 'v', source: 't', customer: 'c0', at: THROUGH, channel: 'web' } as unknown as Fact }
}

beforeAll(async () => {
  await openHouse(ctx, { name: 'Shop', zone: ZONE, currency: 'EUR', languages: ['en'], sample: false })
  await importFacts(ctx, 'shop', items())
}, 120_000)

/** The slow twin: cells of the days themselves. */
function cellsAt(cut: number, ahead: number): string[] {
  const cells = new Map<string, { n: number; came: number; purchases: number }>()
  for (const days of SHOP) {
    const known = days.filter((day) => day <= cut)
    if (known.length === 0) continue
    const first = Math.min(...known)
    const after = days.filter((day) => day > cut && day <= cut + ahead).length
    const key = `${known.length - 1} ${Math.max(...known) - first} ${cut - first}`
    const old = cells.get(key) ?? { n: 0, came: 0, purchases: 0 }
    cells.set(key, { n: old.n + 1, came: old.came + Number(after > 0), purchases: old.purchases + after })
  }
  return [...cells].map(([key, { n, came, purchases }]) => `${key} ${n} ${came} ${purchases}`).toSorted()
}

test('cells at several cuts, read in one pass, are those of each day by itself', async () => {
  const back = [420, 280, 140]
  const cuts = await readCuts(pool, ZONE, THROUGH, { ahead: 140, back }, EVERYBODY)
  expect(cuts.map(({ day }) => day)).toEqual(['2024-10-07', '2025-02-24', '2025-07-14'])
  for (const [i, { cells }] of cuts.entries())
    expect(cells.map(({ x, t_x, T, n, came, purchases }) => `${x} ${t_x} ${T} ${n} ${came} ${purchases}`).toSorted()).toEqual(cellsAt(DAYS - back[i]!, 140))
  const halves = await Promise.all(slicesOf(2).map((slice) => readCuts(pool, ZONE, THROUGH, { ahead: 140, back: [140] }, slice)))
  expect(halves.flat().flatMap(({ cells }) => cells).reduce((sum, { n }) => sum + n, 0)).toBe(SHOP.length)
})

test('a telling’s model is the one that foretold best, with what it was held against and learned on, the same each time', async () => {
  const model = await learnModel(pool, 1, DEFAULT_POLICY, ZONE)
  const { kind, parameters, cells, chosen } = model.stay!
  expect([kind, parameters.length, model.customers, model.through]).toEqual(['mbgnbd-2', 4, SHOP.length, THROUGH])
  expect(cells).toBeGreaterThan(500)
  expect(chosen).toMatchObject({ compared: true, best: 'mbgnbd-2', cuts: ['2025-02-24'], horizon_days: 280, asked: SHOP.length, share: 1 })
  expect(chosen.compared && chosen.models.map((each) => each.model).toSorted()).toEqual(expect.arrayContaining(['bgnbd', 'mbgnbd', 'mbgnbd-2', 'paretonbd']))
  expect(JSON.parse(JSON.stringify(await learnModel(pool, 1, DEFAULT_POLICY, ZONE)))).toEqual(JSON.parse(JSON.stringify(model)))
})

test('what was known early on is too short to compare by, or too few had come back', async () => {
  const early = await learnModel(pool, 1, { ...DEFAULT_POLICY, least_repeaters: 50 }, ZONE, START + 60 * DAY_MS)
  expect(early.stay).toMatchObject({ kind: 'mbgnbd', chosen: { compared: false, reason: 'too_short' } })
  const few = await learnModel(pool, 1, { ...DEFAULT_POLICY, least_repeaters: 300 }, ZONE, START + 130 * DAY_MS)
  expect(few.stay).toMatchObject({ kind: 'mbgnbd', chosen: { compared: false, reason: 'too_few' } })
})

describe('how it is shown', async () => {
  const { app, get, key } = await serve(pool, THROUGH)
  const patch = (body: object): Promise<{ statusCode: number; json: () => ModelAnswer }> =>
    app.inject({ method: 'PATCH', url: '/v1/model', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, payload: JSON.stringify(body) })
  let model: ModelAnswer
  beforeAll(async () => {
    await retell(ctx)
    model = (await get('/v1/model')).json<ModelAnswer>()
  }, 60_000)

  test('which, from whom, when, by what it was chosen, and each parameter with its error', () => {
    expect(model).toMatchObject({ customers: SHOP.length, through: new Date(THROUGH).toISOString(), least_repeaters: 200, stay: { kind: 'mbgnbd-2', chosen: { compared: true, best: 'mbgnbd-2' } }, learning: { every: 'weekly' } })
    expect(model.stay?.parameters.map(({ name }) => name)).toEqual(['r', 'alpha', 'a', 'b'])
    for (const { value, standard_error } of model.stay?.parameters ?? []) expect(standard_error > 0 && standard_error < 2 * value).toBe(true)
    expect(model.earlier.length).toBeGreaterThan(0)
  })

  test('how often it is learned anew can be said, and is kept in the log; nothing else can', async () => {
    const answer = await patch({ every: 'monthly' })
    expect([answer.statusCode, answer.json().learning.every]).toEqual([200, 'monthly'])
    expect((await pool.query(`select detail from audit where what = 'company.changed' order by id desc limit 1`)).rows).toEqual([{ detail: { learning: 'monthly' } }])
    expect((await patch({ every: 'daily' })).statusCode).toBe(422)
    expect((await get('/v1/model')).json<ModelAnswer>().learning.every).toBe('monthly')
  })

  test.each(Object.keys(LOCALES) as (keyof typeof LOCALES)[])('in words, whatever there is to say: %s', (language) => {
    const words = wordsOf(language)
    const formats = formatsOf(words, ZONE, 'EUR')
    const { stay } = model
    if (!stay?.chosen.compared) throw new Error('not compared')
    const ahead = { ...stay.chosen, best: 'bgnbd' as const, why: 'noise' as const, share: 0.25, models: stay.chosen.models.map((one) => ({ ...one, behind: -1, behind_error: 0.1 })), out: [{ model: 'mbgnbd-3' }] }
    const said = [
      model, { ...model, through: null, stay: null }, { ...model, stay: null }, { ...model, stay: { ...stay, chosen: ahead }, learning: { every: 'off' as const, next_at: null } },
      { ...model, stay: { ...stay, chosen: { ...ahead, why: 'not_lately' as const } } },
      ...NOT_COMPARED.map((reason) => ({ ...model, stay: { ...stay, chosen: { compared: false as const, reason } } })),
    ].map((each) => modelText(each, words, formats))
    expect(new Set(said.map(({ finding }) => finding)).size).toBe(said.length)
    for (const { finding, learned, asked, notes, next } of said) for (const text of [finding, learned, asked, next, ...notes]) if (text !== null) expect(text).not.toMatch(/model\.|[{}]|undefined|NaN/)
    expect(said[3]?.notes.length).toBe(stay.chosen.models.length + 1)
    expect(said[0]?.finding).toContain('MBG/CNBD-2')
  })
})
