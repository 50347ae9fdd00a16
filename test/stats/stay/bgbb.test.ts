import { describe, expect, test } from 'vitest'
import { BG_BB } from '#stats/stay/bgbb.ts'
import { packCells, type Cell } from '#stats/stay/cells.ts'
import { fitStay } from '#stats/stay/fit.ts'
import { CDNOW_ABSENT, CDNOW_NOTE, donations } from '../cdnow.ts'
import { expectClose } from '../close.ts'

const PUBLISHED = [1.203522, 0.749716, 0.656718, 2.783442] as const

describe.skipIf(CDNOW_ABSENT)(`donations, 11,104 in 22 cells (Fader, Hardie & Shang 2010)${CDNOW_NOTE}`, () => {
  test('α 1.203522 β .749716 γ .656718 δ 2.783442, −33225.581 (printed 1.204 .750 .657 2.783)', () => {
    const outcome = fitStay(BG_BB, packCells(donations()))
    if (!outcome.ok) throw new Error(outcome.reason)
    for (const [i, expected] of PUBLISHED.entries()) expectClose(outcome.value.parameters[i]!, expected, 1e-6)
    expect(outcome.value.parameters.map((value) => value.toFixed(3))).toEqual(['1.204', '0.750', '0.657', '2.783'])
    expect(outcome.value.logLikelihood).toBeCloseTo(-33225.581, 3)
  })
})

test.each([
  [0, 0, '0.11'],
  [2, 4, '0.59'],
  [6, 6, '0.93'],
])('P(alive in the coming year) of (%d, %d) after six years: %s (Fader, Hardie & Shang 2010, table 8)', (x, t_x, expected) =>
  expect(BG_BB.alive(PUBLISHED, { x, t_x, T: 6 }).toFixed(2)).toBe(expected))

/** The slow twin: p and θ on a grid, every way in which the history may have come about. */
function slow([a, b, c, d]: readonly number[], { x, t_x, T }: Omit<Cell, 'n'>, horizon: number): { likelihood: number; alive: number; chance: number; expected: number } {
  let [total, all, alive, chance, expected] = [0, 0, 0, 0, 0]
  for (let u = -60; u <= 40; u += 0.4)
    for (let v = -60; v <= 40; v += 0.4) {
      const [p, notP, leaves, stays] = [1 / (1 + Math.exp(-u)), 1 / (1 + Math.exp(u)), 1 / (1 + Math.exp(-v)), 1 / (1 + Math.exp(v))]
      const weight = p ** a! * notP ** b! * leaves ** c! * stays ** d!
      total += weight
      const here = weight * p ** x * notP ** (T - x) * stays ** T
      all += here
      for (let i = 0; i < T - t_x; i++) all += weight * p ** x * notP ** (t_x - x + i) * leaves * stays ** (t_x + i)
      alive += here * stays
      let silent = 0
      for (let i = 1; i <= horizon; i++) {
        expected += here * stays ** i * p
        silent += stays ** (i - 1) * notP ** (i - 1) * leaves
      }
      chance += here * (1 - silent - (stays * notP) ** horizon)
    }
  return { likelihood: all / total, alive: alive / all, chance: chance / all, expected: expected / all }
}

test('is what p and θ integrated out on a grid give', () => {
  const params = [1.2, 0.75, 0.66, 2.8]
  for (const [x, t_x, T] of [[0, 0, 0], [0, 0, 6], [2, 4, 6], [6, 6, 6], [1, 1, 3]] as const) {
    const expected = slow(params, { x, t_x, T }, 5)
    expectClose(Math.exp(BG_BB.evaluate(packCells([{ x, t_x, T, n: 1 }]), params).value), expected.likelihood, 1e-9, 'likelihood')
    expectClose(BG_BB.alive(params, { x, t_x, T }), expected.alive, 1e-9, 'alive')
    expectClose(BG_BB.chance(params, { x, t_x, T }, 5), expected.chance, 1e-9, 'chance')
    expectClose(BG_BB.expected(params, { x, t_x, T }, 5), expected.expected, 1e-9, 'expected')
  }
})

test('the gradient is that of the value, by central differences', () => {
  const packed = packCells([{ x: 2, t_x: 4, T: 6, n: 3 }, { x: 0, t_x: 0, T: 6, n: 9 }, { x: 5, t_x: 6, T: 8, n: 1 }])
  for (const params of [[1.2, 0.75, 0.66, 2.8], [0.1, 9, 3, 0.4]])
    for (const [i, slope] of BG_BB.evaluate(packed, params).gradient.entries()) {
      const [up, down] = [1e-5, -1e-5].map((step) => BG_BB.evaluate(packed, params.map((p, j) => (i === j ? p * Math.exp(step) : p))).value) as [number, number]
      expect(Math.abs((up - down) / 2e-5 - slope)).toBeLessThan(1e-6)
    }
})
