import { describe, expect, test } from 'vitest'
import { hypergeometric } from '#stats/hypergeometric.ts'
import type { StayModel } from '#stats/stay/model.ts'
import type { BgKind } from '#stats/stay/bg.ts'
import { BG_NBD, MBG_ERLANG_2, MBG_ERLANG_3, MBG_NBD } from '#stats/stay/bg-models.ts'
import { packCells } from '#stats/stay/cells.ts'
import { fitStay, type StayFit } from '#stats/stay/fit.ts'
import { CDNOW_ABSENT, CDNOW_NOTE, cdnowSampleExact, cdnowSampleWeeks } from '../cdnow.ts'
import { expectClose } from '../close.ts'
import { holdFutureLaws, holdLikelihoodLaws } from './laws.ts'
import { slowBg } from './slow.ts'

function fitOf(model: StayModel, cells: Parameters<typeof packCells>[0]): StayFit {
  const outcome = fitStay(model, packCells(cells))
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}

/** Fader, Hardie & Lee 2005, CDNOW 1/10, to six digits. */
const PUBLISHED = [0.242593, 4.413532, 0.792886, 2.425754] as const
const CUSTOMER = { x: 2, t_x: 30.43, T: 38.86 }

describe.skipIf(CDNOW_ABSENT)(`CDNOW 1/10 sample in weeks${CDNOW_NOTE}`, () => {
  test('BG/NBD (Fader, Hardie & Lee 2005, table 2; lifetimes 0.11.3): parameters, standard errors and −9582.4256', () => {
    const fit = fitOf(BG_NBD, cdnowSampleWeeks())
    for (const [i, expected] of PUBLISHED.entries()) expect(Math.abs(fit.parameters[i]! - expected)).toBeLessThan(1e-6)
    for (const [i, expected] of [0.012557, 0.378221, 0.185719, 0.705345].entries()) expect(fit.standardErrors[i]).toBeCloseTo(expected, 5)
    expect(fit.logLikelihood).toBeCloseTo(-9582.4256, 4)
    expect([fit.customers, fit.repeaters, fit.held]).toEqual([2357, 946, []])
  })

  test('BG/NBD in exact weeks: −9582.4292, and the printed .243 4.414 .793 2.426', () => {
    const fit = fitOf(BG_NBD, cdnowSampleExact())
    expect(fit.logLikelihood).toBeCloseTo(-9582.4292, 4)
    expect(fit.parameters.map((value) => value.toFixed(3))).toEqual(['0.243', '4.414', '0.793', '2.426'])
  })

  test('MBG/NBD: r .524838 α 6.182988 a .891356 b 1.614000, −9582.1327', () => {
    const fit = fitOf(MBG_NBD, cdnowSampleWeeks())
    for (const [i, expected] of [0.524838, 6.182988, 0.891356, 1.614].entries()) expectClose(fit.parameters[i]!, expected, 2e-6)
    expect(fit.logLikelihood).toBeCloseTo(-9582.1327, 4)
  })

  test('another unit of time: α × 7 and all else equal', () => {
    const weeks = cdnowSampleWeeks()
    const [inWeeks, inDays] = [fitOf(BG_NBD, weeks), fitOf(BG_NBD, weeks.map((cell) => ({ ...cell, t_x: cell.t_x * 7, T: cell.T * 7 })))]
    for (const [i, scale] of [1, 7, 1, 1].entries()) expectClose(inDays.parameters[i]!, scale * inWeeks.parameters[i]!, 1e-6)
  })
})

describe('published figures of one customer', () => {
  test('BG/NBD of (2, 30.43, 38.86): 1.2259 purchases in 39 weeks, P(alive) .72661', () => {
    expect(BG_NBD.expected(PUBLISHED, CUSTOMER, 39)).toBeCloseTo(1.2259, 4)
    expect(BG_NBD.alive(PUBLISHED, CUSTOMER)).toBeCloseTo(0.72661, 5)
  })

  test('MBG/NBD of the same: 1.26267 and .70613', () => {
    const params = [0.524838, 6.182988, 0.891356, 1.614]
    expect(MBG_NBD.expected(params, CUSTOMER, 39)).toBeCloseTo(1.26267, 5)
    expect(MBG_NBD.alive(params, CUSTOMER)).toBeCloseTo(0.70613, 5)
  })

  test.each([
    [0.1429, 0.0078],
    [1, 0.0532],
    [3, 0.1506],
    [31.8571, 1.0405],
    [32, 1.0437],
  ])('BG/NBD of a new customer after %d weeks: %d', (t, expected) => expect(BG_NBD.expectedNew(PUBLISHED, t)).toBeCloseTo(expected, 4))

  test('and after 78: 1.8580; the 1.8576 in print is the same with 2F1 cut off after 150 terms', () => {
    const [r, alpha, a, b] = PUBLISHED
    const z = 78 / (alpha + 78)
    let [sum, term] = [1, 1]
    for (let j = 0; j < 150; j++) sum += term *= (((r + j) * (b + j)) / ((a + b - 1 + j) * (j + 1))) * z
    const closed = (f: number): number => ((a + b - 1) / (a - 1)) * (1 - (alpha / (alpha + 78)) ** r * f)
    expect(closed(sum)).toBeCloseTo(1.8576, 4)
    expectClose(BG_NBD.expectedNew(PUBLISHED, 78), closed(hypergeometric(r, b, a + b - 1, z)), 1e-10)
  })

  test('log-likelihood of one with a .8 b 2.5 r .25 α 4, T 40 (Fader & Hardie): −.59947382 silent, 100.7957 for (200, 38)', () => {
    const at = (x: number, t_x: number): number => BG_NBD.evaluate(packCells([{ x, t_x, T: 40, n: 1 }]), [0.25, 4, 0.8, 2.5]).value
    expect(at(0, 0)).toBeCloseTo(-0.59947382, 8)
    expect(at(200, 38)).toBeCloseTo(100.7957, 4)
  })
})

const HISTORIES = [
  [0, 0, 38.86],
  [0, 0, 0],
  [1, 1.71, 38.86],
  [2, 30.43, 38.86],
  [2, 38.86, 38.86],
  [9, 35.7, 38.7],
] as const
const KINDS: readonly (readonly [string, StayModel, BgKind])[] = [
  ['BG/NBD', BG_NBD, { k: 1, firstMayBeLast: false }],
  ['MBG/NBD', MBG_NBD, { k: 1, firstMayBeLast: true }],
  ['MBG with gaps of two stages', MBG_ERLANG_2, { k: 2, firstMayBeLast: true }],
  ['MBG with gaps of three stages', MBG_ERLANG_3, { k: 3, firstMayBeLast: true }],
]

describe.each(KINDS)('%s', (_, model, kind) => {
  test('is what λ and p integrated out on a grid give', () => {
    const params = { r: 0.6, alpha: 5.5, a: 0.9, b: 2.1 }
    const slow = slowBg(kind, params)
    for (const [i, [x, t_x, T]] of HISTORIES.entries()) {
      const history = { x, t_x, T }
      const horizon = i === 2 || i === 3 ? 12 : 0
      const expected = slow(history, horizon)
      const plain = Object.values(params)
      expectClose(Math.exp(model.evaluate(packCells([{ ...history, n: 1 }]), plain).value), expected.likelihood, 1e-8, 'likelihood')
      expectClose(model.alive(plain, history), expected.alive, 1e-8, 'alive')
      expectClose(model.chance(plain, history, horizon), expected.chance, 1e-8, 'chance')
      expectClose(model.expected(plain, history, horizon), expected.expected, 1e-8, 'expected')
    }
  })

  test('holds the laws of a likelihood', () => holdLikelihoodLaws(model))
  test('holds the laws of a future', () => holdFutureLaws(model))
})

test('BG/NBD is the closed form of Fader, Hardie & Lee 2005 (equation 10) with 2F1, and whole where that breaks: a = 1, a + b = 1', () => {
  const closed = ([r, alpha, a, b]: readonly number[], { x, t_x, T }: typeof CUSTOMER, t: number): number => {
    const f = hypergeometric(r! + x, b! + x, a! + b! + x - 1, t / (alpha! + T + t))
    const above = ((a! + b! + x - 1) / (a! - 1)) * (1 - ((alpha! + T) / (alpha! + T + t)) ** (r! + x) * f)
    return above / (1 + (x > 0 ? (a! / (b! + x - 1)) * ((alpha! + T) / (alpha! + t_x)) ** (r! + x) : 0))
  }
  for (const params of [PUBLISHED, [2, 30, 0.3, 4], [0.7, 3, 1.8, 1.2]])
    for (const history of [CUSTOMER, { x: 7, t_x: 20, T: 38.86 }, { x: 0, t_x: 0, T: 30 }])
      for (const t of [1, 39]) expectClose(BG_NBD.expected(params, history, t), closed(params, history, t), 1e-9)
  const near = (a: number, b: number): number => BG_NBD.expected([0.5, 4, a, b], CUSTOMER, 39)
  expectClose(near(1, 2), (near(0.9999, 2) + near(1.0001, 2)) / 2, 1e-7)
  expectClose(BG_NBD.expectedNew([0.5, 4, 0.4, 0.6], 39), (BG_NBD.expectedNew([0.5, 4, 0.3999, 0.6], 39) + BG_NBD.expectedNew([0.5, 4, 0.4001, 0.6], 39)) / 2, 1e-7)
})
