import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareRanking, differenceAmongEquals, differenceOfShares, type TwoCounts } from '#stats/compare.ts'
import { diceOf, normal } from '#stats/random.ts'

// Newcombe 1998, Statistics in Medicine 17:873, table II, method 10.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
])('Newcombe’s %i/%i − %i/%i', (k1, n1, k2, n2, low, high) => {
  const found = differenceOfShares({ k1, n1, k2, n2 })
  expect(found.low).toBeCloseTo(low, 4)
  expect(found.high).toBeCloseTo(high, 4)
})

test('nobody on one side says nothing', () => {
  expect(differenceOfShares({ k1: 0, n1: 0, k2: 3, n2: 9 })).toEqual({ value: 0, low: -1, high: 1 })
  expect(differenceAmongEquals([{ k1: 0, n1: 0, k2: 3, n2: 9 }])).toBeNull()
})

test('one stratum is a plain difference; strata that differ only in their level leave the difference alone', () => {
  const one = differenceAmongEquals([{ k1: 30, n1: 100, k2: 40, n2: 200 }])
  expect(one?.value).toBeCloseTo(0.1, 12)
  expect((one?.high ?? 0) - 0.1).toBeCloseTo(1.959964 * Math.sqrt((0.3 * 0.7) / 100 + (0.2 * 0.8) / 200), 2)
  // Simpson's paradox: within each stratum the first is better by .1, and most of the first are where all are worse.
  const strata: TwoCounts[] = [{ k1: 180, n1: 900, k2: 10, n2: 100 }, { k1: 80, n1: 100, k2: 630, n2: 900 }]
  expect(differenceAmongEquals(strata)?.value).toBeCloseTo(0.1, 12)
  expect(differenceOfShares({ k1: 260, n1: 1000, k2: 640, n2: 1000 }).value).toBeLessThan(-0.3)
})

test('among equals the interval holds the truth about 95 times in 100, in many small strata', () => {
  const dice = diceOf(7)
  let held = 0
  for (let round = 0; round < 400; round++) {
    const strata = Array.from({ length: 60 }, (_, i): TwoCounts => {
      const level = 0.1 + (0.6 * i) / 60
      const count = (n: number, p: number): number => Array.from({ length: n }, () => dice.uniform() < p).filter(Boolean).length
      return { k1: count(5, level + 0.08), n1: 5, k2: count(8, level), n2: 8 }
    })
    const found = differenceAmongEquals(strata)
    if (found && found.low <= 0.08 && found.high >= 0.08) held++
  }
  expect(held / 400).toBeGreaterThan(0.92)
  expect(held / 400).toBeLessThan(0.98)
})

/** The slow twin: every pair is looked at. */
function slowAuc(scores: Float64Array, did: Uint8Array): number {
  let [wins, pairs] = [0, 0]
  for (const [i, x] of scores.entries()) for (const [j, y] of scores.entries()) {
    if (!did[i] || did[j]) continue
    pairs++
    wins += x > y ? 1 : x === y ? 0.5 : 0
  }
  return wins / pairs
}

test('the area under the curve is what looking at every pair gives, ties and all', () => {
  const people = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.boolean()), { minLength: 4, maxLength: 40 })
  fc.assert(fc.property(people, (rows) => {
    const did = Uint8Array.from(rows, ([, , one]) => Number(one))
    const [first, second] = [0, 1].map((i) => Float64Array.from(rows, (row) => row[i] as number)) as [Float64Array, Float64Array]
    const found = compareRanking(first, second, did)
    if (!found) {
      expect(Math.min(did.filter(Boolean).length, did.filter((one) => !one).length)).toBeLessThan(2)
      return
    }
    expect(found.first).toBeCloseTo(slowAuc(first, did), 12)
    expect(found.second).toBeCloseTo(slowAuc(second, did), 12)
  }))
})

test('a score is not better than itself, and the interval of a difference holds the truth about 95 times in 100', () => {
  const dice = diceOf(11)
  let held = 0
  for (let round = 0; round < 200; round++) {
    const did = Uint8Array.from({ length: 200 }, () => Number(dice.uniform() < 0.4))
    const first = Float64Array.from(did, (one) => one + normal(dice))
    const second = Float64Array.from(did, (one) => one + normal(dice))
    const found = compareRanking(first, second, did)
    if (found && found.difference.low <= 0 && found.difference.high >= 0) held++
    if (round === 0) expect(compareRanking(first, first, did)?.difference).toEqual({ value: 0, low: 0, high: 0 })
  }
  expect(held / 200).toBeGreaterThan(0.91)
})
