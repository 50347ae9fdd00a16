import { describe, expect, test } from 'vitest'
import { cohortCells, evaluateSbg, fitSbg, residualPeriods, retentionOf, survivalOf, type ContractCell } from '#stats/stay/sbg.ts'
import { expectClose } from '../close.ts'

describe('Fader & Hardie 2007, survivors of 1,000 over seven years', () => {
  test.each([
    ['Regular', [1000, 631, 468, 382, 326, 289, 262, 241], [0.704077, 1.182043], -1680.2652],
    ['High End', [1000, 869, 743, 653, 593, 551, 517, 491], [0.668088, 3.806095], -1611.1581],
  ])('%s', (_, survivors, parameters, logLikelihood) => {
    const outcome = fitSbg(cohortCells(survivors))
    if (!outcome.ok) throw new Error(outcome.reason)
    for (const [i, expected] of parameters.entries()) expect(outcome.value.parameters[i]).toBeCloseTo(expected, 6)
    expect(outcome.value.logLikelihood).toBeCloseTo(logLikelihood, 4)
    expect([outcome.value.customers, outcome.value.held]).toEqual([1000, []])
  })
})

const PARAMS = [0.7, 1.2]

test('survival is the product of retention, and the chance to leave in a period what survival loses in it', () => {
  let share = 1
  for (let t = 1; t <= 12; t++) {
    const leaving = Math.exp(evaluateSbg([{ periods: t, left: true, n: 1 }], PARAMS).value)
    expectClose(leaving, share - survivalOf(PARAMS, t), 1e-12)
    expectClose((share *= retentionOf(PARAMS, t)), survivalOf(PARAMS, t), 1e-13)
  }
})

test('a slow twin: θ on a grid', () => {
  const over = (of: (leaves: number) => number): number => {
    let [sum, total] = [0, 0]
    for (let y = -60; y <= 60; y += 0.01) {
      const [leaves, stays] = [1 / (1 + Math.exp(-y)), 1 / (1 + Math.exp(y))]
      const weight = leaves ** PARAMS[0]! * stays ** PARAMS[1]!
      total += weight
      sum += weight * of(leaves)
    }
    return sum / total
  }
  expectClose(survivalOf(PARAMS, 5), over((leaves) => (1 - leaves) ** 5), 1e-9)
  // After three renewals, at 10 %: a geometric series of each θ.
  const worth = over((leaves) => (1 - leaves) ** 3 * ((1 - leaves) / 1.1 / (1 - (1 - leaves) / 1.1))) / over((leaves) => (1 - leaves) ** 3)
  expectClose(residualPeriods(PARAMS, 3, 0.1), worth, 1e-9)
})

test('who has stayed longer stays longer; nobody without end where there is a horizon', () => {
  expect(residualPeriods(PARAMS, 5, 0.1)).toBeGreaterThan(residualPeriods(PARAMS, 0, 0.1))
  expect(residualPeriods(PARAMS, 0, 0, 3)).toBeCloseTo(survivalOf(PARAMS, 1) + survivalOf(PARAMS, 2) + survivalOf(PARAMS, 3), 12)
})

test.each<readonly [string, readonly ContractCell[]]>([
  ['no_customers', []],
  ['one_customer', [{ periods: 3, left: true, n: 1 }]],
  ['nobody_left', [{ periods: 3, left: false, n: 50 }]],
  ['one_period', [{ periods: 1, left: true, n: 20 }, { periods: 1, left: false, n: 20 }]],
])('%s is a reason', (reason, cells) => expect(fitSbg(cells)).toEqual({ ok: false, reason }))

test('all leave after two periods, or at one rate: held by the weak prior, and said', () => {
  for (const cells of [[{ periods: 2, left: true, n: 40 }], cohortCells([1024, 512, 256, 128, 64, 32, 16, 8])]) {
    const outcome = fitSbg(cells)
    if (!outcome.ok) throw new Error(outcome.reason)
    expect(outcome.value.held.length).toBeGreaterThan(0)
    for (const value of [...outcome.value.parameters, ...outcome.value.standardErrors]) expect(Number.isFinite(value)).toBe(true)
  }
})

test('what is no contract is a bug', () => {
  for (const cell of [{ periods: 0, left: true, n: 1 }, { periods: 1.5, left: false, n: 1 }, { periods: 1, left: false, n: 0 }]) expect(() => fitSbg([cell])).toThrow(RangeError)
})
