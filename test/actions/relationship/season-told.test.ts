import { describe, expect, test } from 'vitest'
import { expectedOf, inSum, lifetimeOf } from '#core/money/lifetime.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { DAY_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { proveBody } from '#contract/proof/proof.ts'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { foresee } from '#actions/money/foretell.ts'
import { proveMap } from '#actions/proof/prove-map.ts'
import { learnModel } from '#actions/relationship/learn-model.ts'
import { readModelGroups } from '#actions/relationship/model/read-groups.ts'
import { tryPolicy } from '#actions/relationship/policy/try-policy.ts'
import { retell } from '#actions/relationship/retell.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { readCells } from '#store/relationship/learn.ts'
import { stayModelOf } from '#core/relationship/stay.ts'
import { packCells } from '#stats/stay/cells.ts'
import { fitStay } from '#stats/stay/fit.ts'
import type { Pool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '../world.ts'
import { dayOf, december, factsOf, playSeasons, playShop, type Played } from './season-trade.ts'

const ZONE = 'Europe/Oslo'
const TREES = playSeasons({ customers: 1600, seed: 3, seasons: 11, truth: [7, 3, 1, 6], dayIn: december, again: 0.05 })

async function company(played: Played, day: number): Promise<Pool> {
  const { pool } = await testDatabase()
  const ctx = contextOf(pool, day * DAY_MS + 20 * 3_600_000)
  await openHouse(ctx, { name: 'Shop', zone: ZONE, currency: 'EUR', languages: ['en'], sample: false })
  await importFacts(ctx, 'shop', factsOf(played.map((days) => days.filter((each) => each <= day)), ZONE))
  return pool
}

describe.each([['after the season', dayOf(2022, 1, 20)], ['in the middle of one', dayOf(2021, 12, 12)]])('trees, told %s', async (_, day) => {
  const pool = await company(TREES, day)
  const ctx = contextOf(pool, day * DAY_MS + 20 * 3_600_000)
  await retell(ctx)
  const force = await inForce(pool)

  test('what was said a year ago, by what was known then, is what came', async () => {
    expect(force.telling.model.stay?.kind).toBe('bgbb')
    const proof = await proveMap(ctx, proveBody.parse({}))
    if (!proof.ok) throw new Error('no proof')
    const { n, said, did, slope } = proof.value.calibration!
    expect(n).toBeGreaterThan(800)
    expect([did.low < said, said < did.high]).toEqual([true, true])
    expect(Math.abs(slope! - 1)).toBeLessThan(0.25)
  })

  test('what customers are worth in three years is what they bring', async () => {
    const seen = (await foresee(pool, force, force.telling.until))!
    const foretelling = { ...seen.foretelling, margin: 1, discount: 0, years: 3 }
    const { expected, spread: [p10, , p90] } = inSum(seen.buyers, expectedOf(seen.buyers, foretelling), foretelling)
    const end = zoneOf(ZONE).dayOf(force.telling.until) + 3 * 365
    const came = TREES.reduce((sum, days, i) => (days.some((each) => each <= day) ? sum + days.filter((each) => each > day && each <= end).length * (1000 + (i % 7) * 100) : sum), 0)
    expect(Math.abs(expected / came - 1)).toBeLessThan(0.06)
    // Money comes on whole seasons at once: the interval is an eight-in-ten one, and is not held to the last cent.
    expect([p10 * 0.97 < came, came < p90 * 1.03]).toEqual([true, true])
    const { purchases, spread, nothing } = lifetimeOf(seen.buyers[5]!, foretelling)
    expect(purchases).toBeGreaterThan(0.5)
    expect([spread.every((value) => Number.isFinite(value)), nothing > 0, nothing < 1]).toEqual([true, true, true])
  })

  test('of a newcomer it says what comes in the season after', async () => {
    const { kind, all } = await readModelGroups(ctx, 'cohort')
    expect(kind).toBe('bgbb')
    const { chance, low, high, purchases } = all.newcomer!
    // Of those who came once: Beta(7, 3) and Beta(1, 6), so 6/7 · 7/10.
    expect([low < 0.6, 0.6 < high, purchases > chance]).toEqual([true, true, true])
  })
})

test('where trade has gaps of its own seasons are asked, and not taken: the model is to the bit what it is without them', async () => {
  const played = playShop(1500, 4, 2500, 400)
  const pool = await company(played, dayOf(2030, 1, 1))
  const { stay, through } = await learnModel(pool, 1, DEFAULT_POLICY, ZONE)
  expect(stay?.chosen).toMatchObject({ compared: true, season: { months: 3 } })
  expect(stay?.kind).not.toBe('bgbb')
  expect(stay).not.toHaveProperty('season')
  const cells = packCells(await readCells(pool, ZONE, through!))
  const fit = fitStay(stayModelOf(stay!.kind), cells, { fewestRepeaters: DEFAULT_POLICY.least_repeaters, fewestCustomers: 1, prior: 'always' })
  expect(fit.ok && fit.value.parameters).toEqual(stay?.parameters)
})

const every = (years: readonly number[], customers = 400): Played => Array.from({ length: customers }, (_, i) => years.map((year) => dayOf(year, 12, 1 + (i % 20))))
test.each([
  ['one season', every([2021])],
  ['everybody in one season only, each in another', [2016, 2017, 2018, 2019, 2020, 2021].flatMap((year) => every([year], 100))],
  ['two seasons', every([2020, 2021])],
])('%s: no season is found, and nothing is said of chances that is not known', async (_, played) => {
  const { stay } = await learnModel(await company(played, dayOf(2022, 1, 1)), 1, DEFAULT_POLICY, ZONE)
  expect(stay?.kind ?? null).not.toBe('bgbb')
  expect(stay?.season).toBeUndefined()
})

test('all of them every season: as good as certain to come, with whole numbers or none', async () => {
  const { stay } = await learnModel(await company(every([2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021]), dayOf(2022, 1, 1)), 1, DEFAULT_POLICY, ZONE)
  expect(JSON.parse(JSON.stringify(stay))).toEqual(stay)
  expect(stay?.chosen).toMatchObject({ compared: true, season: { months: 12, days_each: 1 } })
  if (stay?.kind === 'bgbb') expect(stayModelOf('bgbb', stay.season).chance(stay.parameters, { x: 7, t_x: 7, T: 8 }, 1)).toBeGreaterThan(0.98)
})

test('a try of a horizon shorter than a season says that the model would be learned anew', async () => {
  const pool = await company(TREES, dayOf(2021, 12, 12))
  const ctx = contextOf(pool, dayOf(2021, 12, 12) * DAY_MS + 20 * 3_600_000)
  await retell(ctx)
  const anew = async (changes: object): Promise<readonly string[]> => {
    const tried = await tryPolicy(ctx, { changes })
    if (!tried.ok) throw new Error('refused')
    return tried.value.learned_anew
  }
  expect([await anew({ horizon_days: 200 }), await anew({ horizon_days: 200, lapse_below: 0.4 }), await anew({ horizon_days: 400 })]).toEqual([['horizon_days'], ['horizon_days'], []])
})
