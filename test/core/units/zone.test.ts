import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoMonth, isZone, monthOfDay, zoneOf } from '#core/units/zone.ts'

const NAMES = ['UTC', 'Europe/Tallinn', 'America/New_York', 'Asia/Tokyo', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Sao_Paulo']
const moment = fc.integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2090, 0, 1) })

/** The calendar day as Intl has it: the slow twin. */
function intlDay(name: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: name, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at)
  const get = (type: string): string => parts.find((p) => p.type === type)?.value ?? ''
  return `${get('year')}-${get('month')}-${get('day')}`
}

describe.each(NAMES)('the zone %s', (name) => {
  const zone = zoneOf(name)

  test('has the calendar that Intl has', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(new Date(zone.dayOf(at) * 86_400_000).toISOString().slice(0, 10)).toBe(intlDay(name, at))
      }),
      { numRuns: 300 },
    )
  })

  test('finds the instant of a wall clock again', () => {
    fc.assert(
      fc.property(moment, (at) => {
        const wall = new Date(at + zone.offsetAt(at) * 60_000)
        const found = zone.instantOf({
          year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate(), hour: wall.getUTCHours(), minute: wall.getUTCMinutes(),
          second: wall.getUTCSeconds(), ms: wall.getUTCMilliseconds(),
        })
        // In the hour that comes twice, the first is meant.
        expect(found === at || (found < at && at - found <= 3_600_000 && found + zone.offsetAt(found) * 60_000 === wall.getTime())).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('counts months as its calendar does', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(isoMonth(zone.monthOf(at)).slice(0, 7)).toBe(intlDay(name, at).slice(0, 7))
      }),
      { numRuns: 200 },
    )
  })
})

test('a wall clock that was skipped means the moment after the gap', () => {
  // In Tallinn clocks went from 03:00 to 04:00 on 2024-03-31.
  expect(new Date(zoneOf('Europe/Tallinn').instantOf({ year: 2024, month: 3, day: 31, hour: 3, minute: 30 })).toISOString()).toBe('2024-03-31T01:30:00.000Z')
})

test('a wall clock that came twice means the first', () => {
  expect(new Date(zoneOf('Europe/Tallinn').instantOf({ year: 2024, month: 10, day: 27, hour: 3, minute: 30 })).toISOString()).toBe('2024-10-27T00:30:00.000Z')
})

test('every day from 1900 to 2200 falls in the month that Date says', () => {
  for (let day = -25_567; day < 84_006; day++) {
    const date = new Date(day * 86_400_000)
    if (monthOfDay(day) !== (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()) throw new Error(`day ${day}`)
  }
})

test('what is no zone is told apart', () => {
  expect([isZone('Europe/Oslo'), isZone('Europe/Atlantis'), isZone('')]).toEqual([true, false, false])
})
