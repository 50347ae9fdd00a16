import { describe, expect, test } from 'vitest'
import { diceOf, normal } from '#stats/random.ts'
import { fitMeans, type MeansOf } from '#stats/varying-means.ts'

/** The sums of observations by unit, in one obvious pass after the other. */
function sumsOf(units: readonly (readonly number[])[]): MeansOf {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const all = mean(units.flat())
  return {
    units: units.length, observations: units.flat().length,
    observations_squared: units.reduce((sum, unit) => sum + unit.length ** 2, 0),
    within: units.reduce((sum, unit) => sum + unit.reduce((squares, value) => squares + (value - mean(unit)) ** 2, 0), 0),
    between: units.reduce((sum, unit) => sum + unit.length * (mean(unit) - all) ** 2, 0),
  }
}

describe('means that vary', () => {
  test('of equal groups are the textbook’s: σ² = MSW, σ²b = (MSB − MSW) / n (Searle, Casella & McCulloch 1992, §3.5)', () => {
    const units = Array.from({ length: 40 }, (_, i) => [i % 8, (i % 8) + 1, (i % 8) + 2, (i % 8) + 3])
    const { within, between } = sumsOf(units)
    const [msw, msb] = [within / (40 * 3), between / 39]
    const fit = fitMeans(sumsOf(units))
    expect(fit.ok && fit.value.weight).toBeCloseTo(msw / ((msb - msw) / 4), 12)
    expect(fit.ok && fit.value.spread).toBeCloseTo(Math.sqrt(5 / 3), 12)
  })

  test('are found again where they were planted, with groups of one to thirty', () => {
    const weights = Array.from({ length: 20 }, (_, seed) => {
      const dice = diceOf(seed + 1)
      const units = Array.from({ length: 2000 }, () => {
        const own = 0.9 + 0.05 * normal(dice)
        return Array.from({ length: 1 + Math.floor(30 * dice.uniform() ** 3) }, () => own + 0.1 * normal(dice))
      })
      const fit = fitMeans(sumsOf(units))
      return fit.ok ? fit.value.weight : Number.NaN
    })
    // 0.1² / 0.05² = 4.
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length
    expect(Math.abs(mean - 4)).toBeLessThan(0.15)
    expect(Math.max(...weights.map((weight) => Math.abs(weight - 4)))).toBeLessThan(1)
  })

  test('too few units, or none with two observations, are refused; units that do not differ have no spread', () => {
    expect(fitMeans(sumsOf(Array.from({ length: 29 }, (_, i) => [i, i + 1])))).toEqual({ ok: false, reason: 'too_few_units' })
    expect(fitMeans(sumsOf(Array.from({ length: 100 }, (_, i) => [i])))).toEqual({ ok: false, reason: 'too_few_units' })
    expect(fitMeans(sumsOf(Array.from({ length: 100 }, () => [0, 1])))).toEqual({ ok: false, reason: 'no_spread' })
  })
})
