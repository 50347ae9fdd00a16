import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diceOf, dirichlet, pickIndex } from '#stats/random.ts'
import { meanChances, pooled, posteriorWeights, priorOfWhole, sameChances, shrinkTransitions, type Counts } from '#stats/states/transitions.ts'
import { dirichletRows, everReaches, reachesWithin, stepsIn, worthOfStates, worths } from '#stats/states/worth.ts'
import { expectClose } from '../close.ts'

const CHANCES = [[0.8, 0.15, 0.05], [0.1, 0.7, 0.2], [0, 0, 1]]
const REWARDS = [10, 4, 0]

describe('worth of states', () => {
  test('closed form: one state that is left with chance p is worth r / (1 − δ(1 − p))', () => expectClose(worthOfStates([[0.9, 0.1], [0, 1]], [5, 0], 0.95)[0]!, 5 / (1 - 0.95 * 0.9), 1e-14))

  test('the slow twin: a thousand steps, one by one', () => {
    let value = [0, 0, 0]
    for (let step = 0; step < 1000; step++) value = value.map((_, i) => REWARDS[i]! + 0.9 * CHANCES[i]!.reduce((sum, chance, j) => sum + chance * value[j]!, 0))
    for (const [i, worth] of worthOfStates(CHANCES, REWARDS, 0.9).entries()) expect(worth).toBeCloseTo(value[i]!, 9)
  })

  test('intervals hold the truth about as often as they say; the worth of a move is the difference; seeds decide', () => {
    const dice = diceOf(4)
    const truth = worthOfStates(CHANCES, REWARDS, 0.9)
    const hits = Array.from({ length: 100 }, (_, seed) => {
      const counts = CHANCES.map((row) => row.map(() => 0))
      for (const [i, row] of CHANCES.entries()) for (let n = 0; n < 150; n++) counts[i]![pickIndex(dice, row)]!++
      const posterior = posteriorWeights(counts, priorOfWhole(counts))
      const found = worths(dirichletRows(posterior), REWARDS.map((mean) => ({ mean, error: 0 })), { discount: 0.9, draws: 200, seed })
      const move = found.moves[1]![0]!
      expectClose(move.value, found.states[0]!.value - found.states[1]!.value, 1e-12)
      return [found.states[0]!.low <= truth[0]! && truth[0]! <= found.states[0]!.high, move.low <= truth[0]! - truth[1]! && truth[0]! - truth[1]! <= move.high]
    }).flat()
    expect(hits.filter(Boolean).length / hits.length).toBeGreaterThan(0.88)
    const again = (): unknown => worths(dirichletRows(CHANCES), REWARDS.map((mean) => ({ mean, error: 1 })), { discount: 0.9, seed: 7, draws: 50 })
    expect(again()).toEqual(again())
    expect(() => worths(dirichletRows(CHANCES), [], { discount: 1 })).toThrow(RangeError)
  })
})

describe('ever and within', () => {
  test('gambler’s ruin: from i of 4 at even odds the top is reached with chance i / 4', () => {
    const ruin = [0, 1, 2, 3, 4].map((i) => [0, 1, 2, 3, 4].map((j) => (i === 0 || i === 4 ? Number(i === j) : Math.abs(i - j) === 1 ? 0.5 : 0)))
    for (const [i, chance] of everReaches(ruin, 4, [0]).entries()) expectClose(chance, i / 4, 1e-12)
  })

  test('without an end everybody gets there; from where no way leads nobody does; within more steps more do', () => {
    expect(everReaches([[0.5, 0.5], [0.5, 0.5]], 0, [])[1]).toBeCloseTo(1, 12)
    expect(everReaches([[0.5, 0.5, 0], [0, 1, 0], [0, 0, 1]], 2, [])).toEqual([0, 0, 1])
    expect(reachesWithin(CHANCES, 0, 0)).toEqual([1, 0, 0])
    expectClose(reachesWithin(CHANCES, 0, 1)[1]!, 0.1, 1e-12)
    expectClose(reachesWithin(CHANCES, 0, 2000)[1]!, everReaches(CHANCES, 0, [2])[1]!, 1e-9)
  })

  test('steps in a state: the mean of a geometric law, its interval from what stays; for good where nobody left', () => {
    const [first, second, third] = stepsIn([[80, 15, 5], [10, 70, 20], [0, 0, 9]])
    expectClose(first!.value, 5, 1e-12)
    expectClose(second!.value, 100 / 30, 1e-12)
    expect(first!.low > 3.5 && first!.low < 5 && first!.high > 5 && first!.high < 8).toBe(true)
    expect(third).toBeNull()
  })
})

/** Segments whose rows scatter around CHANCES as a Dirichlet of so much weight, `moves` a row. */
function segments(seed: number, weight: number, count: number, moves: number): Counts[] {
  const dice = diceOf(seed)
  return Array.from({ length: count }, () => CHANCES.map((shares) => {
    const own = dirichlet(dice, shares.map((share) => share * weight))
    const row = own.map(() => 0)
    for (let n = 0; n < moves; n++) row[pickIndex(dice, own)]!++
    return row
  }))
}

describe('segments drawn towards the whole', () => {
  test('the weight that was played is found, and alike segments give a large one', () => {
    const { weights } = shrinkTransitions(segments(1, 30, 200, 60))
    for (const weight of weights.slice(0, 2)) expect(weight > 20 && weight < 45, String(weight)).toBe(true)
    const alike = shrinkTransitions(segments(2, 1e7, 200, 60))
    for (const weight of alike.weights.slice(0, 2)) expect(weight).toBeGreaterThan(500)
  })

  test('shrunken rows lie nearer to the truth than raw ones', () => {
    const dice = diceOf(3)
    const truths = Array.from({ length: 100 }, () => dirichlet(dice, CHANCES[0]!.map((share) => share * 30)))
    const counts = truths.map((own) => CHANCES.map((_, i) => {
      const row = [0, 0, 0]
      for (let n = 0; n < (i === 0 ? 12 : 0); n++) row[pickIndex(dice, own)]!++
      return row
    }))
    const { segments: shrunken } = shrinkTransitions(counts)
    const error = (of: (i: number) => readonly number[]): number => truths.reduce((sum, own, i) => sum + own.reduce((all, share, j) => all + (share - of(i)[j]!) ** 2, 0), 0)
    expect(error((i) => shrunken[i]!.chances[0]!)).toBeLessThan(0.6 * error((i) => counts[i]![0]!.map((n) => n / 12)))
  })

  test('laws: rows sum to 1, a segment without moves is the whole, the whole is that of all counts', () => {
    const counts = fc.array(fc.array(fc.array(fc.nat(40), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 })
    fc.assert(fc.property(counts, (all) => {
      const empty = CHANCES.map((row) => row.map(() => 0))
      const { whole, segments: shrunken } = shrinkTransitions([...all, empty])
      for (const { chances } of shrunken) for (const row of chances) expect(row.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9)
      for (const [i, row] of shrunken.at(-1)!.chances.entries()) for (const [j, chance] of row.entries()) expect(chance).toBeCloseTo(whole[i]![j]!, 9)
      expect(whole).toEqual(meanChances(posteriorWeights(pooled(all), priorOfWhole(pooled(all)))))
    }), { numRuns: 40 })
  })
})

describe('the same chances in two periods', () => {
  test('SciPy 1.17.1 (chi2_contingency, log-likelihood): 30/70 against 50/50 is 8.40237028073 on 1, p = .00375', () => {
    const found = sameChances([[30, 70], [0, 0]], [[50, 50], [5, 5]])!
    expectClose(found.statistic, 8.40237028073, 1e-11)
    expect([found.degrees, found.p.toFixed(5)]).toEqual([1, '0.00375'])
  })

  test('is rejected about one time in twenty where nothing changed, and never told where nothing can differ', () => {
    const rejected = Array.from({ length: 200 }, (_, seed) => {
      const [first, second] = segments(seed + 100, 1e9, 2, 200) as [Counts, Counts]
      return sameChances(first, second)!.p < 0.05
    })
    const share = rejected.filter(Boolean).length / rejected.length
    expect(share > 0.01 && share < 0.1, String(share)).toBe(true)
    expect(sameChances([[5, 0], [0, 0]], [[9, 0], [0, 0]])).toBeNull()
  })
})
