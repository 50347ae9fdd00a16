import { describe, expect, test } from 'vitest'
import { fitExposures, trialsOf, type ExposureFit, type Exposures } from '#stats/drivers/exposure.ts'
import { weighExposures } from '#stats/drivers/exposure-doubt.ts'
import { fitLogistic } from '#stats/drivers/logistic.ts'
import { standOut } from '#stats/drivers/stand-out.ts'
import { rateRatio } from '#stats/rates.ts'
import { expectClose } from '../close.ts'
import { customers, drawnFrom, exposuresOf, type Played, type Row } from './played.ts'

function fitOf(...args: Parameters<typeof fitExposures>): ExposureFit {
  const outcome = fitExposures(...args)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}

describe('odds of trials are rates', () => {
  const rows: Row[] = [[[0], 0, 400, 30], [[], 1, 9600, 120]]
  test('of one driver and next to no ridge the ratio is that of the rates, to the digit', () => {
    const fit = fitOf(exposuresOf(1, 2, rows), { spread: 1e6 })
    expectClose(Math.exp(fit.beta[1]!), rateRatio({ events: 30, time: 400 }, { events: 120, time: 9600 })!.value, 1e-9)
    expectClose(Math.sqrt(fit.covariance[1]![1]!), Math.sqrt(1 / 30 + 1 / 400 + 1 / 120 + 1 / 9600), 1e-9)
  })

  test('what is attributable is what Bruzzi et al. (1985) have: the share with it times 1 − 1 ⁄ ratio', () => {
    const exposures = exposuresOf(1, 2, rows)
    const [only] = weighExposures(exposures, fitOf(exposures, { spread: 1e6 }))
    expectClose(only!.attributable.value, (30 / 150) * (1 - 120 / 9600 / (30 / 400)), 1e-9)
  })
})

describe('the fast fit on cells and the slow one on columns', () => {
  // All eight patterns of three drivers, a thousand trials each: each driver has a standard deviation of one half, so that a prior of spread s on the unit is one of s ⁄ 2 on that.
  const patterns = Array.from({ length: 8 }, (_, mask) => [0, 1, 2].filter((bit) => (mask >> bit) & 1))
  const events = [20, 45, 22, 50, 70, 130, 61, 160]
  const columns = [0, 1, 2].map((bit) => Float64Array.from(patterns, (met) => Number(met.includes(bit))))
  test.each([0.05, 0.3, 1, 5])('agree, with a prior of spread %f', (spread) => {
    const fast = fitOf(exposuresOf(3, 1, patterns.map((met, i) => [met, 0, 1000 - events[i]!, events[i]!])), { spread })
    const slow = fitLogistic(['a', 'b', 'c'], columns, events, { of: events.map(() => 1000), ridge: 4 / spread ** 2 })
    if (!slow.ok) throw new Error(slow.reason)
    for (const [j, driver] of slow.value.drivers.entries()) {
      expectClose(fast.beta[j + 1]!, driver.slope, 1e-8)
      expectClose(Math.sqrt(fast.covariance[j + 1]![j + 1]!), driver.standardError, 1e-8)
    }
    expectClose(fast.beta[0]!, slow.value.intercept, 1e-8)
    expectClose(fast.logLikelihood, slow.value.logLikelihood, 1e-8)
  })
})

describe('two things that come together, of which one moves people', () => {
  const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1)
  const seen = SEEDS.map((seed) => {
    const exposures = customers(seed, { times: [3, 1], together: 0.7 })
    const [first, second] = weighExposures(exposures, fitOf(exposures), { resamples: 50 })
    const plain = [0, 1].map((j) => {
      const has = (c: number): boolean => exposures.patterns[exposures.pattern[c]!]!.includes(j)
      const sum = (of: Float64Array, met: boolean): number => of.reduce((total, value, c) => total + (has(c) === met ? value : 0), 0)
      return rateRatio({ events: sum(exposures.events, true), time: sum(exposures.time, true) }, { events: sum(exposures.events, false), time: sum(exposures.time, false) })!
    })
    return { first: first!, second: second!, plain }
  })
  const share = (holds: (each: (typeof seen)[number]) => boolean): number => seen.filter(holds).length / seen.length

  test('plainly, both go with moves', () => {
    expect(share(({ plain }) => plain.every(({ low }) => low > 1))).toBeGreaterThanOrEqual(0.9)
  })

  test('adjusted, only the one that does', () => {
    expect(share(({ first, second }) => first.ratio.low > 1 && !(second.ratio.low > 1))).toBeGreaterThanOrEqual(0.9)
    expect(share(({ first }) => first.explained?.rank === 1)).toBeGreaterThanOrEqual(0.9)
  })

  test('the true ratios lie in the intervals about as often as they say', () => {
    const held = seen.flatMap(({ first, second }) => [first.ratio.low <= 3 && 3 <= first.ratio.high, second.ratio.low <= 1 && 1 <= second.ratio.high])
    const covered = held.filter(Boolean).length / held.length
    expect(covered, String(covered)).toBeGreaterThan(0.9)
  })
})

describe('one that moves people fifty times as often, and one that mostly comes along and does nothing', () => {
  // Both at 90 % of the time of either; eight others do nothing, one does a little.
  const played: Played = { people: 1200, days: 160, base: 1 / 5000, times: [50, 1, 1.4, ...Array.from({ length: 8 }, () => 1)], together: 0.95, first: 2 }
  const SEEDS = Array.from({ length: 40 }, (_, i) => 200 + i)
  const seen = SEEDS.map((seed) => {
    const exposures = customers(seed, played)
    const found = (spread?: number) => weighExposures(exposures, fitOf(exposures, spread === undefined ? {} : { spread }), { resamples: 2, besides: new Set(played.times.keys()) })
    const [learned, normal] = [found(), found(0.8)]
    return { strong: learned[0]!, along: learned[1]!, out: standOut(learned.map(({ z }) => z)), normal: normal[1]! }
  })
  const count = (holds: (each: (typeof seen)[number]) => boolean): number => seen.filter(holds).length
  const mean = (of: (each: (typeof seen)[number]) => number): number => seen.reduce((sum, each) => sum + of(each), 0) / seen.length

  test('the first is found every time, and the one that comes along for at most one in twenty', () => {
    expect(count(({ out }) => out[0]!)).toBe(SEEDS.length)
    expect(count(({ out }) => out[1]!)).toBeLessThanOrEqual(2)
    expect(count(({ along }) => along.ratio.low > 1)).toBeLessThanOrEqual(3)
  })

  test('their true ratios lie in the intervals about as often as they say', () => {
    expect(count(({ strong }) => strong.ratio.low <= 50 && 50 <= strong.ratio.high)).toBeGreaterThanOrEqual(36)
    expect(count(({ along }) => along.ratio.low <= 1 && 1 <= along.ratio.high)).toBeGreaterThanOrEqual(36)
  })

  test('a normal prior of the same reach would part the effect between them; this one leaves it where it is', () => {
    expect(mean(({ normal }) => Math.log(normal.ratio.value))).toBeGreaterThan(0.3)
    expect(Math.abs(mean(({ along }) => Math.log(along.ratio.value)))).toBeLessThan(mean(({ normal }) => Math.log(normal.ratio.value)) / 3)
    expect(Math.abs(mean(({ strong }) => Math.log(strong.ratio.value / 50)))).toBeLessThan(0.3)
  })
})

describe('what the prior is', () => {
  test('at the top the score of each is what its prior pulls, and its pull is that of a t with three degrees of freedom', () => {
    const exposures = customers(11, { people: 600, times: [20, 1, 2, 1, 1] })
    const { beta, covariance, pulls, spread } = fitOf(exposures)
    const trials = trialsOf(exposures)
    for (const [j, pull] of pulls.entries()) {
      const score = trials.patterns.reduce((sum, met, i) => {
        const eta = beta[0]! + met.reduce((total, driver) => total + beta[driver + 1]!, 0)
        return sum + (met.includes(j) ? trials.events[i]! - trials.trials[i]! / (1 + Math.exp(-eta)) : 0)
      }, 0)
      expectClose(score, pull * beta[j + 1]!, 1e-6)
      // The last step of EM is as good as its end.
      expectClose(pull / (4 / (3 * spread ** 2 + beta[j + 1]! ** 2 + covariance[j + 1]![j + 1]!)), 1, 0.05)
    }
    expect(pulls[0]!).toBeLessThan(pulls[1]! / 2)
  })
})

describe('moments drawn from the time in its place', () => {
  const SEEDS = Array.from({ length: 30 }, (_, i) => 300 + i)
  const times = [3, 1.4, 1, 1, 1]
  const seen = SEEDS.map((seed) => {
    const whole = customers(seed, { people: 2000, base: 1 / 400, times })
    const drawn = drawnFrom(whole, seed, 60)
    return { whole: weighExposures(whole, fitOf(whole)), drawn: weighExposures(drawn, fitOf(drawn)), n: drawn.time.reduce((sum, n) => sum + n, 0) }
  })
  const mean = (of: (each: (typeof seen)[number]) => number): number => seen.reduce((sum, each) => sum + of(each), 0) / seen.length

  test('finds the same ratios, and says how sure it is of them with the luck of the draw', () => {
    const held = seen.flatMap(({ drawn }) => drawn.map(({ ratio }, j) => ratio.low <= times[j]! && times[j]! <= ratio.high))
    expect(held.filter(Boolean).length / held.length, `${held.filter(Boolean).length} of ${held.length}`).toBeGreaterThan(0.91)
    for (const j of times.keys()) expect(Math.abs(mean(({ drawn, whole }) => Math.log(drawn[j]!.ratio.value / whole[j]!.ratio.value)))).toBeLessThan(0.06)
    // Some 5,000 moments beside a thousand events: little is lost.
    expect([mean(({ n }) => n) > 3000, mean(({ n }) => n) < 8000]).toEqual([true, true])
    const width = mean(({ drawn, whole }) => Math.log(drawn[0]!.ratio.high / drawn[0]!.ratio.low) / Math.log(whole[0]!.ratio.high / whole[0]!.ratio.low))
    expect([width > 1, width < 1.35], String(width)).toEqual([true, true])
  })

  test('shares in what is explained are those of the time it stands for', () => {
    expect(mean(({ drawn, whole }) => drawn[0]!.explained!.value - whole[0]!.explained!.value)).toBeCloseTo(0, 1)
    expect(mean(({ drawn, whole }) => drawn[0]!.attributable.value - whole[0]!.attributable.value)).toBeCloseTo(0, 1)
  })
})

describe('how sure', () => {
  test('somebody who says all five times says it once: errors are those of customers', () => {
    const once = customers(7, { times: [2, 1] })
    const five: Exposures = { ...once, time: once.time.map((time) => 5 * time), events: once.events.map((events) => 5 * events) }
    const width = (of: Exposures): number => {
      const { ratio } = weighExposures(of, fitOf(of, { spread: 10 }))[0]!
      return Math.log(ratio.high / ratio.low)
    }
    expect(width(five) / width(once)).toBeGreaterThan(0.75)
    expect(width(five) / width(once)).toBeLessThan(1.25)
  })

  test('many things that do nothing are drawn to 1 together: few stand out', () => {
    const found = Array.from({ length: 8 }, (_, seed) => {
      const exposures = customers(100 + seed, { people: 800, times: Array.from({ length: 12 }, () => 1) })
      const fit = fitOf(exposures)
      expect(fit.spread).toBeLessThan(0.8)
      return weighExposures(exposures, fit, { resamples: 20 }).filter(({ ratio }) => ratio.low > 1 || ratio.high < 1).length
    })
    expect(found.reduce((sum, each) => sum + each, 0) / (8 * 12)).toBeLessThan(0.06)
  })

  test('shares in what is explained sum to 1, without those that are only adjusted for; the same again for the same seed', () => {
    const exposures = customers(3, { times: [4, 2, 1, 1] })
    const fit = fitOf(exposures)
    const weigh = () => weighExposures(exposures, fit, { besides: new Set([2]) })
    const weights = weigh()
    expectClose(weights.reduce((sum, { explained }) => sum + (explained?.value ?? 0), 0), 1, 1e-12)
    expect(weights[2]).toMatchObject({ driver: 2, explained: null })
    expect([weights[0]!.explained?.rank, weights[1]!.explained?.rank]).toEqual([1, 2])
    expect(weights[0]!.explained?.held).toBeGreaterThan(0.9)
    expect(weigh()).toEqual(weights)
  })
})

describe('what says nothing gets a reason, and nothing is NaN', () => {
  test.each([
    ['no events', exposuresOf(1, 1, [[[0], 0, 10, 0], [[], 0, 10, 0]]), 'no_events'],
    ['no time', exposuresOf(1, 1, [[[0], 0, 0, 5]]), 'no_events'],
    ['nothing', exposuresOf(1, 1, []), 'no_events'],
    ['met by all, always', exposuresOf(1, 1, [[[0], 0, 10, 2]]), 'no_drivers'],
    ['no drivers', exposuresOf(0, 1, [[[], 0, 10, 2]]), 'no_drivers'],
  ] as const)('%s', (_, exposures, reason) => {
    expect(fitExposures(exposures)).toEqual({ ok: false, reason })
  })

  test('what moved everybody at once, what nobody moved after, and what is the same as another stay finite', () => {
    const exposures = exposuresOf(4, 4, [[[0], 0, 0, 40], [[1], 1, 300, 0], [[2, 3], 2, 200, 20], [[], 3, 5000, 60]])
    const fit = fitOf(exposures)
    const weights = weighExposures(exposures, fit)
    const all = weights.flatMap(({ ratio, attributable, explained }) => [ratio, attributable, explained ?? {}].flatMap((figure) => Object.values(figure)))
    expect(all.every(Number.isFinite)).toBe(true)
    expectClose(weights[0]!.attributable.value, 1 / 3, 0.1)
    expect(weights[1]!.ratio.value).toBeLessThan(1)
    expectClose(weights[2]!.ratio.value, weights[3]!.ratio.value, 1e-9)
  })
})
