import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparedPeriod } from '#core/map/compare.ts'
import { FEWEST_HEARD, loyalShare } from '#core/map/loyal-share.ts'
import { isoOf } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'

const tallinn = zoneOf('Europe/Tallinn')
const period = (from: string, to: string): { from: number; to: number } => ({ from: Date.parse(from), to: Date.parse(to) })
const said = ({ from, to }: { from: number; to: number }): [string, string] => [isoOf(from), isoOf(to)]

test('a quarter is compared with the one before it, or with the same a year ago, on the company’s calendar', () => {
  const spring = period('2026-03-31T21:00:00.000Z', '2026-06-30T20:59:59.999Z')
  expect(said(comparedPeriod(spring, 'before', tallinn))).toEqual(['2025-12-30T21:00:00.000Z', '2026-03-31T20:59:59.999Z'])
  expect(said(comparedPeriod(spring, 'year', tallinn))).toEqual(['2025-03-31T21:00:00.000Z', '2025-06-30T20:59:59.999Z'])
  // Summer time begins on another day each year: the wall clock counts.
  expect(said(comparedPeriod(period('2026-03-29T09:00:00.000Z', '2026-03-30T09:00:00.000Z'), 'year', tallinn))).toEqual(['2025-03-29T10:00:00.000Z', '2025-03-30T09:00:00.000Z'])
  expect(said(comparedPeriod(period('2024-02-28T22:00:00.000Z', '2024-02-29T21:59:59.999Z'), 'year', tallinn))).toEqual(['2023-02-28T22:00:00.000Z', '2023-03-01T21:59:59.999Z'])
})

test('the period before is as long, ends where the period begins, and leaves no gap', () => {
  const moment = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2030, 0, 1) })
  fc.assert(fc.property(moment, moment, (a, b) => {
    const own = { from: Math.min(a, b), to: Math.max(a, b) }
    const before = comparedPeriod(own, 'before', tallinn)
    expect(before.to + 1).toBe(own.from)
    expect(before.to - before.from).toBe(own.to - own.from)
    const year = comparedPeriod(own, 'year', tallinn)
    expect(own.from - year.from).toBeGreaterThan(364 * 86_400_000)
    expect(own.from - year.from).toBeLessThan(367 * 86_400_000)
    expect(year.from).toBeLessThanOrEqual(year.to)
  }))
})

test('the loyal share is of those heard who are still there, with its interval; of too few there is none', () => {
  const states = [{ state: 'devoted', heard: 10 }, { state: 'loyal', heard: 20 }, { state: 'satisfied', heard: 30 }, { state: 'lapsed', heard: 500 }] as const
  expect(loyalShare(states)).toMatchObject({ value: 0.5, heard: 60 })
  expect(loyalShare([{ state: 'loyal', heard: FEWEST_HEARD - 1 }])).toBeNull()
})
