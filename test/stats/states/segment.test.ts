import { describe, expect, test } from 'vitest'
import { quantilesOf } from '#stats/describe.ts'
import { diceOf, dirichlet, normal, pickIndex } from '#stats/random.ts'
import { segmentChances, segmentRewards } from '#stats/states/segment.ts'
import { posteriorWeights, priorOfWhole, type Counts } from '#stats/states/transitions.ts'
import { dirichletRows, type UnsureChances } from '#stats/states/worth.ts'

const WHOLE = [[0.9, 0.07, 0.03], [0.1, 0.7, 0.2], [0.02, 0.08, 0.9]]
const sum = (row: readonly number[]): number => row.reduce((total, n) => total + n, 0)
const posterior = (counts: Counts): UnsureChances => dirichletRows(posteriorWeights(counts, priorOfWhole(counts)))
/** So many moves out of each state, by lot. */
const moved = (chances: Counts, moves: readonly number[], dice: ReturnType<typeof diceOf>): number[][] => chances.map((row, i) => {
  const counts = row.map(() => 0)
  for (let k = 0; k < moves[i]!; k++) counts[pickIndex(dice, row)]!++
  return counts
})
const MANY = WHOLE.map((row) => row.map((share) => Math.round(share * 1e6)))

describe('chances of a segment', () => {
  test('with next to nothing seen they are those of the whole; with very much seen, its own; between, the more the more', () => {
    const own = [[50, 40, 10], [0, 0, 0], [0, 0, 0]]
    const at = (times: number): ReturnType<typeof segmentChances> => segmentChances(own.map((row) => row.map((n) => n * times)), posterior(MANY))
    const none = segmentChances(WHOLE.map((row) => row.map(() => 0)), posterior(MANY))
    for (const [i, row] of none.means.entries()) for (const [j, share] of row.entries()) expect(share).toBeCloseTo(WHOLE[i]![j]!, 4)
    expect(none.own).toEqual([0, 0, 0])
    expect(at(1000).means[0]![0]).toBeCloseTo(0.5, 2)
    const owns = [0.02, 0.1, 1, 10, 1000].map((times) => at(times).own[0]!)
    expect(owns).toEqual(owns.toSorted((a, b) => a - b))
    expect(owns[0]! < 0.35 && owns.at(-1)! > 0.99).toBe(true)
    // Rows of which nothing was seen stay as the whole.
    expect(at(10).means[1]![0]).toBeCloseTo(0.1, 4)
  })

  test('a segment that moves as all do is drawn in; one that does not keeps its own; a row sums to 1', () => {
    const dice = diceOf(4)
    const alike = segmentChances(moved(WHOLE, [400, 400, 400], dice), posterior(MANY))
    const apart = segmentChances(moved([[0.5, 0.3, 0.2], [0.4, 0.3, 0.3], [0.3, 0.3, 0.4]], [400, 400, 400], dice), posterior(MANY))
    expect(alike.weight).toBeGreaterThan(300)
    expect(apart.weight).toBeLessThan(20)
    for (const { means } of [alike, apart]) for (const row of means) expect(sum(row)).toBeCloseTo(1, 12)
    for (const row of apart.draw(dice)) expect(sum(row)).toBeCloseTo(1, 9)
  })

  test.each([[0, 60], [60, 60], [400, 60], [60, 1500], [Infinity, 200]])('where segments differ by a weight of %d (0: no whole at all) and %d moves are seen, intervals hold the truth about as often as they say, and are off by less than counts alone', (weight, moves) => {
    let [hits, all, mine, counted] = [0, 0, 0, 0]
    for (let seed = 1; seed <= 60; seed++) {
      const dice = diceOf(seed)
      const truth = WHOLE.map((row) => (weight === Infinity ? row : dirichlet(dice, row.map((share) => share * Math.max(2, weight)))))
      const seen = moved(truth, [moves, moves, moves / 10], dice)
      const found = segmentChances(seen, posterior(moved(WHOLE, [4000, 4000, 4000], dice).map((row, i) => row.map((n, j) => n + seen[i]![j]!))))
      const draws = Array.from({ length: 200 }, () => found.draw(dice))
      for (const [i, row] of truth.entries()) for (const [j, share] of row.entries()) {
        const [low, high] = quantilesOf(draws.map((p) => p[i]![j]!), [0.025, 0.975]) as [number, number]
        hits += Number(low - 1e-9 <= share && share <= high + 1e-9)
        all++
        mine += (found.means[i]![j]! - share) ** 2
        counted += (seen[i]![j]! / sum(seen[i]!) - share) ** 2
      }
    }
    expect(hits / all).toBeGreaterThan(0.9)
    expect(mine).toBeLessThan(counted * 1.02)
  })

  test('who is all of the whole is as sure as the whole; a segment cannot have gone where nobody went', () => {
    const dice = diceOf(2)
    const same = segmentChances(MANY.map((row) => row.map((n) => n / 1000)), posterior(MANY.map((row) => row.map((n) => n / 1000))))
    const drawn = Array.from({ length: 400 }, () => same.draw(dice)[0]![0]!)
    const spread = Math.sqrt(sum(drawn.map((each) => (each - 0.9) ** 2)) / drawn.length)
    expect(spread / Math.sqrt((0.9 * 0.1) / 1000)).toBeGreaterThan(0.8)
    expect(spread / Math.sqrt((0.9 * 0.1) / 1000)).toBeLessThan(1.15)
    expect(() => segmentChances([[0, 1], [0, 0]], dirichletRows([[5, 0], [1, 5]]))).toThrow(RangeError)
  })
})

describe('what a month brings in a segment', () => {
  const all = [4000, 2500, 1200, 600, 0].map((mean) => ({ mean, error: mean / 200 }))

  test.each([[0, 0.1], [0.05, 0.1], [0.3, 0.1], [0.3, 0.02]])('segments that differ by %d, seen to %d: intervals hold the truth as often as they say, nearer to it than what was seen', (spread, error) => {
    let [hits, n, mine, seen] = [0, 0, 0, 0]
    for (let seed = 1; seed <= 200; seed++) {
      const dice = diceOf(seed)
      const truth = all.map(({ mean }) => mean * (1 + spread * normal(dice)))
      const some = truth.map((mean, i) => ({ mean: mean + error * all[i]!.mean * normal(dice), error: error * all[i]!.mean }))
      for (const [i, { mean, error: off, own }] of segmentRewards(some, all).entries()) {
        expect(own >= 0 && own <= 1).toBe(true)
        if (all[i]!.mean === 0) continue
        hits += Number(Math.abs(mean - truth[i]!) <= 1.96 * off)
        n++
        mine += ((mean - truth[i]!) / all[i]!.mean) ** 2
        seen += ((some[i]!.mean - truth[i]!) / all[i]!.mean) ** 2
      }
    }
    expect(hits / n).toBeGreaterThan(0.92)
    expect(mine).toBeLessThan(seen * 1.03)
  })

  test('states nobody of the segment stood in, and those that bring nothing, are as the whole', () => {
    const found = segmentRewards([null, { mean: 5000, error: 10 }, null, null, { mean: 7, error: 3 }], all)
    expect(found[0]).toEqual({ ...all[0], own: 0 })
    expect(found[4]).toEqual({ ...all[4], own: 0 })
    expect(found[1]!.mean).toBeGreaterThan(4950)
  })
})
