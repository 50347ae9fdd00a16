import { describe, expect, test } from 'vitest'
import type { CostRow } from '#core/money/cost-row.ts'
import { dayOfText } from '#core/money/cost-row.ts'
import { keepingOf, type Given } from '#core/money/keep-cost.ts'
import { paybackOf, type Newcomer } from '#core/money/payback.ts'
import { perHead, timesAsMuch, winningOf, type Newcomers, type Won } from '#core/money/win-keep.ts'
import { diceOf, exponential, gamma } from '#stats/random.ts'

const YEAR = [dayOfText('2025-01-01'), dayOfText('2026-01-01')] as const
const cost = (purpose: CostRow['purpose'], channel: string | null, amount: number, from = '2025-01-01', to = '2025-12-31'): CostRow => ({ purpose, channel, campaign: null, from, to, amount })
const came = (channel: string | null, customers: number): Pick<Won, 'channel' | 'customers'> => ({ channel, customers })

describe('what winning a customer cost', () => {
  const COSTS = [cost('win', 'Paid Search', 90_000), cost('win', 'paid_search', 10_000), cost('win', 'radio', 60_000), cost('win', null, 20_000), cost('keep', 'club', 30_000)]
  const WON = [came('paid search', 50), came('walk-in', 100), came(null, 25)]

  test('search: 1,000.00 for 50 who came is 20.00 each; 13.33 if the 25 of unknown channel came by it too', () => {
    const [search] = winningOf(COSTS, ...YEAR, WON).channels
    expect(search).toMatchObject({ channel: 'Paid Search', origin: 'bought', cost: 100_000, customers: 50, each: { value: 2000 } })
    expect(search?.at_least).toBeCloseTo(100_000 / 75, 9)
  })

  test('radio: 600.00 for nobody has no cost each, and at least 24.00 if the unknown came by it', () => {
    expect(winningOf(COSTS, ...YEAR, WON).channels[1]).toMatchObject({ channel: 'radio', customers: 0, each: null, at_least: 2400 })
  })

  test('all: 1,600.00 by channel for 50, 21.33 at least; 1,800.00 over all 175 who came is 10.29', () => {
    const all = winningOf(COSTS, ...YEAR, WON)
    expect(all).toMatchObject({ cost: 180_000, unassigned: 20_000, customers: 175, by_costly: 50, unknown: 25, each: { value: 3200 } })
    expect(all.at_least).toBeCloseTo(160_000 / 75, 9)
    expect(all.over_all?.value).toBeCloseTo(180_000 / 175, 9)
  })

  test('what was spent before and after is not counted, half a year of it half', () => {
    expect(winningOf([cost('win', 'radio', 60_000, '2024-01-01', '2024-12-31'), cost('win', 'tv', 73_000, '2025-07-02', '2026-07-01')], ...YEAR, []).channels).toMatchObject([{ channel: 'tv', cost: (73_000 * 183) / 365 }])
  })

  test('nothing spent, nobody came: no figure, and no NaN', () => {
    expect(winningOf([], ...YEAR, [])).toEqual({ channels: [], campaigns: [], cost: 0, unassigned: 0, customers: 0, by_costly: 0, unknown: 0, each: null, at_least: null, over_all: null })
  })
})

// Garwood's interval of a count of 10: 4.795 to 18.390 (Ulm 1990, table 1).
test('the interval of a cost for ten who came is that of the count', () => {
  const each = perHead(10_000, 10)!
  expect([each.value, 10_000 / each.high, 10_000 / each.low].map((n) => Number(n.toFixed(3)))).toEqual([1000, 4.795, 18.39])
  expect(perHead(10_000, 0)).toBeNull()
})

describe('what keeping costs, and how many times as much winning does', () => {
  const MONTHS = { from: 660, end: 672 } as const
  const given = (changes: Partial<Given> = {}): Given => ({ recoveries: 0, points: 0, moments: 0, ...changes })

  test('300.00 for the club and 60.00 for recoveries, 90 kept: 4.00 a year; winning at 20.00 is 5 times as much', () => {
    const keeping = keepingOf([cost('keep', 'club', 30_000)], MONTHS, given({ recoveries: 6000 }), 90, null)
    expect(keeping).toMatchObject({ cost: 30_000, covered: MONTHS, recoveries: 6000, customers: 90, each: { value: 400 }, points: { used: 0, cost: 0 }, moments: { given: 0, cost: null } })
    const times = timesAsMuch({ each: perHead(100_000, 50), by_costly: 50 }, keeping)!
    expect(times.value).toBe(5)
    expect(times.low).toBeCloseTo(5 / Math.exp(1.959964 * Math.sqrt(1 / 50 + 1 / 90)), 4)
    expect(times.low * times.high).toBeCloseTo(25, 9)
  })

  test('half a year of costs is taken for a year, what recoveries cost in the year is not; of two months, or none, nothing is told', () => {
    const half = keepingOf([cost('keep', null, 18_000, '2025-07-01', '2025-12-31')], MONTHS, given({ recoveries: 900 }), 90, null)
    expect([half.covered, half.cost]).toEqual([{ from: 666, end: 672 }, 18_000])
    expect(half.each?.value).toBeCloseTo(410, 9)
    expect(keepingOf([cost('keep', null, 18_000, '2025-11-01', '2025-12-31')], MONTHS, given({ recoveries: 900 }), 90, 1)).toMatchObject({ covered: { from: 670, end: 672 }, each: null })
    expect(keepingOf([cost('win', 'radio', 18_000)], MONTHS, given({ recoveries: 900 }), 90, 1)).toMatchObject({ covered: null, cost: 0, each: null })
    expect(timesAsMuch({ each: perHead(100, 2), by_costly: 2 }, keepingOf([], MONTHS, given(), 90, null))).toBeNull()
  })

  test('2,000 points at half a cent are 10.00; without a price they are told and not in it; nothing used costs nothing', () => {
    const costs = [cost('keep', 'club', 30_000)]
    expect(keepingOf(costs, MONTHS, given({ points: 2000 }), 100, 0.5)).toMatchObject({ points: { used: 2000, cost: 1000 }, each: { value: 310 } })
    expect(keepingOf(costs, MONTHS, given({ points: 2000 }), 100, null)).toMatchObject({ points: { used: 2000, cost: null }, each: { value: 300 } })
    expect(keepingOf(costs, MONTHS, given({ points: 2000 }), 100, 0)).toMatchObject({ points: { used: 2000, cost: 0 }, each: { value: 300 } })
  })

  test('moments cost what costs say that went to them, once, in any language of the house', () => {
    const costs = [cost('keep', 'club', 30_000), cost('keep', 'Moments', 5000), cost('keep', 'moments', 1000), { ...cost('keep', null, 400), campaign: 'Kingitud hetked' }]
    const told = keepingOf(costs, MONTHS, given({ moments: 40 }), 100, null)
    expect(told).toMatchObject({ cost: 36_400, moments: { given: 40, cost: 6400 }, each: { value: 364 } })
    expect(told.by).toEqual([{ channel: 'club', campaign: null, cost: 30_000 }, { channel: 'Moments', campaign: null, cost: 6000 }, { channel: null, campaign: 'Kingitud hetked', cost: 400 }])
    for (const channel of ['øyeblikk', 'ögonblick', 'hetked', '瞬間', '心に残るひととき', '难忘时刻', '惊喜']) expect(keepingOf([cost('keep', channel, 100)], MONTHS, given(), 1, null).moments.cost).toBe(100)
  })
})

test('a campaign costs what was spent on it on whatever channels, over those of whom it is named; what names none is in none', () => {
  const by = (by_campaign: string | null, channel: string, customers: number): Newcomers => ({ by_campaign, channel, customers })
  const costs = [{ ...cost('win', 'radio', 40_000), campaign: 'Spring 25' }, { ...cost('win', 'tv', 10_000), campaign: 'spring_25' }, { ...cost('win', 'tv', 70_000), campaign: 'autumn' }, cost('win', 'tv', 5000), { ...cost('win', null, 900), campaign: 'letters' }]
  const { campaigns, channels, cost: all } = winningOf(costs, ...YEAR, [by('spring-25', 'tv', 12), by('SPRING 25', 'walk in', 8), by(null, 'tv', 30), by('letters', 'post', 0)])
  expect(campaigns.map(({ campaign, cost: spent, customers, each }) => [campaign, spent, customers, each?.value ?? null])).toEqual([['autumn', 70_000, 0, null], ['Spring 25', 50_000, 20, 2500], ['letters', 900, 0, null]])
  expect([channels.map(({ channel, cost: spent }) => [channel, spent]), all]).toEqual([[['tv', 85_000], ['radio', 40_000]], 125_900])
})

describe('when a newcomer has paid back what they cost', () => {
  const same = (paid: readonly number[], n = 40): Newcomer[] => Array.from({ length: n }, () => ({ months: paid.map((_, i) => i), paid, there: paid.length }))

  test.each([
    ['10.00 a month at half margin pay back 20.00 after four months', [1000, 1000, 1000, 1000, 1000, 1000], 2000, 0.5, 4],
    ['40.00 at once pay back 20.00 within the first', [4000], 2000, 1, 0.5],
    ['nothing comes after 10.00: 20.00 are not paid back', [1000, 0, 0, 0], 2000, 1, null],
    ['a refund first', [-1000, 2000, 2000], 2000, 1, 2.5],
  ])('%s', (_what, paid, each, margin, months) => expect(paybackOf(same(paid), each, 40, margin)).toMatchObject({ months, customers: 40, looked_at: paid.length }))

  test('too few newcomers, or no margin, tell nothing', () => {
    expect(paybackOf(same([1000], 19), 2000, 19, 1)).toBeNull()
    expect(paybackOf(same([1000]), 2000, 40, 0)).toBeNull()
  })

  test('the interval holds the truth about 95 times in 100', () => {
    // Newcomers pay 10.00 on average in each month, independently: 35.00 are paid back after 3.5 months, whoever happens to come.
    const dice = diceOf(5)
    const runs = 60
    let held = 0
    for (let run = 0; run < runs; run++) {
      const n = Math.round(300 + Math.sqrt(300) * (gamma(dice, 9) - 9) / 3)
      const newcomers = Array.from({ length: n }, (): Newcomer => ({ months: [0, 1, 2, 3, 4, 5, 6], paid: Array.from({ length: 7 }, () => 1000 * exponential(dice)), there: 7 }))
      // 300 are expected for a budget of 10,500.00: 35.00 each.
      const found = paybackOf(newcomers, 1_050_000 / n, n, 1, run)!
      held += Number(found.low! <= 3.5 && 3.5 <= (found.high ?? Infinity))
    }
    expect(held / runs).toBeGreaterThan(0.88)
  })
})
