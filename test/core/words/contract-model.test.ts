import { expect, test } from 'vitest'
import { contractText, type ContractFigures } from '#core/words/contract-model.ts'
import { formatsOf } from '#core/words/format.ts'
import { LOCALES, wordsOf } from '#core/words/index.ts'

const LEARNED: ContractFigures = {
  term_days: 365, renewals_told: true, contracts: 1234, lost: 321, goes_on: 0.1, missing: null,
  held: { cut: '2025-11-21T00:00:00.000Z', horizon_days: 365, asked: 900, said: 611.6, came: 607, ahead: 0.02, ahead_error: 0.004 },
}
const said = (figures: ContractFigures, locale: keyof typeof LOCALES = 'en'): string[] => {
  const words = wordsOf(locale)
  return contractText(figures, 200, words, formatsOf(words, 'Europe/Tallinn', 'EUR'))
}

test.each(Object.keys(LOCALES) as (keyof typeof LOCALES)[])('how contracts run and how many stay is said in %s', (locale) => {
  const sentences = said(LEARNED, locale)
  expect(sentences).toHaveLength(3)
  expect(sentences.join(' ')).not.toMatch(/[{}]/)
  expect(sentences[2]).toMatch(/612.*607|607.*612/)
})

test('better, worse and as well are told apart; what is missing is said', () => {
  const ahead = (by: number): string => said({ ...LEARNED, held: { ...LEARNED.held!, ahead: by } })[2]!
  expect([ahead(0.02), ahead(-0.02), ahead(0.001)].map((text) => /better than one rate|would have foretold better|foretold as well/.exec(text)?.[0])).toEqual(['better than one rate', 'would have foretold better', 'foretold as well'])
  expect(said({ ...LEARNED, held: null }).at(-1)).toMatch(/^Too few were under contract/)
  expect(said({ ...LEARNED, held: null, goes_on: null, missing: 'too_few' })).toEqual([expect.stringContaining('1,234 contracts'), expect.stringContaining('it takes 200 contracts')])
  expect(said({ ...LEARNED, renewals_told: false })[0]).toMatch(/^Contracts run on until they are cancelled/)
  expect(said({ ...LEARNED, goes_on: 0.6 })[1]).toMatch(/whichever is the surer/)
})
