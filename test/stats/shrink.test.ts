import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, test } from 'vitest'
import { betaQuantile, gammaQuantile } from '#stats/quantiles.ts'
import { fitBetaBinomial, fitGammaPoisson, posteriorAbove, posteriorRate, posteriorShare } from '#stats/shrink.ts'
import { expectClose } from './close.ts'

const valueOf = <T>(outcome: { ok: true; value: T } | { ok: false; reason: string }): T => {
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}
const reasonOf = (outcome: { ok: boolean; reason?: string }): string => outcome.reason ?? 'fitted'

describe('published counts', () => {
  test('boys in 6,115 Saxon families of 12 (Geissler 1889): the score is 0 at a 34.10285762, b 31.57823415 (mpmath 1.3.0, 40 digits)', () => {
    const families = [3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7]
    const { mean, weight, groups } = valueOf(fitBetaBinomial(families.map((count, k) => ({ k, n: 12, count }))))
    expectClose(mean * weight, 34.10285761580158, 1e-6)
    expectClose((1 - mean) * weight, 31.57823415504207, 1e-6)
    expect(groups).toBe(6115)
  })

  test('red mites on 150 apple leaves (Bliss & Fisher 1953): k 1.02459, mean 1.14667', () => {
    const leaves = [70, 38, 17, 10, 9, 3, 2, 1]
    const { shape, rate } = valueOf(fitGammaPoisson(leaves.map((count, events) => ({ events, exposure: 1, count }))))
    expectClose(shape, 1.02459, 5e-6)
    expectClose(shape / rate, 172 / 150, 1e-9)
  })
})

describe('simulated units of known truth', () => {
  const generator = xoroshiro128plus(5)
  const uniform = (): number => uniformFloat64(generator)

  test('the spread of 4,000 shares is found, and 90 % posterior intervals hold nine in ten of them', () => {
    const units = Array.from({ length: 4000 }, (_, i) => {
      const share = betaQuantile(uniform(), 8, 12)
      const n = 3 + (i % 40)
      let k = 0
      for (let j = 0; j < n; j++) if (uniform() < share) k++
      return { share, k, n, count: 1 }
    })
    const { mean, weight } = valueOf(fitBetaBinomial(units))
    expectClose(mean, 0.4, 0.03)
    expectClose(weight, 20, 0.15)
    const held = units.filter(({ share, k, n }) => {
      const { low, high } = posteriorShare(k, n, mean, weight, 0.9)
      return low <= share && share <= high
    })
    expectClose(held.length / units.length, 0.9, 0.02)
  })

  test('the spread of 4,000 rates is found, and 90 % posterior intervals hold nine in ten of them', () => {
    const units = Array.from({ length: 4000 }, (_, i) => {
      const own = gammaQuantile(uniform(), 0.8, 2)
      const exposure = 0.2 + (i % 30) / 10
      let events = 0
      for (let t = -Math.log(1 - uniform()) / own; t < exposure; t -= Math.log(1 - uniform()) / own) events++
      return { own, events, exposure, count: 1 }
    })
    const prior = valueOf(fitGammaPoisson(units))
    expectClose(prior.shape, 0.8, 0.15)
    expectClose(prior.rate, 2, 0.15)
    const held = units.filter(({ own, events, exposure }) => {
      const { low, high } = posteriorRate(events, exposure, prior, 0.9)
      return low <= own && own <= high
    })
    expectClose(held.length / units.length, 0.9, 0.02)
  })
})

describe('posteriors', () => {
  test('the mean is the pooled one without data, the own share with much of it', () => {
    expectClose(posteriorShare(0, 0, 0.3, 20, 0.9).mean, 0.3, 1e-15)
    expectClose(posteriorShare(9e8, 1e9, 0.3, 20, 0.9).mean, 0.9, 1e-7)
    expectClose(posteriorRate(3, 2, { shape: 1, rate: 2 }, 0.9).mean, 1, 1e-15)
  })

  test('posteriorAbove by closed form: Beta(1, 1) with 1 of 1 is x², so P(share > t) = 1 − t²', () => {
    for (const t of [0.1, 0.5, 0.9]) expectClose(posteriorAbove(1, 1, 0.5, 2, t), 1 - t * t, 1e-14)
  })

  test('thresholds at and beyond the ends, and a prior that is sure', () => {
    expect([0, -0.1, 1, 1.5].map((t) => posteriorAbove(3, 4, 0.4, 25, t))).toEqual([1, 1, 0, 0])
    expect([posteriorAbove(5, 5, 1, 25, 0.4), posteriorAbove(0, 5, 0, 25, 0.4)]).toEqual([1, 0])
  })

  test('200 million observations stay finite', () => expectClose(posteriorAbove(1e8, 2e8, 0.4, 25, 0.5), 0.49986, 1e-4))
})

describe('hard units', () => {
  test('too few, none, without observations', () => {
    expect(reasonOf(fitBetaBinomial([]))).toBe('too_few_groups')
    expect(reasonOf(fitBetaBinomial([{ k: 1, n: 2, count: 9 }, { k: 0, n: 0, count: 99 }]))).toBe('too_few_groups')
    expect(reasonOf(fitGammaPoisson([{ events: 2, exposure: 1, count: 9 }]))).toBe('too_few_groups')
  })

  test('units that differ no more than chance: all the same, all none, all one, one observation each', () => {
    for (const groups of [
      [{ k: 5, n: 10, count: 100 }],
      [{ k: 0, n: 10, count: 100 }],
      [{ k: 10, n: 10, count: 100 }],
      [{ k: 0, n: 1, count: 50 }, { k: 1, n: 1, count: 50 }],
    ])
      expect(reasonOf(fitBetaBinomial(groups))).toBe('no_spread')
    expect(reasonOf(fitGammaPoisson([{ events: 0, exposure: 1, count: 100 }]))).toBe('no_spread')
    expect(reasonOf(fitGammaPoisson([{ events: 1, exposure: 1, count: 100 }]))).toBe('no_spread')
  })

  test('all or nothing, a single hit in a million, and billions of observations end in finite numbers or a reason', () => {
    for (const outcome of [
      fitBetaBinomial([{ k: 0, n: 2, count: 50 }, { k: 2, n: 2, count: 50 }]),
      fitBetaBinomial([{ k: 0, n: 1e6, count: 50 }, { k: 1e6, n: 1e6, count: 50 }]),
      fitBetaBinomial([{ k: 0, n: 10, count: 1e6 }, { k: 10, n: 10, count: 1 }]),
      fitBetaBinomial([{ k: 0, n: 1e9, count: 5e9 }, { k: 1e8, n: 1e9, count: 5e9 }]),
      fitGammaPoisson([{ events: 0, exposure: 1, count: 1e6 }, { events: 1e6, exposure: 1, count: 1 }]),
    ])
      if (outcome.ok) for (const value of Object.values(outcome.value)) expect(Number.isFinite(value) && value > 0).toBe(true)
      else expect(outcome.reason).toBe('not_converged')
  })

  test('events of 1e9 and 2e9 are spread as the gamma law through 1 and 2: shape 8.6535', () => {
    const { shape } = valueOf(fitGammaPoisson([{ events: 1e9, exposure: 1, count: 10 }, { events: 2e9, exposure: 1, count: 10 }]))
    expectClose(shape, 8.65349, 1e-4)
  })

  test('what cannot be a count is a bug', () => {
    expect(() => fitBetaBinomial([{ k: 3, n: 2, count: 20 }])).toThrow(RangeError)
    expect(() => fitBetaBinomial([{ k: -1, n: 2, count: 20 }])).toThrow(RangeError)
    expect(() => fitGammaPoisson([{ events: NaN, exposure: 2, count: 20 }])).toThrow(RangeError)
  })
})
