import { describe, expect, test } from 'vitest'
import { hypergeometric } from '#stats/hypergeometric.ts'
import { lgammaRatio } from '#stats/special.ts'
import { packCells } from '#stats/stay/cells.ts'
import { fitStay } from '#stats/stay/fit.ts'
import { PARETO_NBD } from '#stats/stay/pareto-model.ts'
import { CDNOW_ABSENT, CDNOW_NOTE, cdnowSampleExact } from '../cdnow.ts'
import { expectClose } from '../close.ts'
import { holdFutureLaws, holdLikelihoodLaws } from './laws.ts'
import { slowPareto } from './slow.ts'

/** CDNOW 1/10 in exact weeks, to six digits. */
const PUBLISHED = [0.55327, 10.577801, 0.60602, 11.663915] as const
const CUSTOMER = { x: 2, t_x: 30.43, T: 38.86 }

describe.skipIf(CDNOW_ABSENT)(`CDNOW 1/10 sample in exact weeks${CDNOW_NOTE}`, () => {
  const packed = CDNOW_ABSENT ? packCells([]) : packCells(cdnowSampleExact())

  test('at the published .553270 10.577801 .606020 11.663915 the log-likelihood is −9594.9762, and the fit is 2e-6 higher', () => {
    const outcome = fitStay(PARETO_NBD, packed)
    if (!outcome.ok) throw new Error(outcome.reason)
    const at = PARETO_NBD.evaluate(packed, PUBLISHED).value
    expect(at).toBeCloseTo(-9594.9762, 4)
    expect(outcome.value.logLikelihood).toBeCloseTo(-9594.9762, 4)
    expect(outcome.value.logLikelihood - at).toBeGreaterThan(0)
    // On a ridge that flat the published optimum is known to so much of a standard error.
    for (const [i, expected] of PUBLISHED.entries()) expect(Math.abs(outcome.value.parameters[i]! - expected) / outcome.value.standardErrors[i]!).toBeLessThan(0.002)
    for (const [i, expected] of [0.0476, 0.8427, 0.1871, 6.204].entries()) expectClose(outcome.value.standardErrors[i]!, expected, 1.5e-3)
    expect(outcome.value.parameters.slice(0, 3).map((value) => value.toFixed(3))).toEqual(['0.553', '10.578', '0.606'])
    expect(outcome.value.parameters[3]).toBeCloseTo(11.669, 3)
  })
})

test('customer (2, 30.43, 38.86) by the fit in exact weeks: 1.4551 purchases in 39 weeks, P(alive) .86911', () => {
  const fitted = [0.553277, 10.577683, 0.60624, 11.668737]
  expect(PARETO_NBD.expected(fitted, CUSTOMER, 39)).toBeCloseTo(1.4551, 4)
  expect(Math.abs(PARETO_NBD.alive(fitted, CUSTOMER) - 0.86911)).toBeLessThan(1e-5)
})

test.each([
  [221, 103.43, 103.57],
  [254, 97.14, 97.29],
  [161, 94.71, 98.0],
  [204, 98.57, 99.43],
])('heavy buyers (%d, %d, %d) stay finite with .5143 2.8845 .2856 14.1087 (BTYD overflows)', (x, t_x, T) => {
  const alive = PARETO_NBD.alive([0.5143, 2.8845, 0.2856, 14.1087], { x, t_x, T })
  expect(alive > 0.7 && alive < 1).toBe(true)
  expect(Number.isFinite(PARETO_NBD.evaluate(packCells([{ x, t_x, T, n: 1 }]), [0.5143, 2.8845, 0.2856, 14.1087]).value)).toBe(true)
})

test('is what λ and μ integrated out on a grid give', () => {
  const params = { r: 0.6, alpha: 10, s: 0.7, beta: 12 }
  const slow = slowPareto(params)
  for (const [x, t_x, T] of [[0, 0, 38.86], [0, 0, 0], [1, 1.71, 38.86], [2, 30.43, 38.86], [2, 38.86, 38.86], [9, 35.7, 38.7]] as const) {
    const history = { x, t_x, T }
    const expected = slow(history, 20)
    const plain = Object.values(params)
    expectClose(Math.exp(PARETO_NBD.evaluate(packCells([{ ...history, n: 1 }]), plain).value), expected.likelihood, 1e-8, 'likelihood')
    expectClose(PARETO_NBD.alive(plain, history), expected.alive, 1e-8, 'alive')
    expectClose(PARETO_NBD.chance(plain, history, 20), expected.chance, 1e-8, 'chance')
    expectClose(PARETO_NBD.expected(plain, history, 20), expected.expected, 1e-8, 'expected')
  }
})

/** Fader & Hardie 2005, "A note on deriving the Pareto/NBD model", equations 19 to 21. */
function published([r, alpha, s, beta]: readonly number[], { x, t_x, T }: typeof CUSTOMER): number {
  const [large, small] = alpha! >= beta! ? [alpha!, beta!] : [beta!, alpha!]
  const second = alpha! >= beta! ? s! + 1 : r! + x
  const part = (y: number): number => hypergeometric(r! + s! + x, second, r! + s! + x + 1, (large - small) / (large + y)) / (large + y) ** (r! + s! + x)
  const bracket = (alpha! + T) ** -(r! + x) * (beta! + T) ** -s! + (s! / (r! + s! + x)) * (part(t_x) - part(T))
  return lgammaRatio(r!, x) + r! * Math.log(alpha!) + s! * Math.log(beta!) + Math.log(bracket)
}

test('is the difference of two 2F1 in print, whichever of α and β is the larger', () => {
  for (const params of [PUBLISHED, [0.9, 20, 0.4, 3], [3, 2, 1.5, 90], [1, 7, 1, 7]])
    for (const history of [CUSTOMER, { x: 0, t_x: 0, T: 30 }, { x: 12, t_x: 15, T: 60 }])
      expectClose(PARETO_NBD.evaluate(packCells([{ ...history, n: 1 }]), params).value, published(params, history), 1e-9)
})

test('cells of one x share their panels and change nothing', () => {
  const cells = [{ x: 3, t_x: 5, T: 40, n: 2 }, { x: 3, t_x: 39, T: 40, n: 1 }, { x: 3, t_x: 5, T: 300, n: 4 }, { x: 0, t_x: 0, T: 17, n: 9 }]
  const alone = cells.reduce((sum, cell) => sum + PARETO_NBD.evaluate(packCells([cell]), PUBLISHED).value, 0)
  expectClose(PARETO_NBD.evaluate(packCells(cells), PUBLISHED).value, alone, 1e-13)
})

test('s = 1 is no break in what is expected', () => {
  const at = (s: number): number => PARETO_NBD.expected([0.5, 10, s, 12], CUSTOMER, 39)
  expectClose(at(1), (at(0.9999) + at(1.0001)) / 2, 1e-7)
})

test('holds the laws of a likelihood', () => holdLikelihoodLaws(PARETO_NBD))
test('holds the laws of a future', () => holdFutureLaws(PARETO_NBD))
