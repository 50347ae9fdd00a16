import { expect, test } from 'vitest'
import { momentOf } from '#core/map/period.ts'
import { withAllBelow } from '#core/map/units.ts'
import { tellUntil } from '#core/relationship/horizon.ts'
import { zoneOf } from '#core/units/zone.ts'

const tallinn = zoneOf('Europe/Tallinn')
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

test('a day is whole, on the calendar of the company', () => {
  expect(iso(momentOf('2026-06-30', tallinn, 'start'))).toBe('2026-06-29T21:00:00.000Z')
  expect(iso(momentOf('2026-06-30', tallinn, 'end'))).toBe('2026-06-30T20:59:59.999Z')
  expect(iso(momentOf('2026-12-31', tallinn, 'end'))).toBe('2026-12-31T21:59:59.999Z')
})

test('an instant is itself, and what is neither is nothing', () => {
  expect(iso(momentOf('2026-06-30T12:00:00+03:00', tallinn, 'end'))).toBe('2026-06-30T09:00:00.000Z')
  for (const text of ['', 'today', '2026-13-01', '2026-02-29', '2026-6-1', '2026-06-30T12:00:00']) expect(momentOf(text, tallinn, 'start')).toBeNull()
})

test('a unit comes with all below it, once, even where somebody made a ring', () => {
  const units = [{ key: 'north', parent: null }, { key: 'oslo', parent: 'north' }, { key: 'oslo-1', parent: 'oslo' }, { key: 'a', parent: 'b' }, { key: 'b', parent: 'a' }]
  expect(withAllBelow(['north'], units).toSorted()).toEqual(['north', 'oslo', 'oslo-1'])
  expect(withAllBelow(['a'], units).toSorted()).toEqual(['a', 'b'])
  expect(withAllBelow(['nobody-entered-it'], units)).toEqual(['nobody-entered-it'])
})

test('time is told up to now while facts come, and stands still where the feed has stopped', () => {
  const day = 86_400_000
  const now = 1000 * day
  expect(tellUntil(now, now - 5 * day, 0)).toBe(now)
  expect(tellUntil(now, now + 60_000, 0)).toBe(now + 60_000)
  expect(tellUntil(now, 400 * day, 0)).toBe(400 * day)
  expect(tellUntil(now, 400 * day, 430 * day)).toBe(430 * day)
  expect(tellUntil(now, null, 7)).toBe(7)
})
