import { expect, test } from 'vitest'
import { formatsOf } from '#core/words/format.ts'
import { wordsOf } from '#core/words/index.ts'

const time = (zone: string, at: string): string => formatsOf(wordsOf('en'), zone, 'EUR').time(at)

test('a time of day is told on the company’s clocks, and none of what was told with a day alone', () => {
  expect(time('Europe/Tallinn', '2026-03-02T22:00:00Z')).toBe('')
  expect(time('Europe/Tallinn', '2026-03-03T00:00:00Z')).toBe('02:00')
  expect(time('Europe/Tallinn', '2026-03-02T22:00:00.001Z')).toBe('00:00')
  expect(time('Asia/Tokyo', '2026-03-02T15:00:00Z')).toBe('')
  // Where the clocks leap over midnight the day begins at one.
  expect(time('Africa/Cairo', '2026-04-23T22:00:00Z')).toBe('')
})

test('a sum for little room is told whole while it is short', () => {
  const { shortSum } = formatsOf(wordsOf('en'), 'Europe/Tallinn', 'EUR')
  expect([shortSum(7_760), shortSum(769_200), shortSum(-769_249), shortSum(1_000_000), shortSum(33_300_000)]).toEqual(['€78', '€7,692', '−€7,692', '€10k', '€333k'])
})
