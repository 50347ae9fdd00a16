import { describe, expect, test } from 'vitest'
import { attributableShare, fitLogistic, type LogisticFit } from '#stats/drivers/logistic.ts'
import { penaltyReward } from '#stats/drivers/penalty-reward.ts'
import { diceOf, normal } from '#stats/random.ts'
import { expectClose } from '../close.ts'

function fitOf(...args: Parameters<typeof fitLogistic>): LogisticFit {
  const outcome = fitLogistic(...args)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}

/** Two columns that hang together, and who did by slopes .8 and −.5. */
function people(seed: number, n: number): { columns: Float64Array[]; did: number[] } {
  const dice = diceOf(seed)
  const first = Float64Array.from({ length: n }, () => normal(dice))
  const second = first.map((value) => 0.5 * value + normal(dice))
  const did = Array.from(first, (value, i) => Number(dice.uniform() < 1 / (1 + Math.exp(1 - 0.8 * value + 0.5 * second[i]!))))
  return { columns: [first, second], did }
}

describe('closed forms of a table of two by two', () => {
  // 30 of 40 who met it did, 20 of 60 of the others.
  const columns = [Float64Array.of(1, 0)]
  const [did, of] = [[30, 20], [40, 60]]
  const fit = fitOf(['met'], columns, did, { of, ridge: 1e-9 })

  test('without a ridge the slope is the log odds ratio, its error the root of the sum of inverses (Woolf 1955)', () => {
    expectClose(fit.drivers[0]!.oddsRatio, (30 * 40) / (10 * 20), 1e-6)
    expectClose(fit.drivers[0]!.standardError, Math.sqrt(1 / 30 + 1 / 10 + 1 / 20 + 1 / 40), 1e-6)
    expectClose(fit.intercept, Math.log(20 / 40), 1e-6)
    expectClose(fit.logLikelihood, 30 * Math.log(0.75) + 10 * Math.log(0.25) + 20 * Math.log(1 / 3) + 40 * Math.log(2 / 3), 1e-9)
  })

  test('the share that goes with having met it is (30 − 40 ⁄ 3) ⁄ 50', () => {
    const { value, low, high } = attributableShare(fit, columns, 0, 0, { of })
    expectClose(value, (30 - 40 / 3) / 50, 1e-6)
    expect(low > 0 && low < value && value < high && high < 0.6).toBe(true)
  })
})

describe('drivers adjusted for each other', () => {
  test('the truth lies in the 95 % intervals about as often as they say', () => {
    const held = Array.from({ length: 100 }, (_, seed) => {
      const { columns, did } = people(seed + 1, 600)
      return fitOf(['a', 'b'], columns, did, { ridge: 0.01 }).drivers.map(({ slope, standardError }, i) => Math.abs(slope - [0.8, -0.5][i]!) <= 1.96 * standardError)
    }).flat()
    const share = held.filter(Boolean).length / held.length
    expect(share > 0.9 && share < 0.99, String(share)).toBe(true)
  })

  test('the slope of the penalised likelihood is 0 there: nothing near is higher', () => {
    const { columns, did } = people(3, 300)
    const fit = fitOf(['a', 'b'], columns, did)
    const spread = columns.map((column) => Math.sqrt(column.reduce((sum, x) => sum + x * x, 0) / 300 - (column.reduce((sum, x) => sum + x, 0) / 300) ** 2))
    const at = (beta: readonly number[]): number => did.reduce((sum, one, i) => {
      const eta = beta[0]! + beta[1]! * columns[0]![i]! + beta[2]! * columns[1]![i]!
      return sum + one * eta - Math.log1p(Math.exp(eta))
    }, 0) - ((beta[1]! * spread[0]!) ** 2 + (beta[2]! * spread[1]!) ** 2) / 2
    const top = [fit.intercept, ...fit.drivers.map(({ slope }) => slope)]
    for (const [i] of top.entries()) for (const step of [-1e-3, 1e-3]) expect(at(top.map((b, j) => (i === j ? b + step : b)))).toBeLessThan(at(top))
  })

  test('another unit of a driver changes its slope and nothing else; rows may stand for several', () => {
    const { columns, did } = people(4, 300)
    const [plain, scaled] = [fitOf(['a', 'b'], columns, did), fitOf(['a', 'b'], [columns[0]!.map((x) => 1000 * x + 5), columns[1]!], did)]
    expectClose(scaled.drivers[0]!.slope * 1000, plain.drivers[0]!.slope, 1e-8)
    expectClose(scaled.drivers[1]!.slope, plain.drivers[1]!.slope, 1e-8)
    const twice = fitOf(['a', 'b'], columns, did.map((one) => 2 * one), { of: did.map(() => 2), ridge: 2 })
    expectClose(twice.drivers[0]!.slope, plain.drivers[0]!.slope, 1e-9)
  })
})

describe('hard cases', () => {
  test('a driver that tells all who did from all who did not: finite, and said', () => {
    const fit = fitOf(['a', 'flat'], [Float64Array.from({ length: 40 }, (_, i) => i), new Float64Array(40).fill(3)], Array.from({ length: 40 }, (_, i) => Number(i >= 20)))
    expect([fit.separated, fit.constant]).toEqual([true, ['flat']])
    for (const value of [fit.intercept, fit.logLikelihood, ...Object.values(fit.drivers[0]!).slice(1)]) expect(Number.isFinite(value)).toBe(true)
  })

  test('a perfect driver among noise, and two that are the same, stay finite', () => {
    const { columns, did } = people(6, 200)
    const fit = fitOf(['a', 'b', 'tells', 'twin'], [...columns, Float64Array.from(did), Float64Array.from(did)], did)
    expect(fit.separated).toBe(true)
    expectClose(fit.drivers[2]!.slope, fit.drivers[3]!.slope, 1e-8)
    expect(fitOf(['a', 'b'], columns, did).separated).toBe(false)
  })

  test('huge counts and values converge', () => {
    const fit = fitOf(['a'], [Float64Array.of(1e9, 1e9 + 1)], [3e8, 6e8], { of: [1e9, 1e9] })
    expectClose(fit.drivers[0]!.oddsRatio, (0.6 / 0.4) / (0.3 / 0.7), 1e-5)
  })

  test('nobody, nobody or everybody did, nothing varies: a reason', () => {
    const column = [Float64Array.of(1, 2, 3)]
    expect(fitLogistic(['a'], [new Float64Array(0)], [])).toEqual({ ok: false, reason: 'no_rows' })
    expect(fitLogistic(['a'], column, [0, 0, 0])).toEqual({ ok: false, reason: 'outcome_constant' })
    expect(fitLogistic(['a'], column, [1, 1, 1])).toEqual({ ok: false, reason: 'outcome_constant' })
    expect(fitLogistic(['a'], [Float64Array.of(2, 2, 2)], [1, 0, 1])).toEqual({ ok: false, reason: 'no_drivers' })
  })
})

describe('penalty and reward', () => {
  /** Answers 1 to 5; the outcome falls where the first is poor, rises where the second is excellent, both with the third. */
  const dice = diceOf(8)
  const answers = Array.from({ length: 4 }, () => Float64Array.from({ length: 1500 }, () => 1 + Math.floor(5 * dice.uniform())))
  const outcome = Float64Array.from({ length: 1500 }, (_, i) => {
    const [first, second, third] = answers.map((column) => column[i]!) as [number, number, number]
    return 6 - 2 * Number(first <= 2) + 2 * Number(second >= 5) + (Number(third >= 5) - Number(third <= 2)) + normal(dice)
  })
  const names = ['basic', 'exciting', 'performance', 'indifferent']

  test('each driver is told for what it was made', () => {
    const found = penaltyReward(names, answers, outcome, { poor: 2, excellent: 5 })
    if (!found.ok) throw new Error(found.reason)
    expect(found.value.map(({ kind }) => kind)).toEqual(names)
    expect(found.value[0]!.penalty!.low < -2 && -2 < found.value[0]!.penalty!.high).toBe(true)
    expect(found.value[1]!.reward!.low < 2 && 2 < found.value[1]!.reward!.high).toBe(true)
  })

  test('a side that nobody is on is not told; nothing to go by is a reason', () => {
    const found = penaltyReward(['a'], [answers[0]!], outcome, { poor: 0, excellent: 5 })
    expect(found.ok && found.value[0]!.penalty).toBeNull()
    expect(penaltyReward(['a'], [answers[0]!], outcome, { poor: 0, excellent: 9 })).toEqual({ ok: false, reason: 'no_drivers' })
    expect(penaltyReward(['a'], [answers[0]!], new Float64Array(1500), { poor: 2, excellent: 5 })).toEqual({ ok: false, reason: 'outcome_constant' })
    expect(penaltyReward(['a'], [Float64Array.of(1, 5, 3)], Float64Array.of(1, 2, 3), { poor: 2, excellent: 5 })).toEqual({ ok: false, reason: 'too_few_rows' })
  })
})
