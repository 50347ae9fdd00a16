import { expect, test } from 'vitest'
import { diceOf, dirichlet, pickIndex } from '#stats/random.ts'
import { meanChances, posteriorWeights, priorOfWhole, type Counts } from '#stats/states/transitions.ts'
import { overPeriods } from '#stats/states/varying.ts'
import { dirichletRows, drawnFrom, everReaches, worths, worthWithin } from '#stats/states/worth.ts'
import { expectClose } from '../close.ts'

const TRUTH = [[0.9, 0.07, 0.03], [0.2, 0.7, 0.1], [0.02, 0.03, 0.95]]

/** Months in which each row is drawn around the truth with a weight; without one, all months have the same chances. */
function play(months: number, people: number, weight: number | null, seed: number): Counts[] {
  const dice = diceOf(seed)
  return Array.from({ length: months }, () => TRUTH.map((row) => {
    const own = weight === null ? row : dirichlet(dice, row.map((share) => share * weight))
    const counts = row.map(() => 0)
    for (let i = 0; i < people; i++) counts[pickIndex(dice, own)]!++
    return counts
  }))
}

test('months that are alike are as sure as all their moves; a weight that is put in is found again', () => {
  const alike = overPeriods(play(24, 400, null, 3))
  for (const [i, sure] of alike.sure.entries()) expect(sure / alike.counts[i]!.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0.7)
  const apart = overPeriods(play(200, 300, 50, 4))
  for (const weight of apart.weights) expect(weight).toBeGreaterThan(35)
  for (const weight of apart.weights) expect(weight).toBeLessThan(70)
  // 200 months of 300 moves, each month worth 300 · 51 / 350 of them.
  for (const sure of apart.sure) expect(Math.abs(sure / ((200 * 300 * 51) / 350) - 1)).toBeLessThan(0.3)
})

test('where months differ, intervals hold the truth as often as they say, and those that take every move for one of its own do not', () => {
  const truth = worthWithin(TRUTH, [10, 4, 0], 0.99, 36)[0]!
  const hits = { ours: 0, plain: 0 }
  for (let seed = 0; seed < 80; seed++) {
    const months = play(24, 300, 60, 100 + seed)
    const { posterior, counts } = overPeriods(months)
    const holds = (weights: Counts): boolean => {
      const [found] = worths(dirichletRows(weights), [10, 4, 0].map((mean) => ({ mean, error: 0 })), { discount: 0.99, steps: 36, draws: 200, seed }).states
      return found!.low <= truth && truth <= found!.high
    }
    hits.ours += Number(holds(posterior))
    hits.plain += Number(holds(posteriorWeights(counts, priorOfWhole(counts))))
  }
  expect(hits.ours / 80).toBeGreaterThan(0.86)
  expect(hits.plain / 80).toBeLessThan(0.75)
})

test('within so many steps: the slow twin goes every way there is; without end it is the worth', () => {
  const ways = (state: number, left: number): number => (left === 0 ? 0 : [10, 4, 0][state]! + 0.9 * TRUTH[state]!.reduce((sum, chance, j) => sum + chance * ways(j, left - 1), 0))
  for (const state of [0, 1, 2]) expectClose(worthWithin(TRUTH, [10, 4, 0], 0.9, 7)[state]!, ways(state, 7), 1e-12)
  expect(worthWithin(TRUTH, [10, 4, 0], 1, 0)).toEqual([0, 0, 0])
  expect(() => worths(dirichletRows(TRUTH), [1, 1, 1].map((mean) => ({ mean, error: 0 })), { discount: 1, steps: 12 })).not.toThrow()
})

test('a figure of the chances alone is drawn with them; without any moves there is nothing to tell apart', () => {
  const counts = TRUTH.map((row) => row.map((share) => share * 500))
  const [first, second] = drawnFrom(dirichletRows(counts), (p) => everReaches(p, 0, [2]))
  expect([first!.value, first!.low, first!.high]).toEqual([1, 1, 1])
  expect(second!.low < second!.value && second!.value < second!.high).toBe(true)
  expectClose(second!.value, 0.2 / 0.3, 1e-9)
  const none = overPeriods([TRUTH.map((row) => row.map(() => 0))])
  expect(meanChances(none.posterior)).toEqual([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
  expect(none.sure).toEqual([0, 0, 0])
})
