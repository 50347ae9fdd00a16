import { expect, test } from 'vitest'
import { BEGINNING } from '#core/map/period.ts'
import { formatsOf } from '#core/words/format.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { wordsOf } from '#core/words/index.ts'
import { DAY_MS } from '#core/units/time.ts'

const TO = Date.UTC(2026, 0, 31, 12)

test.each(LANGUAGES)('in %s a period without a beginning says so instead of a year, whatever the zone; one with a beginning names it', (language) => {
  for (const zone of ['Europe/Tallinn', 'Asia/Tokyo', 'America/Los_Angeles']) {
    const { period, day } = formatsOf(wordsOf(language), zone, 'EUR')
    for (const from of [BEGINNING, new Date(BEGINNING).toISOString()]) {
      const said = period(from, TO)
      expect([said.includes(day(TO)), /1900|1899/.test(said), said.length > day(TO).length + 2]).toEqual([true, false, true])
    }
    expect(period(BEGINNING + 2 * DAY_MS, TO)).toContain('1900')
  }
  expect(formatsOf(wordsOf('en'), 'UTC', 'EUR').period(BEGINNING, TO)).toBe('from the beginning to 31 Jan 2026')
})
