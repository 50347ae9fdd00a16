import { describe, expect, test } from 'vitest'
import { buyerOf, isForetold, type Buyer } from '#core/money/buyer.ts'
import { expectedOf, inSum, lifetimeOf, type Foretelling } from '#core/money/lifetime.ts'
import { learnSpending } from '#core/money/spending.ts'
import type { FittedStay } from '#core/relationship/stay.ts'
import { zoneOf } from '#core/units/zone.ts'
import { packCells } from '#stats/stay/cells.ts'
import { fitStay } from '#stats/stay/fit.ts'
import { stayModelOf } from '#core/relationship/stay.ts'
import { diceOf, exponential, gamma } from '#stats/random.ts'
import { fact } from '#test/core/relationship/histories.ts'

const TRUTH = { r: 0.9, alpha: 60, a: 0.6, b: 2.4 }
const STAY: FittedStay = {
  kind: 'mbgnbd', parameters: Object.values(TRUTH), covariance: [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 0.0004 : 0))), cells: null, chosen: { compared: false, reason: 'too_short' },
}
const RECKONED = { margin: 0.4, discount: 0.1, years: 3 }

interface Played extends Buyer {
  /** What they brought in the three years after, of each customer: margin, discounted to the day. */
  readonly brought: number
}

/** Customers who live as the model says, for two years that are seen and three that are not. */
function play(people: number, seed: number): Played[] {
  const dice = diceOf(seed)
  return Array.from({ length: people }, () => {
    const rate = gamma(dice, TRUTH.r, TRUTH.alpha)
    const [one, other] = [gamma(dice, TRUTH.a), gamma(dice, TRUTH.b)]
    const nu = gamma(dice, 4, 6000)
    const times = [0]
    while (dice.uniform() >= one / (one + other) && times.at(-1)! < 1825) times.push(times.at(-1)! + exponential(dice) / rate)
    const paid = times.map(() => gamma(dice, 3, nu))
    const own = times.filter((t) => t <= 730)
    const sum = (of: (t: number) => number): number => times.reduce((total, t, i) => total + paid[i]! * of(t), 0)
    return {
      x: own.length - 1, t_x: own.at(-1)!, T: 730, held: null, net: sum((t) => Number(t <= 730)),
      brought: sum((t) => (t > 730 && t <= 730 + 3 * 365 ? RECKONED.margin * (1 + RECKONED.discount) ** (-(t - 730) / 365) : 0)),
    }
  })
}

const foretellingFrom = (buyers: readonly Buyer[]): Foretelling => ({ stay: STAY, keeping: null, spending: learnSpending(buyers), ...RECKONED })

describe('customers whose lifetime values are known', () => {
  const people = play(1500, 7)
  const foretelling = foretellingFrom(people)

  test('about eight in ten lie within P10 and P90, and few below the one or above the other', () => {
    const told = people.slice(0, 500).map((one, i) => ({ ...lifetimeOf(one, foretelling, i + 1), brought: one.brought }))
    const share = (is: (one: (typeof told)[number]) => boolean): number => told.filter(is).length / told.length
    const held = share(({ spread: [p10, , p90], brought }) => p10 <= brought && brought <= p90)
    // Whoever may well be gone has a P10 of nothing, and nobody lies below that: more than eight in ten are held.
    expect([held > 0.78, held < 0.95]).toEqual([true, true])
    expect(share(({ spread: [p10], brought }) => brought < p10)).toBeLessThan(0.12)
    expect(share(({ spread: [, , p90], brought }) => brought > p90)).toBeLessThan(0.14)
    const sure = told.filter(({ spread: [p10] }) => p10 > 0)
    expect(sure.length).toBeGreaterThan(40)
    const among = sure.filter(({ spread: [p10, , p90], brought }) => p10 <= brought && brought <= p90).length / sure.length
    expect(Math.abs(among - 0.8)).toBeLessThan(0.11)
  }, 60_000)

  test('the expected is right on average, for those who are worth much and for those who are not', () => {
    const each = expectedOf(people, foretelling)
    const order = people.map((one, i) => ({ expected: each[i]!, brought: one.brought })).toSorted((a, b) => a.expected - b.expected)
    for (const part of [order, order.slice(750), order.slice(1200)]) {
      const sum = (of: 'expected' | 'brought'): number => part.reduce((total, one) => total + one[of], 0)
      expect(Math.abs(sum('brought') / sum('expected') - 1)).toBeLessThan(0.15)
    }
  })

  test('the sum lies within P10 and P90 about eight times in ten', () => {
    const held = Array.from({ length: 20 }, (_, i) => {
      const some = play(500, 100 + i)
      const own = foretellingFrom(some)
      const { spread: [p10, , p90] } = inSum(some, expectedOf(some, own), own)
      const came = some.reduce((sum, { brought }) => sum + brought, 0)
      return p10 <= came && came <= p90
    })
    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(11)
  }, 60_000)

  test('twice the margin is twice the worth; a longer look is worth more and a discount less', () => {
    const [one] = people as [Played, ...Played[]]
    const worth = (changes: Partial<Foretelling>): number => lifetimeOf(one, { ...foretelling, ...changes }).expected
    expect(worth({ margin: 0.8 })).toBeCloseTo(2 * worth({}), 6)
    expect(worth({ years: 5 })).toBeGreaterThan(worth({}))
    expect(worth({ discount: 0 })).toBeGreaterThan(worth({}))
    expect(worth({ margin: 0 })).toBe(0)
    expect(lifetimeOf(one, foretelling)).toEqual(lifetimeOf(one, foretelling))
  })
})

describe('what a history says of a buyer', () => {
  const zone = zoneOf('Europe/Tallinn')
  const until = Date.UTC(2026, 2, 1, 10)
  const at = (iso: string): number => Date.parse(iso)
  const bought = (iso: string, paid: number): ReturnType<typeof fact> => ({ ...fact('purchase', 1), kind: 'purchase', at: at(iso), order: iso, paid })

  test('days are those of the calendar; what came back is taken off; what comes later is not there', () => {
    const facts = [bought('2026-01-01T10:00Z', 1000), bought('2026-01-01T21:30Z', 500), bought('2026-01-01T22:30Z', 700), { ...bought('2026-02-01T10:00Z', 0), kind: 'refund', amount: 300 } as ReturnType<typeof fact>, bought('2026-04-01T10:00Z', 9000)]
    expect(buyerOf(facts, until, zone, 20)).toEqual({ x: 1, t_x: 1, T: 59, net: 1900, held: 20 })
  })

  test('who never bought is no buyer; who got back more than they paid is not foretold', () => {
    expect(buyerOf([], until, zone, null)).toBeNull()
    expect(isForetold({ x: 0, t_x: 0, T: 3, net: -5, held: null })).toBe(false)
  })

  test('one buyer alone is foretold by their own mean', () => {
    const buyer = { x: 4, t_x: 200, T: 220, net: 5000, held: null }
    const own = foretellingFrom([buyer])
    expect(own.spending.kind).toBe('own_mean')
    const { expected, purchases, spread } = lifetimeOf(buyer, { ...own, margin: 1, discount: 0 })
    expect(expected / purchases).toBeCloseTo(1000, 0)
    expect(spread.every(Number.isFinite)).toBe(true)
    expect(inSum([buyer], expectedOf([buyer], own), own).spread.every(Number.isFinite)).toBe(true)
  })
})

describe('customers under contract who are billed about monthly', () => {
  const [a, b, month] = [0.7, 12, 365 / 12] as const
  const keeping = { parameters: [a, b] as const, covariance: [[0.0004, 0], [0, 0.0004]], term_days: month }
  /** They begin in the first two years, stay a month with a chance of their own, and are billed as often as they use it. Those who are there after these years are asked. */
  function subscribers(people: number, seed: number): { all: Buyer[]; there: Played[] } {
    const dice = diceOf(seed)
    const lives = Array.from({ length: people }, (): Played => {
      const begun = 730 * dice.uniform()
      const [one, other] = [gamma(dice, a), gamma(dice, b)]
      const left = begun + (exponential(dice) / -Math.log1p(-one / (one + other))) * month
      const rate = gamma(dice, 60, 60 * month)
      const times = [begun]
      while (times.at(-1)! < Math.min(left, 1825)) times.push(times.at(-1)! + exponential(dice) / rate)
      const bills = times.filter((t) => t <= left).map((t) => [t, gamma(dice, 20, 0.01)] as const)
      const own = bills.filter(([t]) => t <= 730)
      const brought = bills.reduce((sum, [t, paid]) => sum + (t > 730 && t <= 730 + 3 * 365 ? paid * RECKONED.margin * (1 + RECKONED.discount) ** (-(t - 730) / 365) : 0), 0)
      return { x: own.length - 1, t_x: own.at(-1)![0] - begun, T: 730 - begun, held: left < 730 ? null : 730 - begun, net: own.reduce((sum, [, paid]) => sum + paid, 0), brought }
    })
    return { all: lives, there: lives.filter(({ held }) => held !== null) }
  }
  const { all, there: people } = subscribers(4000, 3)
  const fit = fitStay(stayModelOf('mbgnbd'), packCells(all.map((one) => ({ ...one, n: 1 }))), { prior: 'always' })
  const stay: FittedStay = { ...STAY, parameters: fit.ok ? fit.value.parameters : [] }

  test('are worth what they bring, on the whole and in thirds by how long they have been there; by purchases alone they are worth less', () => {
    const spending = learnSpending(people)
    const expected = expectedOf(people, { stay, keeping, spending, ...RECKONED })
    const brought = people.reduce((sum, one) => sum + one.brought, 0)
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
    expect(sum(expected) / brought).toBeGreaterThan(0.95)
    expect(sum(expected) / brought).toBeLessThan(1.07)
    const order = people.map((_, i) => i).toSorted((i, j) => people[i]!.T - people[j]!.T)
    for (const third of [order.slice(0, people.length / 3), order.slice((2 * people.length) / 3)]) {
      const ratio = sum(third.map((i) => expected[i]!)) / sum(third.map((i) => people[i]!.brought))
      expect([ratio > 0.92, ratio < 1.08]).toEqual([true, true])
    }
    expect(sum(expectedOf(people, { stay, keeping: null, spending, ...RECKONED })) / brought).toBeLessThan(0.97)
    const told = lifetimeOf(people[0]!, { stay, keeping, spending, ...RECKONED })
    expect([told.spread[0] <= told.spread[1], told.spread[1] <= told.spread[2], told.spread[2] > told.expected]).toEqual([true, true, true])
  })

  test('whoever buys beside a contract more than it lasts for is foretold by purchases', () => {
    const often = { x: 200, t_x: 700, T: 702, net: 20_000, held: 10 }
    const leaving = { ...keeping, parameters: [30, 1] as const }
    const spending = learnSpending([often])
    expect(expectedOf([often], { stay, keeping: leaving, spending, ...RECKONED })).toEqual(expectedOf([{ ...often, held: null }], { stay, keeping: leaving, spending, ...RECKONED }))
  })
})
