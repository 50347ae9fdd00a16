import { describe, expect, test } from 'vitest'
import { geometricMean } from '#stats/describe.ts'
import { WEAK_PRIOR_SD } from '#stats/fit-positive.ts'
import type { Outcome } from '#stats/outcome.ts'
import { evaluateBg, logParams, type BgParams } from '#stats/stay/bg.ts'
import { MBG_NBD } from '#stats/stay/bg-models.ts'
import { packCells, type Cell } from '#stats/stay/cells.ts'
import { chanceInterval } from '#stats/stay/chance.ts'
import { fitStay, type FitOptions, type StayFit, type StayUnfit } from '#stats/stay/fit.ts'
import { CDNOW_ABSENT, CDNOW_NOTE, cdnowMasterDays, cdnowSampleWeeks, historiesUntil } from '../cdnow.ts'
import { expectClose } from '../close.ts'
import { simulatedShop } from './simulated-shop.ts'

/** As a telling's model is fitted: with the weak prior always, and so many repeaters at the least. */
const LEARNED: FitOptions = { prior: 'always', fewestRepeaters: 200, fewestCustomers: 1 }
const PLAIN: FitOptions = { prior: 'never' }

type MbgFit = StayFit & BgParams

const fitMbg = (cells: readonly Cell[], options: FitOptions = {}): Outcome<StayFit, StayUnfit> => fitStay(MBG_NBD, packCells(cells), { ...LEARNED, ...options })
const named = ([r, alpha, a, b]: readonly number[]): BgParams => ({ r: r!, alpha: alpha!, a: a!, b: b! })
const logLikelihood = (params: BgParams, cells: readonly Cell[]): number => evaluateBg({ k: 1, firstMayBeLast: true }, packCells(cells), params).value

function fitOf(cells: readonly Cell[], options?: FitOptions): MbgFit {
  const outcome = fitMbg(cells, options)
  if (!outcome.ok) throw new Error(outcome.reason)
  return { ...outcome.value, ...named(outcome.value.parameters) }
}

describe.skipIf(CDNOW_ABSENT)(`CDNOW${CDNOW_NOTE}`, () => {
  test('1/10 sample in weeks, maximum likelihood: r .524838 α 6.182988 a .891356 b 1.614000, −9582.1327', () => {
    const fit = fitOf(cdnowSampleWeeks(), PLAIN)
    for (const [name, expected] of [['r', 0.524838], ['alpha', 6.182988], ['a', 0.891356], ['b', 1.614]] as const) expectClose(fit[name], expected, 2e-6, name)
    expect(fit.logLikelihood).toBeCloseTo(-9582.1327, 4)
    expect([fit.customers, fit.repeaters]).toEqual([2357, 946])
  })

  test('the weak prior moves no parameter by more than a fifth of its standard error', () => {
    const [plain, weak] = [fitOf(cdnowSampleWeeks(), PLAIN), fitOf(cdnowSampleWeeks())]
    for (const [i, log] of logParams(weak).entries()) expect(Math.abs(log - logParams(plain)[i]!)).toBeLessThan(0.2 * Math.sqrt(plain.covariance[i]![i]!))
  })

  test('days give the same customers as weeks: α × 7 and all else equal', () => {
    const weeks = cdnowSampleWeeks()
    const [inWeeks, inDays] = [fitOf(weeks), fitOf(weeks.map((cell) => ({ ...cell, t_x: cell.t_x * 7, T: cell.T * 7 })))]
    expectClose(inDays.alpha, 7 * inWeeks.alpha, 1e-6)
    for (const name of ['r', 'a', 'b'] as const) expectClose(inDays[name], inWeeks[name], 1e-6, name)
  })

  test('a million times as many customers: the same parameters, a thousandth of the standard errors', () => {
    const cells = cdnowSampleWeeks()
    const [once, often] = [fitOf(cells, PLAIN), fitOf(cells.map((cell) => ({ ...cell, n: 1e6 })), PLAIN)]
    expectClose(often.alpha, once.alpha, 1e-6)
    expectClose(often.covariance[0]![0]!, once.covariance[0]![0]! / 1e6, 1e-3)
  })

  test('all 23,570 customers, told on day 365 how many buy in the next 180: 20.8 % said, 22.7 % came', () => {
    const customers = cdnowMasterDays()
    const cells = historiesUntil(365, customers)
    const fit = fitOf(cells)
    expect(fit.customers).toBe(23_570)
    const said = cells.reduce((sum, { x, t_x, T }) => sum + MBG_NBD.chance(fit.parameters, { x, t_x, T }, 180), 0) / cells.length
    const came = customers.filter((days) => [...days].some((day) => day > 365 && day <= 545)).length / cells.length
    expect(said).toBeCloseTo(0.208, 3)
    expect(came).toBeCloseTo(0.227, 3)
  })
})

const SHOP: BgParams = { r: 0.7, alpha: 50, a: 0.8, b: 2.5 }

describe('simulated shops of known truth', () => {
  const fits = Array.from({ length: 40 }, (_, seed) => fitOf(simulatedShop(SHOP, 3000, seed + 1), PLAIN))
  const share = (holds: (fit: MbgFit) => boolean): number => fits.filter(holds).length / fits.length

  test('95 % intervals hold each parameter in 40 shops about as often as they say', () => {
    for (const [i, truth] of logParams(SHOP).entries()) {
      const held = share((fit) => Math.abs(logParams(fit)[i]! - truth) <= 1.96 * Math.sqrt(fit.covariance[i]![i]!))
      expect(held, ['r', 'alpha', 'a', 'b'][i]).toBeGreaterThanOrEqual(0.85)
    }
  })

  test.each([
    [0, 0, 400],
    [2, 150, 400],
    [9, 380, 400],
  ])('and the chance of a purchase of x %d, t_x %d, T %d', (x, t_x, T) => {
    const truth = MBG_NBD.chance(Object.values(SHOP), { x, t_x, T }, 365)
    const heldAt = (level: number): number =>
      share((fit) => {
        const { low, high } = chanceInterval(MBG_NBD, fit, { x, t_x, T }, 365, level)
        return low <= truth && truth <= high
      })
    expect(heldAt(0.95)).toBeGreaterThanOrEqual(0.85)
    expect(Math.abs(heldAt(0.5) - 0.5)).toBeLessThanOrEqual(0.25)
  })

  test('a fit does not depend on the order of the cells, to the bit', () => {
    const cells = simulatedShop(SHOP, 1500, 99)
    expect(fitMbg(cells.toReversed())).toEqual(fitMbg(cells))
  })

  test('of two peaks the higher is kept, though the first start leads to the lower', () => {
    const cells = simulatedShop({ r: 0.75, alpha: 870, a: 0.22, b: 0.89 }, 1500, 10)
    const repeated = cells.filter(({ x }) => x > 0)
    const gap = geometricMean(repeated.map(({ x, t_x }) => t_x / x))!
    const logPosterior = (params: BgParams): number => {
      const fromMiddle = logParams({ ...params, alpha: params.alpha / gap })
      return logLikelihood(params, cells) - fromMiddle.reduce((sum, log) => sum + (log / WEAK_PRIOR_SD) ** 2 / 2, 0)
    }
    const fit = fitOf(cells)
    expectClose(fit.r, 1.853, 1e-3)
    expect(logPosterior(fit) - logPosterior({ r: 0.515, alpha: 775.164, a: 0.169, b: 4.363 })).toBeCloseTo(0.53, 2)
  })
})

describe('hard shops', () => {
  const anyRepeaters = { fewestRepeaters: 1 }
  const reasonOf = (cells: readonly Cell[], options?: FitOptions): string => {
    const outcome = fitMbg(cells, options)
    return outcome.ok ? 'fitted' : outcome.reason
  }

  test('nobody, one customer, no repeats, too few of them: a reason', () => {
    expect(reasonOf([])).toBe('no_customers')
    expect(reasonOf([{ x: 3, t_x: 30, T: 40, n: 1 }])).toBe('too_few_repeaters')
    expect(reasonOf([{ x: 0, t_x: 0, T: 40, n: 1e6 }], anyRepeaters)).toBe('no_repeats')
    expect(reasonOf([{ x: 1, t_x: 9, T: 40, n: 199 }, { x: 0, t_x: 0, T: 40, n: 1e6 }])).toBe('too_few_repeaters')
  })

  test.each([
    ['one customer', [{ x: 3, t_x: 30, T: 40, n: 1 }]],
    ['all the same', [{ x: 3, t_x: 30, T: 40, n: 1000 }]],
    ['nobody ever leaves', Array.from({ length: 30 }, (_, i) => ({ x: 20 + (i % 7), t_x: 700 - i, T: 730, n: 30 }))],
    ['all bought on the last day', [1, 3, 7].map((x) => ({ x, t_x: 40, T: 40, n: 300 }))],
  ])('%s: the weak prior keeps the fit finite; without it parameters run away and the answer is a reason', (_, cells) => {
    const fit = fitOf(cells, anyRepeaters)
    for (const value of [...logParams(fit), fit.logLikelihood, ...fit.covariance.flat()]) expect(Number.isFinite(value)).toBe(true)
    expect(reasonOf(cells, { ...anyRepeaters, ...PLAIN })).toBe('not_converged')
  })

  test('a billion purchases by one and a billion customers of one kind end in a fit or a reason', () => {
    for (const options of [anyRepeaters, { ...anyRepeaters, ...PLAIN }])
      for (const cells of [
        [{ x: 1e9, t_x: 30, T: 40, n: 100 }, { x: 0, t_x: 0, T: 40, n: 1000 }, { x: 10, t_x: 38, T: 40, n: 200 }],
        [{ x: 3, t_x: 30, T: 40, n: 1e9 }, { x: 0, t_x: 0, T: 40, n: 1 }],
      ])
        expect(['fitted', 'not_converged']).toContain(reasonOf(cells, options))
  })

  test.each([
    { x: 1, t_x: 5, T: 4, n: 1 },
    { x: 0, t_x: 5, T: 9, n: 1 },
    { x: 1, t_x: 5, T: 9, n: 0 },
    { x: NaN, t_x: 0, T: 9, n: 1 },
    { x: -1, t_x: 0, T: 9, n: 1 },
    { x: 1, t_x: 1, T: Infinity, n: 1 },
  ])('a cell that is no history is a bug: %o', (cell) => expect(() => fitMbg([cell])).toThrow(RangeError))
})
