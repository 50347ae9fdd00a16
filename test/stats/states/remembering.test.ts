import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { againAfter, everAlong, forgetful, reachesAlong, staysAlong, worthAlong, type Chain } from '#stats/states/remembering.ts'
import type { Chances } from '#stats/states/transitions.ts'
import { everReaches, reachesWithin, worthWithin } from '#stats/states/worth.ts'
import { expectClose } from '../close.ts'

const CHANCES = [[0.8, 0.15, 0.05], [0.1, 0.7, 0.2], [0.02, 0.03, 0.95]]

/** Two states that are left with the same chance at any time, and a third that remembers: its first step, the next two, and all later ones. */
const CHAIN: Chain = {
  states: 3, state: Int32Array.of(0, 1, 2, 2, 2, 2), row: Int32Array.of(0, 1, 2, 3, 3, 4),
  next: Int32Array.from([[0, 1, 2], [0, 1, 2], [0, 1, 3], [0, 1, 4], [0, 1, 5], [0, 1, 5]].flat()),
}
const ROWS = [[0.8, 0.15, 0.05], [0.1, 0.7, 0.2], [0.1, 0.2, 0.7], [0.02, 0.05, 0.93], [0, 0.01, 0.99]]
const REWARDS = [10, 4, 1, 0.5, 0]

/** The slow twin: places as the states of a chain that forgets. */
const dense = ({ states, row, next }: Chain, rows: Chances): number[][] => [...row.keys()].map((place) => [...row.keys()].map((after) =>
  rows[row[place]!]!.reduce((sum, chance, to) => sum + (next[place * states + to] === after ? chance : 0), 0)))

describe('a chain that remembers', () => {
  test('where there is nothing to remember it is the chain that forgets', () => {
    const chain = forgetful(3)
    for (const [i, value] of worthAlong(chain, CHANCES, [10, 4, 0], 0.99, 36).entries()) expectClose(value, worthWithin(CHANCES, [10, 4, 0], 0.99, 36)[i]!, 1e-12)
    for (const [i, value] of everAlong(chain, 0, [2])(CHANCES).entries()) expectClose(value, everReaches(CHANCES, 0, [2])[i]!, 1e-12)
    for (const [i, value] of reachesAlong(chain, CHANCES, 0, 7).entries()) expectClose(value, reachesWithin(CHANCES, 0, 7)[i]!, 1e-12)
    for (const state of [0, 1, 2]) expectClose(staysAlong(chain, CHANCES, state), 1 / (1 - CHANCES[state]![state]!), 1e-12)
    expectClose(againAfter(chain, CHANCES, 2)[0]!, 0.8 * 0.8 + 0.15 * 0.1 + 0.05 * 0.02, 1e-12)
  })

  test('the slow twin: every place is a state of its own', () => {
    const p = dense(CHAIN, ROWS)
    const paid = [...CHAIN.row].map((row) => REWARDS[row]!)
    for (const [i, value] of worthAlong(CHAIN, ROWS, REWARDS, 0.98, 40).entries()) expectClose(value, worthWithin(p, paid, 0.98, 40)[i]!, 1e-12)
    for (const [i, value] of everAlong(CHAIN, 0, [])(ROWS).entries()) expectClose(value, everReaches(p, 0, [])[i]!, 1e-9)
    for (const [i, value] of everAlong(CHAIN, 1, [0])(ROWS).entries()) expectClose(value, everReaches(p, 1, [0])[i]!, 1e-12)
    for (const [i, value] of reachesAlong(CHAIN, ROWS, 0, 9).entries()) expectClose(value, reachesWithin(p, 0, 9)[i]!, 1e-12)
    let power = p
    for (let step = 1; step < 5; step++) power = power.map((row) => row.map((_, j) => row.reduce((sum, chance, k) => sum + chance * p[k]![j]!, 0)))
    for (const [place, again] of againAfter(CHAIN, ROWS, 5).entries()) expectClose(again, power[place]!.reduce((sum, chance, after) => sum + (CHAIN.state[after] === CHAIN.state[place] ? chance : 0), 0), 1e-12)
  })

  test('closed form: a stay that is left with chance .3 at once, then .07 twice, then .01, lasts 1 + .7 (1 + .93 (1 + .93 / .01)) steps', () => {
    expectClose(staysAlong(CHAIN, ROWS, 2), 1 + 0.7 * (1 + 0.93 * (1 + 0.93 / 0.01)), 1e-12)
    expectClose(staysAlong(CHAIN, ROWS, 5), 100, 1e-9)
    // Of three steps, and of five: no more is counted.
    expectClose(staysAlong(CHAIN, ROWS, 2, 3), 1 + 0.7 + 0.7 * 0.93, 1e-12)
    expectClose(staysAlong(CHAIN, ROWS, 2, 5), 1 + 0.7 * (1 + 0.93 * (1 + 0.93 * (1 + 0.99))), 1e-12)
    expectClose(staysAlong(CHAIN, [...ROWS.slice(0, 4), [0, 0, 1]], 5, 240), 240, 1e-9)
  })

  test('laws: chances lie between 0 and 1, who is there has reached it, who stays for good never does, and more steps reach more', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(fc.property(fc.array(fc.tuple(share, share, share), { minLength: 5, maxLength: 5 }), fc.nat(2), (weights, target) => {
      const rows = weights.map((row) => {
        const sum = row.reduce((total, each) => total + each, 0)
        return sum > 0 ? row.map((each) => each / sum) : [0, 0, 1]
      })
      const [ever, soon, later] = [everAlong(CHAIN, target, [(target + 1) % 3])(rows), reachesAlong(CHAIN, rows, target, 3), reachesAlong(CHAIN, rows, target, 6)]
      for (const [place, chance] of ever.entries()) {
        expect(chance >= -1e-9 && chance <= 1 + 1e-9, String(chance)).toBe(true)
        if (CHAIN.state[place] === target) expect([chance, soon[place]]).toEqual([1, 1])
        if (CHAIN.state[place] === (target + 1) % 3) expect(chance).toBe(0)
        expect(soon[place]! <= later[place]! + 1e-12).toBe(true)
      }
    }), { numRuns: 200 })
  })
})
