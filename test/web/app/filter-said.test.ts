import { expect, test } from 'vitest'
import { formatsOf } from '#core/words/format.ts'
import { wordsOf } from '#core/words/index.ts'
import { conditionsOf, filterBody, filterIn, searchOf, without, type Saying, type Search } from '#web/app/parts/filter/said.ts'

const called = { units: new Map([['tartu', 'Tartu'], ['tallinn', 'Tallinn']]), segments: new Map([['7', 'Our best']]) }
const saying = (language: 'en' | 'et' | 'ja'): Saying => ({ words: wordsOf(language), formats: formatsOf(wordsOf(language), 'Europe/Tallinn', 'EUR'), called })
const said = (search: Search, language: 'en' | 'et' | 'ja' = 'en'): string => conditionsOf(search, saying(language)).map((condition) => condition.said).join(', ').replaceAll('\u2009', ' ')

const FULL: Search = {
  sort: 'value', q: 'berg', unit: ['tartu'], state: ['devoted', 'loyal'], 'max.heart': '0.3', cohort: '2024', 'attribute.tier': ['gold', 'silver'], heard: 'true', 'min.value': '1000000', 'max.value': '2000000',
  moved_from: 'none', moved_to: 'loyal', from: '2025-09-01', to: '2025-11-30', segment: ['7', '9'],
}

test('a filter reads as a sentence, whatever order the address is in', () => {
  expect(said({ cohort: '2024', 'max.heart': '0.3', unit: 'tartu', state: ['devoted', 'loyal'] })).toBe('Devoted or loyal, in Tartu, heart 0.30 or less, joined 2024')
  expect(said(FULL)).toBe('Devoted or loyal, from nobody yet to loyal, 1 Sept – 30 Nov 2025, in Tartu, heart 0.30 or less, value of a year €10,000 to €20,000, joined 2024, tier: gold or silver, heard in their own words, segment Our best, segment 9')
  expect(said({ unit: ['tartu', 'tallinn'], cohort: '2024-03' })).toBe('In Tartu or Tallinn, joined Mar 2024')
  expect(said({ state: 'loyal', moved: 'climbed' }, 'et')).toBe('Lojaalne, Tõusis')
  expect(said({ state: ['loyal', 'new'] }, 'ja')).toContain('または')
  expect(said({ sort: 'value', q: 'berg' })).toBe('')
})

test('taking a condition away takes all of it, and nothing else', () => {
  for (const condition of conditionsOf(FULL, saying('en'))) {
    const left = conditionsOf(without(FULL, condition), saying('en')).map(({ id }) => id)
    expect(left).toEqual(conditionsOf(FULL, saying('en')).map(({ id }) => id).filter((id) => id !== condition.id))
  }
  const none = conditionsOf(FULL, saying('en')).reduce<Search>(without, FULL)
  expect(filterIn(none)).toEqual({ q: 'berg' })
  expect(none['sort']).toBe('value')
})

test('a filter goes into a body and comes back as it was', () => {
  const { q: _q, segment: _s, sort: _o, ...saved } = FULL
  expect(filterBody(FULL)).toEqual({
    unit: ['tartu'], state: ['devoted', 'loyal'], max: { heart: '0.3', value: '2000000' }, min: { value: '1000000' }, cohort: '2024', attribute: { tier: ['gold', 'silver'] }, heard: 'true',
    moved_from: 'none', moved_to: 'loyal', from: '2025-09-01', to: '2025-11-30',
  })
  expect(searchOf(filterBody(FULL))).toEqual(saved)
})
