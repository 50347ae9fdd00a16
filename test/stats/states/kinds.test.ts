import { describe, expect, test } from 'vitest'
import { quantilesOf } from '#stats/describe.ts'
import { diceOf, dirichlet, pickIndex } from '#stats/random.ts'
import { kindChances } from '#stats/states/kinds.ts'
import { pooled, priorOfWhole, type Counts } from '#stats/states/transitions.ts'
import { alikeOver, sureCounts } from '#stats/states/varying.ts'
import { expectClose } from '../close.ts'

const SHARES = [0.85, 0.1, 0.05]
const sum = (row: readonly number[]): number => row.reduce((total, n) => total + n, 0)
const moved = (shares: readonly number[], moves: number, dice: ReturnType<typeof diceOf>): number[] => {
  const row = shares.map(() => 0)
  for (let n = 0; n < moves; n++) row[pickIndex(dice, shares)]!++
  return row
}
/** Kinds of the first of three states; of the others nothing was seen. */
const found = (kinds: Counts): ReturnType<typeof kindChances> => {
  const state = pooled(kinds.map((row) => [row]))[0]!
  return kindChances([...kinds, [0, 0, 0], [0, 0, 0]], [...kinds.map(() => 0), 1, 2], priorOfWhole([state, [0, 0, 0], [0, 0, 0]]))
}

describe('kinds of a state', () => {
  test('kinds that differ keep what is theirs; one of whom little was seen is as the others; of whom nothing was seen is as the state', () => {
    const apart = found([[700, 300, 0], [990, 10, 0], [500, 500, 0], [1, 1, 0], [0, 0, 0]])
    expectClose(apart.means[0]![0]!, 0.7, 0.01)
    expectClose(apart.means[1]![0]!, 0.99, 0.01)
    expect(apart.own[0]! > 0.95 && apart.own[3]! < 0.5 && apart.own[4] === 0).toBe(true)
    const alike = found([[850, 100, 50], [847, 103, 50], [8, 2, 1]])
    expect(Math.max(...alike.own)).toBeLessThan(0.6)
    expect(Math.abs(alike.means[2]![0]! - 0.85)).toBeLessThan(0.02)
    for (const row of [...apart.means, ...alike.means, ...alike.draw(diceOf(2))]) expectClose(sum(row), 1, 1e-9)
    // Where nobody stood, nobody goes.
    for (const [i, row] of alike.means.slice(-2).entries()) expectClose(row[i + 1]!, 1, 1e-9)
  })

  test('a state of one kind is as sure as its moves, no more and no less', () => {
    const { means, draw } = found([[80, 15, 5]])
    expectClose(means[0]![0]!, 0.8, 0.01)
    const dice = diceOf(5)
    const drawn = Array.from({ length: 4000 }, () => draw(dice)[0]![0]!)
    const mean = sum(drawn) / drawn.length
    const error = Math.sqrt(sum(drawn.map((each) => (each - mean) ** 2)) / drawn.length)
    expect(Math.abs(error / Math.sqrt((0.8 * 0.2) / 101) - 1)).toBeLessThan(0.1)
  })

  test.each([['alike', Infinity], ['a little apart', 200], ['far apart', 12]])('where kinds are %s, intervals hold the truth about as often as they say, and are off by hardly more than counts alone', (_, weight) => {
    let [hits, all, mine, counted] = [0, 0, 0, 0]
    for (let seed = 1; seed <= 60; seed++) {
      const dice = diceOf(seed)
      const truth = [400, 150, 60, 20].map((moves) => ({ moves, shares: weight === Infinity ? SHARES : dirichlet(dice, SHARES.map((share) => share * weight)) }))
      const seen = truth.map(({ moves, shares }) => moved(shares, moves, dice))
      const { means, draw } = found(seen)
      const draws = Array.from({ length: 200 }, () => draw(dice))
      for (const [kind, { shares, moves }] of truth.entries()) for (const [j, share] of shares.entries()) {
        const [low, high] = quantilesOf(draws.map((p) => p[kind]![j]!), [0.025, 0.975]) as [number, number]
        hits += Number(low - 1e-9 <= share && share <= high + 1e-9)
        all++
        mine += (means[kind]![j]! - share) ** 2
        counted += (seen[kind]![j]! / moves - share) ** 2
      }
    }
    // A kind of 20 moves among four, of which it is not known how far they are apart, has it a little less often.
    expect(hits / all).toBeGreaterThan(0.88)
    expect(mine).toBeLessThan(counted * 1.05)
  })
})

test('that there are more of one kind in one month than in another is not taken for months that differ', () => {
  const dice = diceOf(9)
  const months = Array.from({ length: 24 }, (_, k) => [moved([0.95, 0.05], 20 + 15 * k, dice), moved([0.6, 0.4], 400 - 15 * k, dice), [0, 0]])
  const states = months.map(([first, second]) => [first!.map((n, j) => n + second![j]!), [0, 0]])
  const sureOf = (weights: readonly number[]): number => sum(sureCounts(states, weights)[0]!) / sum(pooled(states)[0]!)
  expect(sureOf(alikeOver(months, [0, 0, 1], 2))).toBeGreaterThan(0.7)
  expect(sureOf(alikeOver(states, [0, 1], 2))).toBeLessThan(0.2)
})
