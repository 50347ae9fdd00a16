import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { begin } from '#core/relationship/memory.ts'
import { buysAt, historyAt } from '#core/relationship/figures.ts'
import { fitOf, foretellerOf, futureOf } from '#core/relationship/future.ts'
import { bordersOf, learnSeason, maySeason, passedOf, type DayCount, type SeasonCount } from '#core/relationship/learn-season.ts'
import { EMPTY_MODEL, modelUnder, type Model } from '#core/relationship/model.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { purchasesAhead } from '#core/relationship/purchases.ts'
import { dayAt, onceOver, seasonHistory, seasonOfMonth, seasonsWithin, seasonTime, SEASON_MONTHS, type Season } from '#core/relationship/season.ts'
import { standing } from '#core/relationship/standing.ts'
import { nextAt, tell } from '#core/relationship/tell.ts'
import { byTheClock, tellingRules } from '#core/relationship/telling-rules.ts'
import type { Fact } from '#core/history/fact.ts'
import { DAY_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'

const day = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date) / DAY_MS
/** So many purchases on each of some days of the calendar, in four years. */
const counts = (...days: readonly (readonly [month: number, day: number, days: number])[]): DayCount[] => [2019, 2020, 2021, 2022].flatMap((year) => days.map(([month, date, n]) => ({ day: day(year, month, date), days: n })))
/** All of them, whatever season they are in. */
const ALL = { first: -1e9, running: 1e9 }
const DECEMBER = counts([12, 1, 10], [12, 10, 30], [12, 20, 60], [1, 3, 4])
const TREES: Season = { months: 12, begins: 7, again: 0, passed: passedOf({ months: 12, begins: 7 }, DECEMBER, ALL) }

const calendars = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 30 }).map((days) => counts(...days))
const seasons = fc.tuple(fc.constantFrom(...SEASON_MONTHS), fc.nat(11), calendars).map(([months, at, calendar]): Season => {
  const borders = { months, begins: 1 + (at % months) }
  return { ...borders, again: 0, passed: passedOf(borders, calendar, ALL) }
})

describe('a clock that goes as trade does', () => {
  test('it never goes back, is whole at the end of a season, and is one on after each, leap years and years before 1970 with it', () => {
    fc.assert(fc.property(seasons, fc.integer({ min: day(1961, 1, 1), max: day(2040, 12, 31) }), (season, at) => {
      const [now, next] = [seasonTime(season, at), seasonTime(season, at + 1)]
      expect(next).toBeGreaterThanOrEqual(now)
      const date = new Date(at * DAY_MS)
      const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
      const number = seasonOfMonth(season, month)
      expect(now).toBeGreaterThanOrEqual(number)
      expect(now).toBeLessThanOrEqual(number + 1)
      // The last day of a season, whatever the month and year.
      const last = Date.UTC(1970, (number + 1) * season.months + season.begins - 1, 1) / DAY_MS - 1
      expect(seasonTime(season, last)).toBe(number + 1)
      expect(seasonOfMonth(season, month + season.months)).toBe(number + 1)
    }))
  })

  test('the day by whose end so much has passed is found again', () => {
    fc.assert(fc.property(seasons, fc.double({ min: -30, max: 250, noNaN: true }), (season, time) => {
      const found = dayAt(season, time)
      expect(seasonTime(season, found)).toBeGreaterThanOrEqual(Math.floor(time))
      expect(seasonTime(season, found)).toBeGreaterThan(time - 1e-12)
      expect(seasonTime(season, found - 1)).toBeLessThanOrEqual(time + 1e-12)
    }))
  })

  test('New Year lies within a season that begins in summer; its days are told apart in every zone', () => {
    expect(seasonTime(TREES, day(2023, 12, 31))).toBeCloseTo(53 + 100 / 104, 4)
    expect(seasonTime(TREES, day(2024, 1, 3))).toBe(54)
    expect([day(2023, 7, 1), day(2023, 12, 10), day(2024, 2, 29), day(2024, 6, 30)].map((at) => Math.floor(seasonTime(TREES, at) - 1e-9))).toEqual([52, 53, 53, 53])
    // December, July and June of 1969.
    expect([-1, -6, -7].map((month) => seasonOfMonth(TREES, month))).toEqual([-1, -1, -2])
  })

  test('a horizon covers whole seasons: nearly one is one, and what is left over is none', () => {
    expect([365, 730, 364, 545, 340].map((days) => seasonsWithin(12, days))).toEqual([1, 2, 1, 1, 0])
    expect([365, 182, 90, 60].map((days) => seasonsWithin(6, days))).toEqual([2, 1, 0, 0])
    expect([365, 90, 60].map((days) => seasonsWithin(3, days))).toEqual([4, 1, 0])
  })
})

describe('where a season begins, and how long it is', () => {
  const found = (own: Partial<SeasonCount>): SeasonCount => ({ months: 12, begins: 7, first: 48, running: 53, seasons: 1000, days: 1100, again_seasons: 800, again_days: 880, ...own })

  test('as far from trade as can be', () => {
    expect(bordersOf(DECEMBER)[0]).toEqual({ months: 12, begins: 7 })
    expect(bordersOf(counts([7, 1, 100], [6, 20, 100]))[0]?.begins).toBe(1)
    // Spring and autumn tyres: two seasons a year, that begin between them.
    expect(bordersOf(counts([3, 20, 40], [4, 10, 60], [10, 10, 70], [11, 5, 30])).find(({ months }) => months === 6)?.begins).toBe(1)
    expect(bordersOf(counts([2, 1, 9], [5, 1, 9], [8, 1, 9], [11, 1, 9])).find(({ months }) => months === 3)?.begins).toBe(1)
  })

  test('the longest one of which it is true that whoever comes does so on about one day', () => {
    const six = found({ months: 6, begins: 1, first: 98, running: 106 })
    expect(learnSeason(DECEMBER, [found({}), six], 365)).toMatchObject({ months: 12, begins: 7, again: expect.closeTo(0.1, 12) as number })
    expect(learnSeason(DECEMBER, [found({ again_days: 1001 }), six], 365)).toMatchObject({ months: 6, begins: 1 })
    expect(learnSeason(DECEMBER, [found({ running: 50 })], 365)).toBeNull()
    expect(learnSeason(DECEMBER, [found({})], 200)).toBeNull()
    expect(learnSeason(DECEMBER, [found({ again_seasons: 0, again_days: 0 })], 365)).toBeNull()
    expect(learnSeason([], [], 365)).toBeNull()
  })

  test('where customers buy every few weeks, or nobody twice, or for a short time only, none is looked for', () => {
    expect(maySeason([{ x: 30, t_x: 900, T: 1000, n: 500 }, { x: 0, t_x: 0, T: 900, n: 5000 }], 365)).toBe(false)
    expect(maySeason([{ x: 0, t_x: 0, T: 2000, n: 500 }], 365)).toBe(false)
    expect(maySeason([{ x: 1, t_x: 90, T: 100, n: 500 }], 365)).toBe(false)
    expect(maySeason([{ x: 4, t_x: 1460, T: 2000, n: 500 }], 365)).toBe(true)
    expect(maySeason([{ x: 4, t_x: 1460, T: 2000, n: 500 }], 60)).toBe(false)
  })
})

const MODEL: Model = {
  ...EMPTY_MODEL, id: 1, repeaters: 500, usual_gap_days: 365,
  stay: { kind: 'bgbb', season: TREES, parameters: [7, 3, 1, 6], covariance: [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 0.01 : 0))), cells: 30, chosen: { compared: false, reason: 'before' } },
}
const ZONES = ['Pacific/Auckland', 'America/Los_Angeles', 'Europe/Oslo'] as const
const rulesIn = (zone: string, horizon_days = 365): ReturnType<typeof tellingRules> => tellingRules({ ...DEFAULT_POLICY, horizon_days }, MODEL, zoneOf(zone))
const bought = (...days: readonly (readonly [number, number, number])[]): Fact[] =>
  days.map(([year, month, date], i) => ({ kind: 'purchase', id: `p${i}`, source: 's', customer: 'c', at: zoneOf('Europe/Oslo').instantOf({ year, month, day: date, hour: 12 }), order: 'o', paid: 100 }) as unknown as Fact)

describe('one customer, told by season', () => {
  const rules = rulesIn('Europe/Oslo')
  const memory = tell(begin(null), bought([2019, 12, 20], [2020, 12, 10], [2021, 1, 3], [2022, 12, 1]), null, rules).memory
  const at = (year: number, month: number, date: number): number => zoneOf('Europe/Oslo').instantOf({ year, month, day: date, hour: 12 })

  test('seasons are counted, not days: New Year does not begin another', () => {
    expect([memory.trade.days, memory.trade.seasons, memory.trade.last_season - memory.trade.first_season]).toEqual([4, 3, 3])
    expect(historyAt(memory, at(2023, 8, 1), rules)).toEqual({ x: 2, t_x: 3, T: 4 })
    expect(historyAt(memory, at(2023, 12, 10), rules)).toEqual({ x: 2, t_x: 3, T: 4 + TREES.passed[5 * 31 + 10]! })
  })

  test('in the season they bought in what is said begins with its end, and so does not fall or rise while it lasts; by the clock it does', () => {
    const days = [at(2022, 12, 1), at(2022, 12, 12), at(2023, 5, 1)].map((when) => buysAt(memory, when, rules))
    expect(new Set(days).size).toBe(1)
    const clock = byTheClock(rules, at(2022, 12, 1), at(2023, 12, 1))
    expect(buysAt(memory, at(2022, 12, 1), clock)).toBeLessThan(0.2 * days[0]!)
  })

  test('the moment at which time alone changes something is the one a look at every day finds', () => {
    let told = memory
    for (let flips = 0; flips < 6; flips++) {
      const next = nextAt(told, rules)
      if (next === Infinity) break
      const seen = tell(told, [], next - 1, rules)
      expect([seen.changes, seen.memory.on]).toEqual([[], told.on])
      told = tell(told, [], next, rules).memory
    }
    expect(told.state).toBe('lapsed')
    const limit = rules.policy.lapse_below
    const first = Array.from({ length: 4000 }, (_, i) => at(2022, 12, 2) + i * DAY_MS).find((when) => buysAt(memory, when, rules)! < limit)!
    expect(told.since).toBeGreaterThan(first - DAY_MS)
  })

  test.each(ZONES)('with its interval, and purchases to come: %s', (zone) => {
    const stay = standing(memory, at(2023, 9, 1), rulesIn(zone))?.stay
    expect(stay?.by).toBe('seasons')
    expect(stay && stay.low < stay.value && stay.value < stay.high).toBe(true)
    const ahead = purchasesAhead(memory, at(2023, 9, 1), rulesIn(zone))!
    expect(ahead.expected.value).toBeCloseTo(stay!.value, 6)
    expect([ahead.p10, ahead.p90].every((count) => count === 0 || count === 1)).toBe(true)
  })

  test('under a contract that nobody leaves they buy as somebody who is a customer for certain, so many days a season', () => {
    const stay = { ...MODEL.stay!, season: { ...TREES, again: 0.1 } }
    const contract = { term_days: 365, renewals_told: true, contracts: 400, lost: 1, longest: 8, goes_on: null, fit: { parameters: [1e-6, 1e6] as const, covariance: [[0, 0], [0, 0]] }, missing: null, held: null }
    const foreteller = foretellerOf(stay, contract, day(2023, 9, 1))
    const history = seasonHistory({ seasons: 3, first_season: 50, last_season: 52 }, 53.2)
    const parameters = fitOf(foreteller).parameters
    // Two of the two seasons that have passed, at Beta(7, 3).
    expect(futureOf(foreteller, history, 100).expected(parameters, history, 365.2425)).toBeCloseTo((1.1 * (7 + 2)) / (10 + 2.2), 3)
    expect(futureOf(foreteller, history, null).expected(parameters, history, 365)).toBeLessThan(futureOf(foreteller, history, 100).expected(parameters, history, 365))
  })

  test('of a horizon shorter than a season nothing is known, until a model is learned under it', () => {
    expect(rulesIn('Europe/Oslo', 200).chance).toBeNull()
    expect(standing(memory, at(2023, 9, 1), rulesIn('Europe/Oslo', 200))?.stay).toBeNull()
    expect(modelUnder(MODEL, { ...DEFAULT_POLICY, horizon_days: 200 })).toBeNull()
    expect(modelUnder(MODEL, DEFAULT_POLICY)).toBe(MODEL)
    expect(modelUnder(MODEL, { ...DEFAULT_POLICY, least_repeaters: 501, horizon_days: 200 })).toMatchObject({ stay: null })
  })

  test('who bought in one season only, or in all of them, is read as that', () => {
    expect(seasonHistory({ seasons: 1, first_season: -3, last_season: -3 }, -2.6)).toEqual({ x: 0, t_x: 0, T: 0.4 })
    expect(onceOver({ x: 5, t_x: 5, T: 5.3 })).toEqual({ x: 5, t_x: 5, T: 6 })
  })
})
