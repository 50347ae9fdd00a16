import { describe, expect, test } from 'vitest'
import { buyerOf, isForetold, type Buyer } from '#core/money/buyer.ts'
import { expectedOf, inSum, lifetimeOf, settingOf, type Foretelling } from '#core/money/lifetime.ts'
import { learnSpending, spendIn } from '#core/money/spending.ts'
import type { FittedStay } from '#core/relationship/stay.ts'
import { zoneOf } from '#core/units/zone.ts'
import { packCells } from '#stats/stay/cells.ts'
import { fitStay } from '#stats/stay/fit.ts'
import { stayModelOf } from '#core/relationship/stay.ts'
import { drawValue } from '#stats/pay/lifetime.ts'
import { diceOf, exponential, gamma } from '#stats/random.ts'
import { drawParameters } from '#stats/stay/forecast.ts'
import { fact } from '#test/core/relationship/histories.ts'

const TRUTH = { r: 0.9, alpha: 60, a: 0.6, b: 2.4 }
const STAY: FittedStay = {
  kind: 'mbgnbd', parameters: Object.values(TRUTH), covariance: [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 0.0004 : 0))), cells: null, chosen: { compared: false, reason: 'too_short' },
}
const RECKONED = { day: 0, margin: 0.4, discount: 0.1, years: 3 }

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

/** Possible futures of one customer, under the models as they might as well have been fitted. */
function futuresOf({ x, t_x, T, net }: Buyer, foretelling: Foretelling, dice: ReturnType<typeof diceOf>): number[] {
  const { drawn } = spendIn(foretelling.spending, 30)
  const models = drawParameters(STAY, 30, 9).map((parameters, i) => ({ stay: stayModelOf(STAY.kind), parameters, spend: drawn[i] ?? spendIn(foretelling.spending).mean }))
  return Array.from({ length: 300 }, (_, i) => drawValue(models[i % models.length]!, { x, t_x, T, n: 1, paid: x + 1, mean: net / (x + 1) }, settingOf(foretelling), dice))
}

describe('customers whose lifetime values are known', () => {
  const people = play(1500, 7)
  const foretelling = foretellingFrom(people)

  const told = people.map((one, i) => ({ ...lifetimeOf(one, foretelling, i + 1), one }))
  type Told = (typeof told)[number]
  const isWithin = ({ spread: [p10, , p90], one: { brought } }: Told): boolean => p10 <= brought && brought <= p90

  /** As many are within as were said to be, to within three of its standard errors. */
  function asSaid(some: readonly Told[], is: (each: Told) => boolean, chance: (each: Told) => number): boolean {
    const sum = (of: (each: Told) => number): number => some.reduce((total, each) => total + of(each), 0)
    return Math.abs(sum((each) => Number(is(each))) - sum(chance)) <= 3 * Math.sqrt(sum((each) => chance(each) * (1 - chance(each))))
  }

  test('as many lie within P10 and P90 as each is said to: eight in ten where something is sure to come, more where it may well be nothing', () => {
    const sure = told.filter(({ spread: [p10] }) => p10 > 0)
    const unsure = told.filter(({ spread: [p10, , p90] }) => p10 === 0 && p90 > 0)
    expect([sure.length > 100, unsure.length > 500]).toEqual([true, true])
    for (const each of sure) expect(Math.abs(each.within - 0.8)).toBeLessThan(0.01)
    for (const each of unsure) expect(each.within > 0.89).toBe(true)
    for (const some of [told, sure, unsure]) expect(asSaid(some, isWithin, ({ within }) => within)).toBe(true)
    expect(asSaid(told, ({ one }) => one.brought === 0, ({ nothing }) => nothing)).toBe(true)
  })

  // Czado, Gneiting & Held (2009), Biometrics 65(4): where a law has lumps, a place within the lump is drawn; if the law is right, places are uniform.
  test('drawn within the lump, places among the futures are uniform: eight in ten between the first tenth and the last', () => {
    const dice = diceOf(5)
    const tenths = Array.from({ length: 10 }, () => 0)
    for (const { one } of told) {
      const futures = futuresOf(one, foretelling, dice)
      const share = (is: (value: number) => boolean): number => futures.filter(is).length / futures.length
      const place = share((value) => value < one.brought) + dice.uniform() * share((value) => value === one.brought)
      tenths[Math.min(9, Math.floor(place * 10))]!++
    }
    const held = 1 - (tenths[0]! + tenths[9]!) / told.length
    expect(Math.abs(held - 0.8)).toBeLessThan(3 * Math.sqrt((0.8 * 0.2) / told.length))
    const chi = tenths.reduce((sum, n) => sum + (n - told.length / 10) ** 2 / (told.length / 10), 0)
    expect(chi).toBeLessThan(27.88) // 99.9 % of χ² with nine degrees of freedom
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
  const keeping = { parameters: [a, b] as const, covariance: [[0.0004, 0], [0, 0.0004]], term_days: month, decides: false }
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
