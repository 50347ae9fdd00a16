import { expect, test } from 'vitest'
import { formatsOf } from '#core/words/format.ts'
import { wordsOf } from '#core/words/index.ts'
import { conditionsOf, filterIn, without } from '#web/app/parts/filter/said.ts'

const words = wordsOf('en')
const saying = { words, formats: formatsOf(words, 'Europe/Tallinn', 'EUR'), called: { units: new Map([['tartu', 'Tartu Kvartal']]), segments: new Map() } }
const search = { look: 'table', made: 'satisfied>loyal', met: 'purchase:unit:tartu', met_within: '60', from: '2025-04-01', to: '2025-06-30' }

test('a move after something that was met reads as a sentence, and is taken away as a whole', () => {
  const [condition, ...others] = conditionsOf(search, saying)
  expect([condition?.said.split(', '), others]).toEqual([['Moved from satisfied to loyal within 60 days after: Bought at Tartu Kvartal', saying.formats.period('2025-04-01T12:00:00Z', '2025-06-30T12:00:00Z')], []])
  expect(condition && without(search, condition)).toEqual({ look: 'table' })
  expect(conditionsOf({ made: 'satisfied>loyal' }, saying)[0]?.said).toBe('Moved from satisfied to loyal')
})

test('it is part of what a segment keeps', () => {
  const { look: _look, ...filter } = search
  expect(filterIn(search)).toEqual(filter)
})
