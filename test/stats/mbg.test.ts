import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inverse } from '#stats/linear.ts'
import { chanceInterval, chanceOfPurchase, probabilityAlive, type MbgParams } from '#stats/mbg.ts'
import type { Cell } from '#stats/stay/cells.ts'
import { mbgGradient, mbgLogLikelihood } from '#stats/mbg-likelihood.ts'
import { logParams, paramsOf } from '#stats/stay/bg.ts'
import { expectClose } from './close.ts'
import { slowTwin } from './mbg-slow.ts'

/** CDNOW 1/10 sample in weeks, MBG/NBD by maximum likelihood. */
const CDNOW: MbgParams = { r: 0.524838, alpha: 6.182988, a: 0.891356, b: 1.614 }
const STEADY: MbgParams = { r: 3, alpha: 60, a: 0.4, b: 6 }

const HISTORIES = [
  [0, 0, 38.86],
  [0, 0, 0],
  [1, 1.71, 38.86],
  [2, 30.43, 38.86],
  [2, 38.86, 38.86],
  [29, 35.7, 38.7],
] as const

describe('against λ and p integrated out on a grid', () => {
  describe.each([
    ['CDNOW', CDNOW],
    ['steady', STEADY],
  ])('%s parameters', (_, params) => {
    const slow = slowTwin(params)
    test.each(HISTORIES)('x %d, t_x %d, T %d: likelihood, P(alive) and chance of a purchase', (x, t_x, T) => {
      const expected = slow(x, t_x, T, 39)
      expectClose(Math.exp(mbgLogLikelihood(params, [{ x, t_x, T, n: 1 }])), expected.likelihood, 1e-8)
      expectClose(probabilityAlive(params, x, t_x, T), expected.alive, 1e-8)
      expectClose(chanceOfPurchase(params, x, t_x, T, 39), expected.chance, 1e-8)
    })
  })

  test('customer (2, 30.43, 38.86) of CDNOW: P(alive) .70613, and the grid finds the published 1.26267 purchases in 39 weeks', () => {
    expectClose(probabilityAlive(CDNOW, 2, 30.43, 38.86), 0.70613, 1e-5)
    expectClose(slowTwin(CDNOW)(2, 30.43, 38.86, 39).purchases, 1.26267, 1e-5)
  })
})

const cellArbitrary: fc.Arbitrary<Cell> = fc
  .tuple(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 50 }))
  .map(([x, share, T, n]) => ({ x, t_x: x === 0 ? 0 : share * T, T, n }))
const paramsArbitrary: fc.Arbitrary<MbgParams> = fc.array(fc.double({ min: -3, max: 4, noNaN: true }), { minLength: 4, maxLength: 4 }).map(paramsOf)

describe('laws of the likelihood', () => {
  test('the gradient is that of the value, by central differences', () => {
    fc.assert(
      fc.property(fc.array(cellArbitrary, { minLength: 1, maxLength: 8 }), paramsArbitrary, (cells, params) => {
        const logs = logParams(params)
        const step = 1e-5
        const gradient = mbgGradient(params, cells)
        for (const [i, slope] of gradient.entries()) {
          const [up, down] = [step, -step].map((d) => mbgLogLikelihood(paramsOf(logs.map((log, j) => (i === j ? log + d : log))), cells)) as [number, number]
          expect(Math.abs((up - down) / (2 * step) - slope)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(up) + Math.abs(slope)))
        }
      }),
    )
  })

  test('order, and splitting a cell into its customers, change nothing, to the bit', () => {
    fc.assert(
      fc.property(fc.array(cellArbitrary, { minLength: 1, maxLength: 8 }), paramsArbitrary, (cells, params) => {
        const singles = cells.flatMap((cell) => Array.from({ length: cell.n }, () => ({ ...cell, n: 1 })))
        expect(mbgLogLikelihood(params, singles.reverse())).toBe(mbgLogLikelihood(params, cells))
      }),
    )
  })

  test('another unit of time shifts it by Σ n x ln 7', () => {
    const days = HISTORIES.map(([x, t_x, T]) => ({ x, t_x: t_x * 7, T: T * 7, n: 1 }))
    const weeks = HISTORIES.map(([x, t_x, T]) => ({ x, t_x, T, n: 1 }))
    const purchases = HISTORIES.reduce((sum, [x]) => sum + x, 0)
    expectClose(mbgLogLikelihood({ ...CDNOW, alpha: CDNOW.alpha * 7 }, days), mbgLogLikelihood(CDNOW, weeks) - purchases * Math.log(7), 1e-13)
  })

  test.each([
    { x: 1, t_x: 5, T: 4, n: 1 },
    { x: 0, t_x: 5, T: 9, n: 1 },
    { x: 1, t_x: 5, T: 9, n: 0 },
    { x: NaN, t_x: 0, T: 9, n: 1 },
    { x: -1, t_x: 0, T: 9, n: 1 },
    { x: 1, t_x: 1, T: Infinity, n: 1 },
  ])('a cell that is no history is a bug: %o', (cell) => expect(() => mbgLogLikelihood(CDNOW, [cell])).toThrow(RangeError))
})

describe('laws of the chance', () => {
  const some = fc.tuple(paramsArbitrary, cellArbitrary, fc.double({ min: 0.1, max: 2000, noNaN: true }))

  test('0 at no horizon, P(alive) at an endless one, rising between, falling with silence', () => {
    fc.assert(
      fc.property(some, ([params, { x, t_x, T }, horizon]) => {
        const chance = (longer: number, silence = 0): number => chanceOfPurchase(params, x, t_x, T + silence, longer)
        expect(chance(0)).toBe(0)
        expect(chance(Infinity)).toBeCloseTo(probabilityAlive(params, x, t_x, T), 12)
        expect(chance(horizon)).toBeLessThanOrEqual(chance(2 * horizon))
        expect(chance(horizon, 10)).toBeLessThanOrEqual(chance(horizon) * (1 + 1e-12))
      }),
    )
  })

  test('stays finite for 1,000 purchases and ten silent years', () => {
    expect(chanceOfPurchase(CDNOW, 1000, 400, 4000, 365)).toBe(0)
    expectClose(chanceOfPurchase(CDNOW, 1000, 400, 400, 365), 1, 1e-3)
  })
})

describe('interval of the chance', () => {
  const covariance = [
    [0.01, 0.008, 0.001, 0.002],
    [0.008, 0.012, 0.002, 0.001],
    [0.001, 0.002, 0.05, 0.04],
    [0.002, 0.001, 0.04, 0.06],
  ]

  test('on the logit scale it is the chance ± z standard errors, these from central differences', () => {
    expect(inverse(covariance)).toBeDefined()
    const logit = (chance: number): number => Math.log(chance / (1 - chance))
    for (const params of [CDNOW, STEADY])
      for (const [x, t_x, T] of HISTORIES) {
        const at = (logs: readonly number[]): number => logit(chanceOfPurchase(paramsOf(logs), x, t_x, T, 39))
        const logs = logParams(params)
        const slopes = logs.map((_, i) => {
          const [up, down] = [1e-5, -1e-5].map((d) => at(logs.map((log, j) => (i === j ? log + d : log)))) as [number, number]
          return (up - down) / 2e-5
        })
        let variance = 0
        for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) variance += slopes[i]! * slopes[j]! * covariance[i]![j]!
        const found = chanceInterval(params, covariance, x, t_x, T, 39, 0.95)
        expectClose(found.chance, chanceOfPurchase(params, x, t_x, T, 39), 1e-12)
        expectClose((logit(found.high) - logit(found.low)) / 2, 1.959963984540054 * Math.sqrt(variance), 1e-6)
        expectClose((logit(found.high) + logit(found.low)) / 2, at(logs), 1e-9)
      }
  })

  test('no horizon, no chance; an extreme history stays within 0 and 1', () => {
    expect(chanceInterval(CDNOW, covariance, 2, 3, 9, 0, 0.95)).toEqual({ chance: 0, low: 0, high: 0 })
    for (const [x, t_x, T] of [[1000, 400, 4000], [1000, 400, 400], [0, 0, 0]] as const) {
      const { chance, low, high } = chanceInterval(CDNOW, covariance, x, t_x, T, 365, 0.95)
      expect(low >= 0 && low <= chance && chance <= high && high <= 1, `${low} ${chance} ${high}`).toBe(true)
    }
  })
})
