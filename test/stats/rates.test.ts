import fc from 'fast-check'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test } from 'vitest'
import { diceOf } from '#stats/random.ts'
import { drawnRateRatio, rateRatio, type Ratio } from '#stats/rates.ts'
import { lgamma } from '#stats/special.ts'
import { expectClose } from './close.ts'

/** P(X ≤ k) of Binomial(n, p), term by term. */
function binomialCdf(k: number, n: number, p: number): number {
  let sum = 0
  for (let i = 0; i <= k; i++) sum += Math.exp(lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) + i * Math.log(p) + (n - i) * Math.log1p(-p))
  return sum
}

/** The slow twin: the ratio at which so few, or so many, of all events would be theirs in one of forty cases, by halving. */
function slowly(a: number, b: number, times: number): { low: number; high: number | null } {
  const solve = (tooHigh: (p: number) => boolean): number => {
    let [low, high] = [0, 1]
    for (let i = 0; i < 200; i++) {
      const middle = (low + high) / 2
      if (tooHigh(middle)) high = middle
      else low = middle
    }
    return (low / (1 - low)) * times
  }
  return {
    low: a === 0 ? 0 : solve((p) => 1 - binomialCdf(a - 1, a + b, p) > 0.025),
    high: b === 0 ? null : solve((p) => binomialCdf(a, a + b, p) < 0.025),
  }
}

test('few events: the interval is the exact one, found the slow way', () => {
  fc.assert(fc.property(fc.nat(49), fc.nat(120), fc.double({ min: 0.01, max: 100, noNaN: true }), (a, b, times) => {
    fc.pre(a + b > 0)
    const found = rateRatio({ events: a, time: 1 }, { events: b, time: times }) as Ratio
    const { low, high } = slowly(a, b, times)
    expectClose(found.low, low, 1e-6)
    if (high === null || found.high === null) expect(found.high).toBe(high)
    else expectClose(found.high, high, 1e-6)
    expect(found.value).toBeGreaterThanOrEqual(found.low)
    expect(found.value).toBeLessThanOrEqual(found.high ?? Infinity)
  }), { numRuns: 200 })
})

test('many events: the normal interval is near the exact one, so nothing jumps where one gives way to the other', () => {
  const by = rateRatio({ events: 50, time: 1 }, { events: 400, time: 10 }) as Ratio
  const { low, high } = slowly(50, 400, 10)
  expectClose(by.low, low, 0.04)
  expectClose(by.high as number, high as number, 0.04)
})

test('without time at risk, or without a single event, there is nothing to compare', () => {
  expect(rateRatio({ events: 3, time: 0 }, { events: 5, time: 10 })).toBeNull()
  expect(rateRatio({ events: 3, time: 10 }, { events: 5, time: 0 })).toBeNull()
  expect(rateRatio({ events: 0, time: 10 }, { events: 0, time: 10 })).toBeNull()
  expect(rateRatio({ events: 3, time: 10 }, { events: 0, time: 10 })).toMatchObject({ value: 7, high: null })
})

test('counted again and again, the interval holds the true ratio at least as often as it says', () => {
  const dice = xoroshiro128plus(11)
  const uniform = (): number => ((dice.next() >>> 0) + 0.5) / 2 ** 32
  const poisson = (mean: number): number => {
    let n = 0
    for (let time = -Math.log(uniform()); time < mean; time -= Math.log(uniform())) n++
    return n
  }
  for (const [rate, truth] of [[0.02, 3], [0.3, 3], [1.2, 0.5]] as const) {
    let held = 0
    for (let i = 0; i < 2000; i++) {
      const found = rateRatio({ events: poisson(rate * truth * 100), time: 100 }, { events: poisson(rate * 400), time: 400 })
      if (found && found.low <= truth && truth <= (found.high ?? Infinity)) held++
    }
    expect(held / 2000).toBeGreaterThan(0.94)
  }
})

test('against moments drawn from the time it is the odds ratio with half a count added to each (Gart 1966), wider than if the time were known', () => {
  const found = drawnRateRatio({ events: 10, time: 20 }, { events: 30, time: 240 }) as Ratio
  expectClose(found.value, (10 / 30) * (240 / 20), 1e-12)
  const half = 1.959963984540054 * Math.sqrt(1 / 10.5 + 1 / 20.5 + 1 / 30.5 + 1 / 240.5)
  expectClose(found.low, (10.5 / 30.5) * (240.5 / 20.5) * Math.exp(-half), 1e-12)
  expectClose(found.high!, (10.5 / 30.5) * (240.5 / 20.5) * Math.exp(half), 1e-12)
  const known = rateRatio({ events: 10, time: 20 }, { events: 30, time: 240 }) as Ratio
  expect(found.high! / found.low).toBeGreaterThan(known.high! / known.low)
  expect([drawnRateRatio({ events: 4, time: 0 }, { events: 30, time: 240 }), drawnRateRatio({ events: 0, time: 9 }, { events: 0, time: 9 })]).toEqual([null, null])
  expect(drawnRateRatio({ events: 4, time: 9 }, { events: 0, time: 9 })?.high).toBe(null)
})

test('the true ratio lies in it about as often as it says, however few moments lie there', () => {
  const dice = diceOf(5)
  const drawn = (n: number, p: number): number => Array.from({ length: n }, () => Number(dice.uniform() < p)).reduce((sum, each) => sum + each, 0)
  let held = 0
  for (let i = 0; i < 400; i++) {
    // A twentieth of the time lies there, where events come 1.4 times as often.
    const [met, events] = [drawn(600, 0.05), drawn(800, 0.07 / 1.02)]
    const { low, high } = drawnRateRatio({ events, time: met }, { events: 800 - events, time: 600 - met }) as Ratio
    const truth = (0.07 / 1.02 / (1 - 0.07 / 1.02)) * (0.95 / 0.05)
    if (low <= truth && truth <= (high ?? Infinity)) held++
  }
  expect(held / 400, `${held} of 400`).toBeGreaterThan(0.925)
  expect(held / 400, `${held} of 400`).toBeLessThan(0.985)
})
