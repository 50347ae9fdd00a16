import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bridgeOf, FATES, growthOf, type Paid } from '#core/money/bridge.ts'
import type { Buyer } from '#core/money/buyer.ts'
import { lotOf } from '#core/money/lot.ts'
import { nextYear } from '#core/money/next-year.ts'
import { learnSpending } from '#core/money/spending.ts'
import { originOf } from '#core/money/origin.ts'
import { tenthsOf } from '#core/money/tenths.ts'
import type { FittedStay } from '#core/relationship/stay.ts'
import { diceOf, exponential, gamma } from '#stats/random.ts'

const row = (fate: Paid['fate'], customers: number, before: number, now: number, came: Partial<Paid> = {}): Paid => ({ fate, customers, before, now, channel: null, referred: false, campaign: false, ...came })
const anyMoney = fc.integer({ min: 0, max: 10_000_000 })
const anyRow = fc.tuple(fc.constantFrom(...FATES), fc.nat(500), anyMoney, anyMoney, fc.constantFrom(null, 'friend', 'search', 'tv'), fc.boolean()).map(([fate, customers, a, b, channel, referred]) => {
  const [less, more] = [Math.min(a, b), Math.max(a, b)]
  const sums = { grown: [less, more], shrunk: [more, less], same: [a, a], lost: [a, 0], back: [0, a], new: [0, a] }[fate] as [number, number]
  return row(fate, customers, ...sums, { channel, referred })
})

describe('the bridge', () => {
  test('its steps lead from one year to the next, whatever customers do; nobody counts twice', () => {
    fc.assert(fc.property(fc.array(anyRow, { maxLength: 20 }), (rows) => {
      const { before, lost, shrunk, grown, back, earned, bought, unknown, now, customers } = bridgeOf(rows)
      expect(before - lost - shrunk + grown + back + earned + bought + unknown).toBe(now)
      expect(customers.kept + customers.lost + customers.back + customers.earned + customers.bought + customers.unknown).toBe(rows.reduce((sum, each) => sum + each.customers, 0))
    }))
  })

  test('the published example: 85 % kept and 25 % earned make 10 % earned growth (Reichheld, Darnell & Burns 2021)', () => {
    const bridge = bridgeOf([row('lost', 10, 2000, 0), row('grown', 70, 8000, 8500), row('new', 20, 0, 2500, { referred: true })])
    expect(growthOf(bridge)).toMatchObject({ retention: 0.85, earnedNew: 0.25, value: expect.closeTo(0.1, 12) as number, low: expect.closeTo(0.1, 12) as number, high: expect.closeTo(0.1, 12) as number, known: 1 })
  })

  test('whoever came back, and newcomers of unknown origin, widen the bounds and nothing else', () => {
    const growth = growthOf(bridgeOf([row('same', 10, 1000, 1000), row('back', 1, 0, 100), row('new', 1, 0, 50, { channel: 'walk_in' }), row('new', 1, 0, 100, { channel: 'friend' }), row('new', 1, 0, 100, { channel: 'TV' })]))
    expect(growth).toMatchObject({ retention: 1, low: expect.closeTo(0.1, 12) as number, high: expect.closeTo(0.25, 12) as number, value: expect.closeTo(0.175, 12) as number })
    expect(growthOf(bridgeOf([]))).toBeNull()
  })
})

test.each([
  ['referrer over all', { channel: 'tv', referred: true, campaign: true }, 'earned'], ['word of mouth', { channel: 'Word of mouth', referred: false, campaign: false }, 'earned'],
  ['a campaign', { channel: 'search', referred: false, campaign: true }, 'bought'], ['paid search', { channel: 'Paid-Search', referred: false, campaign: false }, 'bought'],
  ['walking in', { channel: 'walk_in', referred: false, campaign: false }, 'unknown'], ['nothing', { channel: null, referred: false, campaign: false }, 'unknown'], ['口コミ', { channel: '口コミ', referred: false, campaign: false }, 'unknown'],
] as const)('how they came: %s', (_, came, origin) => expect(originOf(came)).toBe(origin))

test('tenths: the slow twin sorts everybody; sums and shares are whole', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 1, maxLength: 200 }), (paid) => {
    const bands = [...Map.groupBy(paid, (each) => Math.floor(Math.log(each) * 100))].map(([band, own]) => ({ band, customers: own.length, paid: own.reduce((sum, each) => sum + each, 0) }))
    const tenths = tenthsOf(bands)
    // Ten of each, so that every tenth is whole.
    const all = paid.flatMap((each) => Array.from({ length: 10 }, () => each)).toSorted((a, b) => b - a)
    for (const [i, tenth] of tenths.entries()) {
      const slow = all.slice(i * paid.length, (i + 1) * paid.length).reduce((sum, each) => sum + each, 0) / 10
      expect(Math.abs(tenth.paid / slow - 1)).toBeLessThan(0.011)
    }
    expect(tenths.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
    // Counted in two parts it comes to the same, to the last unit.
    const parts = bands.flatMap((band) => (band.customers === 1 ? [band] : [{ ...band, customers: 1, paid: 1 }, { ...band, customers: band.customers - 1, paid: band.paid - 1 }]))
    expect(tenthsOf(parts)).toEqual(tenths)
  }))
  expect(tenthsOf([])).toEqual([])
})

/** As the page tells it: learned from those who are foretold. */
function foretold(buyers: readonly Buyer[], stay: FittedStay, times: number): ReturnType<typeof nextYear> & { spend: string; independence: ReturnType<typeof learnSpending>['independence'] } {
  const spending = learnSpending(buyers)
  return { ...nextYear(buyers, { stay, keeping: null, day: 0 }, spending, lotOf(buyers.map(() => null), new Map(), times)), spend: spending.kind, independence: spending.independence }
}

describe('the next year', () => {
  const TRUTH = { r: 0.9, alpha: 60, a: 0.6, b: 2.4 }
  const STAY: FittedStay = {
    kind: 'mbgnbd', parameters: Object.values(TRUTH), covariance: [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 0.0004 : 0))), cells: null, chosen: { compared: false, reason: 'too_short' },
  }

  /** Customers of the model: two years of purchases, and what the third brings. `tied`: those who buy often pay more each time. */
  function play(people: number, seed: number, tied: boolean): { buyers: Buyer[]; came: number } {
    const dice = diceOf(seed)
    let came = 0
    const buyers = Array.from({ length: people }, (): Buyer => {
      const rate = gamma(dice, TRUTH.r, TRUTH.alpha)
      const [one, other] = [gamma(dice, TRUTH.a), gamma(dice, TRUTH.b)]
      const leaves = one / (one + other)
      const size = tied ? 1000 + 400_000 * rate : 4000 * gamma(dice, 6, 5)
      const times = [0]
      while (dice.uniform() >= leaves && times.at(-1)! < 1095) times.push(times.at(-1)! + exponential(dice) / rate)
      const pay = (some: readonly number[]): number => some.reduce((sum) => sum + size * gamma(dice, 3, 3), 0)
      const own = times.filter((t) => t <= 730)
      came += pay(times.filter((t) => t > 730 && t <= 1095))
      return { x: own.length - 1, t_x: own.at(-1)!, T: 730, held: null, net: Math.max(1, Math.round(pay(own))) }
    })
    return { buyers, came }
  }

  test('what comes lies within P10 and P90 about eight times in ten, and the expected is right on average', () => {
    const plays = Array.from({ length: 25 }, (_, i) => {
      const { buyers, came } = play(600, 40 + i, false)
      const told = foretold(buyers, STAY, 1)
      return { ratio: came / told.expected, held: told.spread[0] <= came && came <= told.spread[2], spend: told.spend }
    })
    expect(Math.abs(plays.reduce((sum, { ratio }) => sum + ratio, 0) / plays.length - 1)).toBeLessThan(0.06)
    expect(plays.filter(({ held }) => held).length).toBeGreaterThanOrEqual(15)
    expect(plays.filter(({ spend }) => spend === 'gamma_gamma').length).toBeGreaterThan(20)
  })

  test('where spend goes with frequency the check says so, and own means still foretell the sum', () => {
    const { buyers, came } = play(3000, 5, true)
    const told = foretold(buyers, STAY, 1)
    expect([told.spend, told.independence?.holds]).toEqual(['own_mean', false])
    expect(told.independence!.correlation).toBeGreaterThan(0.15)
    expect(Math.abs(came / told.expected - 1)).toBeLessThan(0.12)
  })

  test('some looked at for all make it less sure; nobody who paid leaves nothing to tell', () => {
    const { buyers } = play(400, 9, false)
    const [all, some] = [foretold(buyers, STAY, 1), foretold(buyers, STAY, 4)]
    expect(some.expected / all.expected).toBeCloseTo(4, 9)
    expect((some.spread[2] - some.spread[0]) / some.expected).toBeGreaterThan((all.spread[2] - all.spread[0]) / all.expected)
    expect(foretold([], STAY, 1)).toMatchObject({ expected: 0, spread: [0, 0, 0] })
  })
})
