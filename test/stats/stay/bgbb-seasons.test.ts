import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beta, diceOf, type Dice } from '#stats/random.ts'
import { BG_BB } from '#stats/stay/bgbb.ts'
import { seasonsModel } from '#stats/stay/bgbb-seasons.ts'
import { packCells, type Cell } from '#stats/stay/cells.ts'
import { chanceInterval } from '#stats/stay/chance.ts'
import { fitStay } from '#stats/stay/fit.ts'
import { expectClose } from '../close.ts'

const ONCE = seasonsModel(0)
const TRUTH = [2.1, 0.9, 0.7, 4]

/** Moments of purchases in seasons after the first, by the definition: each season is taken or not while they are a customer, at a moment by chance; `again` of those have a second day. */
function life([a, b, c, d]: readonly number[], seasons: number, again: number, dice: Dice): number[] {
  const [takes, leaves] = [beta(dice, a!, b!), beta(dice, c!, d!)]
  const times: number[] = []
  for (let season = 1; season <= seasons && dice.uniform() >= leaves; season++)
    if (dice.uniform() < takes) for (let day = dice.uniform() < again ? 2 : 1; day > 0; day--) times.push(season + dice.uniform())
  return times
}

interface Seen {
  n: number
  came: number
  purchases: number
}

/** What came within the horizon of customers who were known at T, by (x, t_x). */
function played(T: number, horizon: number, again: number, customers: number): Map<string, Seen> {
  const dice = diceOf(17)
  const seen = new Map<string, Seen>()
  for (let i = 0; i < customers; i++) {
    const times = life(TRUTH, Math.ceil(T + horizon), again, dice)
    const known = [...new Set(times.filter((time) => time <= T).map(Math.floor))]
    const after = times.filter((time) => time > T && time <= T + horizon).length
    const key = `${known.length} ${Math.max(0, ...known)}`
    const old = seen.get(key) ?? { n: 0, came: 0, purchases: 0 }
    seen.set(key, { n: old.n + 1, came: old.came + Number(after > 0), purchases: old.purchases + after })
  }
  return seen
}

describe('a season under way, against customers played by the definition', () => {
  test.each([[3.4, 1], [3.4, 1.3], [3.4, 0.3], [4, 1], [2.9, 2], [5.25, 0.75]])('known at %d, within %d', (T, horizon) => {
    for (const [key, { n, came, purchases }] of played(T, horizon, 0, 120_000)) {
      const [x, t_x] = key.split(' ').map(Number) as [number, number]
      if (n < 400) continue
      const chance = ONCE.chance(TRUTH, { x, t_x, T }, horizon)
      expect(Math.abs(came / n - chance), `${key} of ${n}`).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / n) + 1e-9)
      const expected = ONCE.expected(TRUTH, { x, t_x, T }, horizon)
      expect(Math.abs(purchases / n - expected), `${key} of ${n}`).toBeLessThan(4 * Math.sqrt(((1 + horizon) * Math.max(0.01, expected)) / n))
    }
  })

  test('with a second day in one season of five, within a part of that', () => {
    const model = seasonsModel(0.2)
    for (const [key, { n, came, purchases }] of played(3.4, 1, 0.2, 120_000)) {
      const [x, t_x] = key.split(' ').map(Number) as [number, number]
      if (n < 400) continue
      expect(Math.abs(came / n - model.chance(TRUTH, { x, t_x, T: 3.4 }, 1)), key).toBeLessThan(0.06)
      expect(Math.abs(purchases / n / model.expected(TRUTH, { x, t_x, T: 3.4 }, 1) - 1), key).toBeLessThan(0.12)
    }
  })

  test('futures drawn are on average what is expected, and lie within the horizon in order', () => {
    for (const again of [0, 0.2])
      for (const [x, t_x, T, horizon] of [[1, 1, 3.4, 2], [3, 3, 3.4, 2], [0, 0, 0.3, 3.5], [2, 4, 6, 1]] as const) {
        const [dice, model] = [diceOf(5), seasonsModel(again)]
        const counts = Array.from({ length: 40_000 }, () => {
          const times = model.draw(TRUTH, { x, t_x, T }, horizon, dice)
          expect(times.every((time, i) => time > 0 && time <= horizon && time >= (times[i - 1] ?? 0))).toBe(true)
          return times.length
        })
        const [mean, share] = [counts.reduce((sum, count) => sum + count, 0) / counts.length, counts.filter((count) => count > 0).length / counts.length]
        expect(Math.abs(mean - model.expected(TRUTH, { x, t_x, T }, horizon))).toBeLessThan(0.025)
        expect(Math.abs(share - model.chance(TRUTH, { x, t_x, T }, horizon))).toBeLessThan(again === 0 ? 0.011 : 0.04)
      }
  })
})

test('between seasons it is BG/BB, one season later by its clock', () => {
  for (const [x, t_x, T] of [[0, 0, 6], [2, 4, 6], [6, 6, 7], [1, 1, 3]] as const) {
    const history = { x, t_x, T: T - 1 }
    expectClose(ONCE.chance(TRUTH, { x, t_x, T }, 3), BG_BB.chance(TRUTH, history, 3), 1e-12)
    expectClose(ONCE.expected(TRUTH, { x, t_x, T }, 3), BG_BB.expected(TRUTH, history, 3), 1e-12)
    expectClose(ONCE.alive(TRUTH, { x, t_x, T }), BG_BB.alive(TRUTH, history), 1e-12)
    expect(ONCE.evaluate(packCells([{ x, t_x, T, n: 3 }]), TRUTH).value).toBe(BG_BB.evaluate(packCells([{ ...history, n: 3 }]), TRUTH).value)
  }
})

const params = fc.array(fc.double({ min: -3, max: 3, noNaN: true }).map(Math.exp), { minLength: 4, maxLength: 4 })
const histories = fc.tuple(fc.nat(12), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 15, noNaN: true }))
  .map(([t_x, share, silence]) => ({ x: t_x === 0 ? 0 : 1 + Math.floor(share * (t_x - 1)), t_x, T: t_x + silence }))

test('with whole seasons ahead the chance falls in silence once the season is over; in a season bought in it rises', () => {
  fc.assert(fc.property(histories, params, fc.integer({ min: 1, max: 5 }), fc.double({ min: 1e-3, max: 8, noNaN: true }), (history, p, horizon, step) => {
    const over = { ...history, T: Math.max(history.T, history.t_x + 1) }
    const [now, then] = [ONCE.chance(p, over, horizon), ONCE.chance(p, { ...over, T: over.T + step }, horizon)]
    expect(now).toBeGreaterThanOrEqual(0)
    expect(now).toBeLessThanOrEqual(1)
    expect(then).toBeLessThanOrEqual(now + 1e-12)
    const running = { ...history, T: history.t_x + (history.T % 1) }
    expect(ONCE.chance(p, running, horizon)).toBeLessThanOrEqual(ONCE.chance(p, { ...running, T: history.t_x + 1 }, horizon) + 1e-12)
  }))
})

test('chances are between none and certain, rise with the horizon, and are no more than what is expected', () => {
  fc.assert(fc.property(histories, params, fc.double({ min: 0.01, max: 6, noNaN: true }), fc.constantFrom(0, 0.1, 0.25), (history, p, horizon, again) => {
    const model = seasonsModel(again)
    const chance = model.chance(p, history, horizon)
    expect(chance).toBeGreaterThanOrEqual(-1e-12)
    expect(chance).toBeLessThanOrEqual(1)
    expect(model.chance(p, history, horizon + 0.5)).toBeGreaterThanOrEqual(chance - 1e-12)
    expect(model.expected(p, history, horizon)).toBeGreaterThanOrEqual(chance - 1e-9)
    expect(model.chanceWithin!(p, horizon)(history.x, history.t_x, history.T)).toBe(chance)
  }))
})

test('the gradient is that of the value, with seasons under way', () => {
  const packed = packCells([{ x: 2, t_x: 4, T: 6.3, n: 3 }, { x: 0, t_x: 0, T: 6.3, n: 9 }, { x: 5, t_x: 8, T: 8.3, n: 1 }, { x: 1, t_x: 1, T: 2.3, n: 4 }])
  for (const p of [[1.2, 0.75, 0.66, 2.8], [0.1, 9, 3, 0.4]])
    for (const [i, slope] of ONCE.evaluate(packed, p).gradient.entries()) {
      const [up, down] = [1e-5, -1e-5].map((step) => ONCE.evaluate(packed, p.map((value, j) => (i === j ? value * Math.exp(step) : value))).value) as [number, number]
      expect(Math.abs((up - down) / 2e-5 - slope)).toBeLessThan(1e-6)
    }
})

/** Customers who came in one of six seasons, seen in the seventh with two fifths of it passed. */
function shop(customers: number, seed: number, truth: readonly number[]): Cell[] {
  const dice = diceOf(seed)
  return Array.from({ length: customers }, () => {
    const T = 1 + Math.floor(6 * dice.uniform()) + 0.4
    const taken = life(truth, Math.ceil(T), 0, dice).filter((time) => time <= T).map(Math.floor)
    return { x: taken.length, t_x: taken.at(-1) ?? 0, T, n: 1 }
  })
}

test('truth is found again with a season under way: the chance of the coming one is within its interval in about 95 of 100 fits', () => {
  const held = Array.from({ length: 60 }, (_, seed) => {
    const fit = fitStay(ONCE, packCells(shop(3000, seed + 1, TRUTH)))
    if (!fit.ok) throw new Error(fit.reason)
    return [{ x: 3, t_x: 4, T: 5 }, { x: 0, t_x: 0, T: 2.4 }].map((history) => {
      const { low, high } = chanceInterval(ONCE, fit.value, history, 1, 0.95)
      const truth = ONCE.chance(TRUTH, history, 1)
      return low <= truth && truth <= high
    })
  })
  for (const i of [0, 1]) expect(held.filter((each) => each[i]).length).toBeGreaterThanOrEqual(52)
})

test.each([
  ['one season', [{ x: 0, t_x: 0, T: 0.4, n: 500 }], 'no_repeats'],
  ['nobody twice', [{ x: 0, t_x: 0, T: 6.4, n: 500 }, { x: 0, t_x: 0, T: 3.4, n: 50 }], 'no_repeats'],
  ['few twice', [{ x: 0, t_x: 0, T: 6.4, n: 500 }, { x: 1, t_x: 1, T: 3.4, n: 5 }], 'too_few_repeaters'],
] as const)('%s: a reason', (_, cells, reason) => expect(fitStay(ONCE, packCells([...cells]))).toEqual({ ok: false, reason }))

test('all of them every season: as good as certain, and finite', () => {
  const fit = fitStay(ONCE, packCells(Array.from({ length: 6 }, (_, i) => ({ x: i + 1, t_x: i + 1, T: i + 2, n: 200 }))), { prior: 'always' })
  if (!fit.ok) throw new Error(fit.reason)
  const { chance, low, high } = chanceInterval(ONCE, fit.value, { x: 5, t_x: 5, T: 6 }, 1, 0.95)
  expect(chance).toBeGreaterThan(0.98)
  expect([low, high].every((edge) => edge > 0.9 && edge <= 1)).toBe(true)
})
