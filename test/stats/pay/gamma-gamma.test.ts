import { describe, expect, test } from 'vitest'
import { evaluateGammaGamma, expectedSpend, fitGammaGamma, independenceOf, type SpendCell } from '#stats/pay/gamma-gamma.ts'
import { diceOf, gamma } from '#stats/random.ts'
import { CDNOW_ABSENT, CDNOW_NOTE, cdnowSpend } from '../cdnow.ts'
import { expectClose } from '../close.ts'

const PUBLISHED = { p: 6.249349, q: 3.744256, gamma: 15.444307 }
const plain = (params: typeof PUBLISHED): number[] => [params.p, params.q, params.gamma]

describe.skipIf(CDNOW_ABSENT)(`CDNOW 1/10, 946 repeaters (Fader & Hardie 2013)${CDNOW_NOTE}`, () => {
  const cells = CDNOW_ABSENT ? [] : cdnowSpend()

  test('6.25 3.74 15.44 and −4055.9177; the published six digits lie on the same flat top, no higher', () => {
    const outcome = fitGammaGamma(cells)
    if (!outcome.ok) throw new Error(outcome.reason)
    const { parameters, standardErrors, logLikelihood, customers } = outcome.value
    expect(customers).toBe(946)
    expect(parameters.map((value) => value.toFixed(2))).toEqual(['6.25', '3.74', '15.44'])
    expect(logLikelihood).toBeCloseTo(-4055.9177, 4)
    expect(evaluateGammaGamma(cells, plain(PUBLISHED)).value).toBeCloseTo(-4055.9177, 4)
    expect(logLikelihood).toBeGreaterThan(evaluateGammaGamma(cells, plain(PUBLISHED)).value)
    for (const [i, expected] of plain(PUBLISHED).entries()) expect(Math.abs(parameters[i]! - expected) / standardErrors[i]!).toBeLessThan(0.001)
  })

  test('spend goes with frequency by .114 (.051 to .176): below .15', () => {
    const { correlation, low, high, holds } = independenceOf(cells)
    expect([correlation, low, high].map((value) => value.toFixed(3))).toEqual(['0.114', '0.051', '0.176'])
    expect(holds).toBe(true)
  })
})

test('first ten customers of CDNOW by the six digits: 24.65 18.91 35.17 35.17 35.17 71.46 18.91 35.17 27.28 35.17 (lifetimes 0.11.3)', () => {
  const spent = [[2, 22.35], [1, 11.77], [0, 0], [0, 0], [0, 0], [7, 73.74], [1, 11.77], [0, 0], [2, 25.55], [0, 0]] as const
  const expected = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
  for (const [i, [x, mean]] of spent.entries()) expect(Math.abs(expectedSpend(PUBLISHED, x, mean) - expected[i]!)).toBeLessThan(0.01)
})

test('the likelihood is that of ν integrated out on a grid', () => {
  const [p, q, g] = [6.2, 3.7, 15.4]
  for (const [x, mean] of [[1, 11.77], [4, 30], [9, 80]] as const) {
    // The mean of x gammas of shape p and rate ν is a gamma of shape px and rate xν.
    let [sum, total] = [0, 0]
    let logFactorial = 0
    for (let s = -30; s <= 6; s += 0.01) {
      const rate = Math.exp(s) / g
      const weight = Math.exp(q * s - Math.exp(s))
      total += weight
      sum += weight * Math.exp(p * x * Math.log(x * rate) + (p * x - 1) * Math.log(mean) - x * rate * mean)
    }
    for (let y = -20; y <= 8; y += 0.001) logFactorial += 0.001 * Math.exp(p * x * y - Math.exp(y))
    expectClose(evaluateGammaGamma([{ x, mean, n: 1 }], [p, q, g]).value, Math.log(sum / total / logFactorial), 1e-7)
  }
})

test('the gradient is that of the value, by central differences', () => {
  const cells = [{ x: 1, mean: 11.77, n: 3 }, { x: 7, mean: 73.74, n: 1 }]
  for (const [i, slope] of evaluateGammaGamma(cells, [6, 4, 15]).gradient.entries()) {
    const [up, down] = [1e-5, -1e-5].map((step) => evaluateGammaGamma(cells, [6, 4, 15].map((v, j) => (i === j ? v * Math.exp(step) : v))).value) as [number, number]
    expect(Math.abs((up - down) / 2e-5 - slope)).toBeLessThan(1e-7)
  }
})

function spenders(seed: number, lean = 0): SpendCell[] {
  const dice = diceOf(seed)
  return Array.from({ length: 800 }, () => {
    const x = 1 + Math.floor(6 * dice.uniform() ** 2)
    const rate = gamma(dice, 3.7, 15) / (1 + lean * x)
    return { x, mean: gamma(dice, 6 * x, x * rate), n: 1 }
  })
}

test('a simulated truth lies in the 95 % intervals of 60 shops about as often as they say', () => {
  const truth = [6, 3.7, 15]
  const held = Array.from({ length: 60 }, (_, seed) => fitGammaGamma(spenders(seed + 1))).flatMap((outcome) => {
    if (!outcome.ok) throw new Error(outcome.reason)
    return truth.map((value, i) => Math.abs(Math.log(outcome.value.parameters[i]! / value)) <= 1.96 * Math.sqrt(outcome.value.covariance[i]![i]!))
  })
  expect(held.filter(Boolean).length / held.length).toBeGreaterThan(0.9)
})

test('spend that goes with frequency is noticed', () => {
  expect(independenceOf(spenders(1)).holds).toBe(true)
  expect(independenceOf(spenders(1, 0.3)).holds).toBe(false)
  expect(independenceOf([{ x: 1, mean: 3, n: 2 }])).toEqual({ correlation: 0, low: -1, high: 1, holds: true })
})

test('nobody, one, a few, all alike: a reason; no money: a bug', () => {
  const reason = (cells: readonly SpendCell[]): unknown => fitGammaGamma(cells)
  expect(reason([])).toEqual({ ok: false, reason: 'no_customers' })
  expect(reason([{ x: 1, mean: 5, n: 1 }])).toEqual({ ok: false, reason: 'one_customer' })
  expect(reason([{ x: 1, mean: 5, n: 5 }])).toEqual({ ok: false, reason: 'too_few_customers' })
  expect(reason([{ x: 1, mean: 5, n: 500 }, { x: 3, mean: 5, n: 20 }])).toEqual({ ok: false, reason: 'all_alike' })
  for (const cell of [{ x: 0, mean: 5, n: 1 }, { x: 1, mean: 0, n: 1 }]) expect(() => fitGammaGamma([cell])).toThrow(RangeError)
  expect(expectedSpend({ p: 2, q: 0.5, gamma: 3 }, 0, 0)).toBe(Infinity)
})
