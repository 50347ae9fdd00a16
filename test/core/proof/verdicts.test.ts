import { expect, test } from 'vitest'
import { cellOf, scoresOf } from '#core/proof/conduct.ts'
import type { Observed } from '#core/proof/observed.ts'
import { tallied } from '#core/proof/tally.ts'
import { verdictsOf } from '#core/proof/verdicts.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { formatsOf } from '#core/words/format.ts'
import { wordsOf } from '#core/words/index.ts'
import { verdictText } from '#core/words/verdict.ts'
import { diceOf } from '#stats/random.ts'

const ONE: Observed = { state: 'satisfied', heart: null, chance: 0.5, bought_days: 3, silent_days: 20, variants: [], returned: false, referred: false, paid: 0, list: 0 }
const WINDOW = 365
const people = (n: number, make: (u: () => number, i: number) => Partial<Observed>, seed = 5): Observed[] => {
  const dice = diceOf(seed)
  return Array.from({ length: n }, (_, i) => ({ ...ONE, ...make(dice.uniform, i) }))
}
const findings = (seen: readonly Observed[]): Record<string, string> => Object.fromEntries(verdictsOf(tallied(seen, WINDOW, [])).map(({ claim, finding, values }) => [`${claim} ${String(values['higher'] ?? '')}`.trim(), finding]))

test('a map that is drawn by lot shows nothing, however many there are', () => {
  const found = findings(people(8000, (u) => ({ state: (['loyal', 'satisfied', 'dissatisfied'] as const)[Math.floor(u() * 3)] ?? 'loyal', bought_days: 1 + Math.floor(u() * 8), silent_days: u() * 300, returned: u() < 0.5, referred: u() < 0.1 })))
  expect(Object.entries(found).filter(([claim, finding]) => /plain|equal|beyond/.test(claim) && finding !== 'unclear')).toEqual([])
})

test('a map that only repeats conduct is found out: its plain differences go among equals', () => {
  const found = findings(people(8000, (u) => {
    const silent_days = u() * 365
    return { silent_days, state: silent_days < 120 ? 'loyal' : silent_days < 240 ? 'satisfied' : 'dissatisfied', returned: u() < 1 - silent_days / 365 }
  }))
  expect(found).toMatchObject({ 'returned_plain loyal_or_devoted': 'yes', 'returned_plain satisfied': 'yes', returned_beyond_map: 'unclear' })
  expect(found['returned_equal loyal_or_devoted']).not.toBe('yes')
})

test('a map that is upside down is told so', () => {
  expect(findings(people(2000, (u, i) => ({ state: i % 2 ? 'loyal' : 'satisfied', returned: u() < (i % 2 ? 0.3 : 0.6) })))['returned_plain loyal_or_devoted']).toBe('no')
})

test('with few there is no verdict', () => {
  expect(new Set(Object.values(findings(people(60, (u) => ({ returned: u() < 0.5 })))))).toEqual(new Set(['not_enough']))
  expect(new Set(Object.values(findings([])))).toEqual(new Set(['not_enough']))
})

test('no score knows its own outcome: what is drawn by lot is not foretold', () => {
  const seen = people(4000, (u) => ({ bought_days: 1 + Math.floor(u() * 20), silent_days: u() * 365, heart: u() * 2 - 1, returned: u() < 0.5 }))
  const { conduct, did } = scoresOf(seen, WINDOW, (one) => one.returned)
  const mean = (of: number): number => conduct.filter((_, i) => did[i] === of).reduce((sum, score, _i, all) => sum + score / all.length, 0)
  expect(Math.abs(mean(1) - mean(0))).toBeLessThan(0.01)
})

test('those in one cell bought alike; whoever never bought has a cell of their own', () => {
  const cell = (bought_days: number, silent_days: number | null): string => cellOf({ ...ONE, bought_days, silent_days })
  expect([cell(3, 100) === cell(4, 101), cell(3, 100) === cell(3, 130), cell(2, 100) === cell(3, 100), cell(1, 0.1) === cell(1, 0.9)]).toEqual([true, false, false, true])
  expect(cell(0, null)).not.toBe(cell(1, 1))
})

test.each(LANGUAGES)('every verdict can be said in %s', (language) => {
  const words = wordsOf(language)
  const formats = formatsOf(words, 'Europe/Tallinn', 'EUR')
  const seen = people(3000, (u) => ({ state: (['loyal', 'satisfied', 'dissatisfied', 'lapsed'] as const)[Math.floor(u() * 4)] ?? 'loyal', variants: ['loyal'], returned: u() < 0.5, referred: u() < 0.2 }))
  for (const verdict of verdictsOf(tallied(seen, WINDOW, [{ name: 'heart_high', value: 0.4 }]))) {
    const said = Object.values(verdictText(verdict, words, formats)).join(' ')
    expect(said).not.toMatch(/[{}]|undefined|NaN/)
  }
})
