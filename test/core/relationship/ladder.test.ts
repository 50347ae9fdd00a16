import { expect, test } from 'vitest'
import { begin } from '#core/relationship/memory.ts'
import type { State } from '#core/relationship/state.ts'
import { tell } from '#core/relationship/tell.ts'
import { playSample } from '#sample/play.ts'
import { rulesWith } from './histories.ts'

const END = Date.UTC(2026, 0, 1)
/** As learned from such a company; the ladder must not hang on the last digit of it. */
const rules = rulesWith({
  usual_gap_days: 59, offer: { overall: 0.28, weight: 4, first: 0, weeks: [] },
  stay: { kind: 'mbgnbd', parameters: [1.35, 68, 0.063, 0.51], covariance: [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]], cells: null, chosen: { compared: false, reason: 'too_short' } },
})

test.each([11, 12])('the ladder orders bonds that it never saw: sample company, seed %i', (seed) => {
  const sample = playSample({ customers: 3000, years: 3, seed, end: END })
  const bonds = new Map<State, number[]>()
  let number = 0
  for (const { facts } of sample.customers) {
    number++
    const { state } = tell(begin(null), facts, END, rules).memory
    const bond = sample.truthOf(number).bonds.at(-1)?.bond
    if (state !== null && bond !== undefined) bonds.set(state, [...(bonds.get(state) ?? []), bond])
  }
  const mean = (state: State): number => {
    const own = bonds.get(state) ?? []
    expect(own.length).toBeGreaterThan(50)
    return own.reduce((sum, b) => sum + b, 0) / own.length
  }
  const rungs = (['devoted', 'loyal', 'satisfied', 'disappointed', 'lapsed'] as const).map(mean)
  expect(rungs).toEqual(rungs.toSorted((a, b) => b - a))
  expect(mean('dissatisfied')).toBeLessThan(mean('satisfied'))
})
