import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MOST_MONTHS, monthMarks } from '#core/map/months.ts'
import { isoMonth, zoneOf } from '#core/units/zone.ts'

const tallinn = zoneOf('Europe/Tallinn')
const iso = (at: number): string => new Date(at).toISOString()

test('a quarter has both its ends and the ends of its months, in the company’s zone', () => {
  const marks = monthMarks(Date.parse('2026-02-15T10:00:00Z'), Date.parse('2026-05-10T10:00:00Z'), tallinn)
  expect(marks.map(({ at, month }) => [iso(at), isoMonth(month)])).toEqual([
    ['2026-02-15T10:00:00.000Z', '2026-02-01'], ['2026-02-28T21:59:59.999Z', '2026-02-01'], ['2026-03-31T20:59:59.999Z', '2026-03-01'],
    ['2026-04-30T20:59:59.999Z', '2026-04-01'], ['2026-05-10T10:00:00.000Z', '2026-05-01'],
  ])
})

test('a period that ends with a month has that end once; one of no length is one moment', () => {
  const end = Date.parse('2026-03-31T20:59:59.999Z')
  expect(monthMarks(end - 1000, end, tallinn).map(({ at }) => at)).toEqual([end - 1000, end])
  expect(monthMarks(end, end, tallinn).map(({ at }) => at)).toEqual([end])
})

test('marks are in order, none twice, from end to end, each in its own month; of very many the latest are there', () => {
  const moment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) })
  fc.assert(fc.property(moment, moment, fc.constantFrom('Europe/Tallinn', 'America/New_York', 'Asia/Tokyo'), (a, b, name) => {
    const zone = zoneOf(name)
    const [from, to] = [Math.min(a, b), Math.max(a, b)]
    const marks = monthMarks(from, to, zone)
    const times = marks.map(({ at }) => at)
    expect(times).toEqual([...new Set(times)].toSorted((x, y) => x - y))
    expect(times.at(-1)).toBe(to)
    expect(marks.length).toBeLessThanOrEqual(MOST_MONTHS + 2)
    if (zone.monthOf(to) - zone.monthOf(from) <= MOST_MONTHS) expect(times[0]).toBe(from)
    for (const { at, month } of marks) expect(zone.monthOf(at)).toBe(month)
    for (const { at } of marks.slice(1, -1)) expect(zone.monthOf(at + 1)).toBe(zone.monthOf(at) + 1)
  }))
})
