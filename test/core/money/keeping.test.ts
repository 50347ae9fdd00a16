import { describe, expect, test } from 'vitest'
import type { CostRow } from '#core/money/cost-row.ts'
import { coveredMonths, firstDayOf } from '#core/money/covered.ts'
import { replacing, type LostBy } from '#core/money/lost.ts'
import { premiumOf, shareIn, type PaidOfList } from '#core/money/premium.ts'
import { winningOf } from '#core/money/win-keep.ts'
import { diceOf, gamma, normal } from '#stats/random.ts'

const month = (text: string): number => (Number(text.slice(0, 4)) - 1970) * 12 + Number(text.slice(5)) - 1
const YEAR = { from: month('2025-06'), end: month('2026-06') }
const win = (from: string, to: string): CostRow => ({ purpose: 'win', channel: 'radio', campaign: null, from, to, amount: 100 })

describe('the whole months that costs cover', () => {
  test.each([
    ['all of them, and more', [win('2024-01-01', '2026-12-31')], '2025-06', '2026-06'],
    ['from the middle of a month on: from the next', [win('2025-08-15', '2026-05-31')], '2025-09', '2026-06'],
    ['to the day before the last of a month: not that month', [win('2025-06-01', '2026-03-30')], '2025-06', '2026-03'],
    ['two files with a gap between: the gap cost nothing', [win('2025-07-01', '2025-07-31'), win('2025-10-01', '2025-10-31')], '2025-07', '2025-11'],
  ] as const)('%s', (_what, rows, from, end) => expect(coveredMonths(rows, YEAR)).toEqual({ from: month(from), end: month(end) }))

  test('none: another year, half a month, nothing to win', () => {
    expect(coveredMonths([win('2020-01-01', '2020-12-31')], YEAR)).toBeNull()
    expect(coveredMonths([win('2025-07-02', '2025-07-30')], YEAR)).toBeNull()
    expect(coveredMonths([{ ...win('2025-06-01', '2026-05-31'), purpose: 'keep' }], YEAR)).toBeNull()
    expect(coveredMonths([], YEAR)).toBeNull()
  })
})

describe('what the lost cost to replace', () => {
  const winning = winningOf([{ ...win('2025-06-01', '2026-05-31'), channel: 'radio', amount: 100_000 }], firstDayOf(YEAR.from), firstDayOf(YEAR.end), [
    { channel: 'radio', customers: 50 }, { channel: 'walk in', customers: 50 },
  ])
  const lost: LostBy[] = [{ channel: 'Radio', was: 'satisfied', customers: 10 }, { channel: 'walk in', was: 'loyal', customers: 5 }, { channel: null, was: 'new', customers: 1 }]
  const worth = { satisfied: { value: 4000, low: 3000, high: 5000 }, loyal: { value: 9000, low: 8000, high: 10_000 } } as const

  test('ten by radio at 20.00 and six others at the 10.00 over all: 260.00; ten satisfied at 40.00 and five loyal at 90.00: 850.00 went with them', () => {
    const told = replacing(lost, winning, (was) => worth[was as keyof typeof worth] ?? null)
    expect(told).toMatchObject({ customers: 16, at_over_all: 6, worth: { value: 85_000, low: 70_000, high: 100_000 }, weighed: 15 })
    expect(told.cost?.value).toBeCloseTo(26_000, 6)
    expect(told.cost!.low < 26_000 && 26_000 < told.cost!.high).toBe(true)
  })

  test('without costs and worth there is the count alone; nobody lost costs nothing', () => {
    expect(replacing(lost, null, () => null)).toEqual({ customers: 16, cost: null, at_over_all: 16, worth: null, weighed: 0 })
    expect(replacing([], winning, () => null)).toMatchObject({ customers: 0, cost: { value: 0 }, worth: null })
  })
})

describe('what the bond is paid', () => {
  const cell = (state: PaidOfList['state'], orders: readonly (readonly [paid: number, list: number])[]): PaidOfList => {
    const sum = (of: (order: readonly [number, number]) => number): number => orders.reduce((total, order) => total + of(order), 0)
    return { state, customers: orders.length, paid: sum(([paid]) => paid), list: sum(([, list]) => list), paid_squares: sum(([paid]) => paid ** 2), list_squares: sum(([, list]) => list ** 2), products: sum(([paid, list]) => paid * list) }
  }
  const alike = (state: PaidOfList['state'], share: number, n = 40): PaidOfList => cell(state, Array.from({ length: n }, (_, i) => [share * (i + 1) * 100, (i + 1) * 100] as const))

  test('95 % of list price by the loyal, 93 % by the devoted, 90 % by the satisfied: about four points more', () => {
    const rows = [alike('loyal', 0.95), alike('devoted', 0.93), alike('satisfied', 0.9)]
    expect(shareIn(rows, ['satisfied'])).toMatchObject({ value: 0.9, customers: 40 })
    expect(premiumOf(rows)?.value).toBeCloseTo(0.04, 9)
  })

  test('of fewer than thirty nothing is told', () => {
    expect(shareIn([alike('loyal', 0.95, 29)], ['loyal'])).toBeNull()
    expect(premiumOf([alike('loyal', 0.95), alike('satisfied', 0.9, 29)])).toBeNull()
  })

  test('the interval holds the true difference about 95 times in 100', () => {
    const dice = diceOf(3)
    const of = (state: PaidOfList['state'], share: number): PaidOfList => cell(state, Array.from({ length: 120 }, () => {
      const list = 5000 * gamma(dice, 2)
      return [list * (share + 0.08 * normal(dice)), list] as const
    }))
    const held = Array.from({ length: 200 }, () => {
      const { low, high } = premiumOf([of('loyal', 0.95), of('satisfied', 0.92)])!
      return low <= 0.03 && 0.03 <= high
    })
    expect(held.filter(Boolean).length).toBeGreaterThan(180)
  })
})
