import { describe, expect, test } from 'vitest'
import { begin } from '#core/relationship/memory.ts'
import { foretellerOf, everybodysFuture } from '#core/relationship/future.ts'
import { historyAt } from '#core/relationship/figures.ts'
import type { Model } from '#core/relationship/model.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { seasonTime, type Season } from '#core/relationship/season.ts'
import { stayModelOf } from '#core/relationship/stay.ts'
import { tell } from '#core/relationship/tell.ts'
import { byTheClock, tellingRules } from '#core/relationship/telling-rules.ts'
import { DAY_MS } from '#core/units/time.ts'
import { monthOfDay, zoneOf } from '#core/units/zone.ts'
import { formatsOf } from '#core/words/format.ts'
import { LOCALES, wordsOf } from '#core/words/index.ts'
import { modelText } from '#core/words/model.ts'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { learnModel } from '#actions/relationship/learn-model.ts'
import { readModel } from '#actions/relationship/model/read-model.ts'
import { retell } from '#actions/relationship/retell.ts'
import { readBuyers } from '#store/money/buyers.ts'
import type { Pool } from '#store/pool.ts'
import { readGroupCells } from '#store/relationship/group-cells.ts'
import { readCuts } from '#store/relationship/learn-cuts.ts'
import { readSeasonCells, readSeasons, readTradeDays } from '#store/relationship/learn-season.ts'
import { EVERYBODY, slicesOf } from '#store/slices.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '../world.ts'
import { december, factsOf, fairs, playSeasons, playShop, seasonsOf, type Played } from './season-trade.ts'

const ZONE = 'Pacific/Auckland'

async function company(played: Played, now: number): Promise<Pool> {
  const { pool } = await testDatabase()
  const ctx = contextOf(pool, now)
  await openHouse(ctx, { name: 'Shop', zone: ZONE, currency: 'EUR', languages: ['en'], sample: false })
  await importFacts(ctx, 'shop', factsOf(played, ZONE))
  return pool
}

/** What is known up to a day, and what came in the days after it. */
const upTo = (played: Played, day: number): Played => played.map((days) => days.filter((each) => each <= day)).filter((days) => days.length > 0)
const last = (played: Played): number => Math.max(...played.flat())
const noon = (day: number): number => day * DAY_MS

const TREES = playSeasons({ customers: 1600, seed: 3, seasons: 8, truth: [7, 3, 1, 6], dayIn: december, again: 0.05 })
/** All but the last season: its last day is in January. */
const KNOWN = upTo(TREES, noon(0) + Date.UTC(2022, 5, 1) / DAY_MS)
const treesAt = last(KNOWN)
const trees = await company(KNOWN, noon(treesAt + 40))

const compared = (model: Model): Extract<NonNullable<Model['stay']>['chosen'], { compared: true }> => {
  if (!model.stay?.chosen.compared) throw new Error('not compared')
  return model.stay.chosen
}

describe('trees, each December while they come', async () => {
  const model = await learnModel(trees, 1, DEFAULT_POLICY, ZONE)
  const stay = model.stay!
  const season = stay.season as Season

  test('the season is found: a year that begins in summer, with New Year in it, and about one day in each', () => {
    expect([season.months, season.begins]).toEqual([12, 7])
    expect(season.again).toBeGreaterThan(0.02)
    expect(season.again).toBeLessThan(0.08)
    expect([season.passed[0], season.passed.at(-1)]).toEqual([0, 1])
    expect(season.passed.every((share, i) => i === 0 || share >= season.passed[i - 1]!)).toBe(true)
  })

  test('the model by season is chosen, clearly, and says what came; the usual one does not', () => {
    const { best, why, models, season: shown, cuts } = compared(model)
    expect([stay.kind, best, why]).toEqual(['bgbb', 'bgbb', 'best'])
    expect(cuts.length).toBeGreaterThanOrEqual(3)
    expect(shown).toEqual({ months: 12, begins: 7, days_each: 1 + season.again })
    const [ours, usual] = ['bgbb', 'mbgnbd'].map((name) => models.find((each) => each.model === name)!) as [(typeof models)[number], (typeof models)[number]]
    expect(usual.behind).toBeGreaterThan(5 * usual.behind_error)
    expect(Math.abs(ours.returning_said - ours.returning_came)).toBeLessThan(3 * Math.sqrt(ours.returning_came))
    expect(Math.abs(ours.slope! - 1)).toBeLessThan(0.12)
    expect(Math.abs(ours.purchases_said / ours.purchases_came - 1)).toBeLessThan(0.06)
  })

  test('what it says of the season to come is what comes', () => {
    const rules = tellingRules(DEFAULT_POLICY, model, zoneOf(ZONE))
    let [said, came, n, brier, variance] = [0, 0, 0, 0, 0]
    for (const days of TREES) {
      const known = days.filter((day) => day <= treesAt)
      if (known.length === 0) continue
      const memory = told(known)
      const chance = rules.chance!(...three(historyAt(memory, noon(treesAt + 100), rules)))
      const did = Number(days.some((day) => day > treesAt))
      n++
      said += chance
      came += did
      variance += chance * (1 - chance)
      brier += (chance - did) ** 2
    }
    expect(Math.abs(said - came)).toBeLessThan(3 * Math.sqrt(variance))
    expect(brier / n).toBeLessThan(0.9 * (came / n) * (1 - came / n))
  })

  const rules = tellingRules(DEFAULT_POLICY, model, zoneOf(ZONE))
  const told = (days: readonly number[]): ReturnType<typeof begin> => tell(begin(null), [...factsOf([days], ZONE)].map(({ fact }) => fact).toSorted((a, b) => a.at - b.at), null, rules).memory
  const three = ({ x, t_x, T }: { x: number; t_x: number; T: number }): [number, number, number] => [x, t_x, T]

  test('what SQL counts is what a list read by hand gives, and what the fold remembers', async () => {
    const time = seasonTime(season, treesAt)
    const key = ({ x, t_x, T }: { x: number; t_x: number; T: number }): string => `${x} ${t_x} ${T.toFixed(9)}`
    const byHand = KNOWN.map((days) => seasonsOf(days, treesAt, season)!).map(({ x, t_x, first }) => key({ x, t_x, T: Math.max(time - first, t_x) })).toSorted()
    const through = model.through!
    const cells = await readSeasonCells(trees, season, { zone: ZONE, through })
    expect(cells.flatMap((cell) => Array.from({ length: cell.n }, () => key(cell))).toSorted()).toEqual(byHand)
    const clock = byTheClock(rules, through, through + DAY_MS)
    expect(KNOWN.map((days) => key(historyAt(told(days), through, clock))).toSorted()).toEqual(byHand)
    const buyers = await readBuyers(trees, 0, ZONE, through, EVERYBODY, true, season)
    expect(buyers.map(({ by_season }) => key(by_season!)).toSorted()).toEqual(byHand)
    const plain = await readBuyers(trees, 0, ZONE, through, EVERYBODY, true)
    expect(buyers.map(({ x, t_x, T, net }) => `${x} ${t_x} ${T} ${net}`).toSorted()).toEqual(plain.map(({ x, t_x, T, net }) => `${x} ${t_x} ${T} ${net}`).toSorted())
  })

  test('by season as of each cut, in one list with what came by days', async () => {
    const back = [1095, 700, 365]
    const cuts = await readCuts(trees, ZONE, model.through!, { ahead: 365, back }, EVERYBODY, season)
    const plain = await readCuts(trees, ZONE, model.through!, { ahead: 365, back }, EVERYBODY)
    for (const [i, { cells, by_season }] of cuts.entries()) {
      const day = treesAt - back[i]!
      const time = seasonTime(season, day)
      expect(by_season!.horizon).toBeCloseTo(seasonTime(season, day + 365) - time, 12)
      const rows = cells.flatMap(({ x, t_x, T, n, came }, at) => { const s = by_season!.histories[at]!; return [`${x} ${t_x} ${T} | ${s.x} ${s.t_x} ${s.T.toFixed(9)} | ${n} ${came}`] })
      const byHand = new Map<string, [number, number]>()
      for (const days of KNOWN) {
        const own = seasonsOf(days, day, season)
        if (!own) continue
        const known = [...new Set(days.filter((each) => each <= day))]
        const [first, to] = [Math.min(...known), Math.max(...known)]
        const key = `${known.length - 1} ${to - first} ${day - first} | ${own.x} ${own.t_x} ${Math.max(time - own.first, own.t_x).toFixed(9)}`
        const [n, came] = byHand.get(key) ?? [0, 0]
        byHand.set(key, [n + 1, came + Number(days.some((each) => each > day && each <= day + 365))])
      }
      expect(rows.toSorted()).toEqual([...byHand].map(([key, [n, came]]) => `${key} | ${n} ${came}`).toSorted())
      const sum = (of: typeof cells): number => of.reduce((total, { n }) => total + n, 0)
      expect(sum(cells)).toBe(sum(plain[i]!.cells))
    }
    const halves = await Promise.all(slicesOf(2).map((slice) => readCuts(trees, ZONE, model.through!, { ahead: 365, back: [365] }, slice, season)))
    expect(halves.flat().flatMap(({ cells }) => cells).reduce((total, { n }) => total + n, 0)).toBe(cuts[2]!.cells.reduce((total, { n }) => total + n, 0))
  })

  test('customers are told by it: groups, purchases and chances by season', async () => {
    const ctx = contextOf(trees, noon(treesAt + 40))
    await retell(ctx)
    const { rows } = await trees.query<{ n: number; seasons: number }>(`select count(*) as n, sum((memory #>> '{trade,seasons}')::int) as seasons from standing s join telling t on t.id = s.telling where t.state = 'current'`)
    expect(rows[0]).toEqual({ n: KNOWN.length, seasons: KNOWN.reduce((sum, days) => sum + seasonsOf(days, treesAt, season)!.x + 1, 0) })
    const telling = (await trees.query<{ id: number }>(`select id from telling where state = 'current'`)).rows[0]!.id
    const groups = await readGroupCells(trees, { telling, by: 'cohort', zone: ZONE, through: model.through!, slice: EVERYBODY, season })
    const cells = await readSeasonCells(trees, season, { zone: ZONE, through: model.through! })
    const key = ({ x, t_x, T, n }: { x: number; t_x: number; T: number; n: number }): string[] => Array.from({ length: n }, () => `${x} ${t_x} ${T.toFixed(9)}`)
    expect(groups.flatMap((group) => group.cells.flatMap(key)).toSorted()).toEqual(cells.flatMap(key).toSorted())
  })

  test.each(Object.keys(LOCALES) as (keyof typeof LOCALES)[])('how it is shown: %s', async (language) => {
    const answer = await readModel(contextOf(trees, noon(treesAt + 40)))
    expect(answer.stay).toMatchObject({ kind: 'bgbb', chosen: { compared: true, best: 'bgbb', season: { months: 12, begins: 7, ahead: 1 } } })
    expect(answer.stay?.parameters.map(({ name }) => name)).toEqual(['alpha', 'beta', 'gamma', 'delta'])
    const words = wordsOf(language)
    const { finding, notes } = modelText(answer, words, formatsOf(words, ZONE, 'EUR'))
    expect(finding).toContain('BG/BB')
    expect(notes.length).toBe(2)
    expect(notes[0]).toContain(new Intl.DateTimeFormat(words.locale, { month: 'long' }).format(Date.UTC(2026, 6, 15)))
    for (const text of [finding, ...notes]) expect(text).not.toMatch(/model\.|[{}]|undefined|NaN/)
  })

  test('futures in days fall within the season, and their number is what is expected', () => {
    const future = everybodysFuture(foretellerOf(stay, null, treesAt + 150))
    const bySeason = stayModelOf('bgbb', season)
    const history = { x: 3, t_x: 3, T: seasonTime(season, treesAt + 150) - seasonTime(season, treesAt) + 4 }
    expect(future.expected(stay.parameters, history, 730)).toBeCloseTo(bySeason.expected(stay.parameters, history, 2), 2)
  })
})

test('what kinds of season there may be is counted as a list read by hand gives it', async () => {
  const upTo = { zone: ZONE, through: noon(treesAt), slice: EVERYBODY }
  const through = (await learnModel(trees, 1, DEFAULT_POLICY, ZONE)).through!
  const byDay = new Map<number, number>()
  for (const days of KNOWN) for (const day of new Set(days)) byDay.set(day, (byDay.get(day) ?? 0) + 1)
  expect(await readTradeDays(trees, { ...upTo, through })).toEqual([...byDay].map(([day, days]) => ({ day, days })).toSorted((a, b) => a.day - b.day))
  for (const found of await readSeasons(trees, { ...upTo, through }, [{ months: 12, begins: 7 }, { months: 6, begins: 2 }, { months: 3, begins: 3 }])) {
    const own = KNOWN.map((days) => ({ ...seasonsOf(days, treesAt, found)!, days: new Set(days).size }))
    const again = own.filter(({ days }) => days > 1)
    const [seasons, days] = [(of: typeof own) => of.reduce((sum, { x }) => sum + x + 1, 0), (of: typeof own) => of.reduce((sum, each) => sum + each.days, 0)]
    const now = Math.floor((monthOfDay(treesAt) - (found.begins - 1)) / found.months)
    expect(found).toMatchObject({ running: now, first: Math.min(...own.map(({ first }) => first)), seasons: seasons(own), days: days(own), again_seasons: seasons(again), again_days: days(again) })
  }
})

describe('two fairs a year', async () => {
  const played = playSeasons({ customers: 1400, seed: 5, seasons: 10, truth: [3, 3, 1, 9], dayIn: fairs, again: 0.1 })
  const pool = await company(played, noon(last(played) + 10))

  test('seasons of six months are found and chosen', async () => {
    const { stay } = await learnModel(pool, 1, DEFAULT_POLICY, ZONE)
    expect([stay?.kind, stay?.season?.months]).toEqual(['bgbb', 6])
    expect([1, 6]).toContain(stay?.season?.begins)
  })

  test('a policy that looks ahead for less than a season has none', async () => {
    const { stay } = await learnModel(pool, 1, { ...DEFAULT_POLICY, horizon_days: 60 }, ZONE)
    expect(stay?.kind).not.toBe('bgbb')
    expect(stay?.season).toBeUndefined()
  })
})

test('trade of every day has no season, and nobody asks for one', async () => {
  const pool = await company(playShop(900, 9, 1500, 38), noon(19_500))
  const { stay } = await learnModel(pool, 1, DEFAULT_POLICY, ZONE)
  expect(stay?.season).toBeUndefined()
  expect(stay?.chosen).toMatchObject({ compared: true })
  expect(stay?.chosen).not.toHaveProperty('season')
})
