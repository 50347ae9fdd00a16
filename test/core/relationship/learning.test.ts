import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nightsAround } from '#core/relationship/learning.ts'
import { zoneOf } from '#core/units/zone.ts'

const TALLINN = zoneOf('Europe/Tallinn')
const around = (now: string, every: 'weekly' | 'monthly', zone = TALLINN): string[] => {
  const nights = nightsAround(Date.parse(now), every, zone)!
  return [nights.last, nights.next].map((at) => new Date(at).toISOString())
}

test('weekly it is the night to Monday, monthly that to the first, at three on the company’s clocks, in summer as in winter', () => {
  // 2026-03-29, a Sunday, is the day on which summer time begins in Tallinn.
  expect(around('2026-03-25T12:00:00Z', 'weekly')).toEqual(['2026-03-23T01:00:00.000Z', '2026-03-30T00:00:00.000Z'])
  expect(around('2026-03-30T00:00:00Z', 'weekly')).toEqual(['2026-03-30T00:00:00.000Z', '2026-04-06T00:00:00.000Z'])
  expect(around('2026-03-29T23:59:59Z', 'weekly')).toEqual(['2026-03-23T01:00:00.000Z', '2026-03-30T00:00:00.000Z'])
  expect(around('2026-01-01T00:30:00Z', 'monthly')).toEqual(['2025-12-01T01:00:00.000Z', '2026-01-01T01:00:00.000Z'])
  expect(around('2026-01-31T12:00:00Z', 'monthly')).toEqual(['2026-01-01T01:00:00.000Z', '2026-02-01T01:00:00.000Z'])
  expect(around('2026-03-30T12:00:00Z', 'weekly', zoneOf('Pacific/Auckland'))).toEqual(['2026-03-29T14:00:00.000Z', '2026-04-05T15:00:00.000Z'])
  expect(nightsAround(0, 'off', TALLINN)).toBeNull()
})

test('at every moment there is one night behind and one ahead, and they follow each other', () => {
  fc.assert(fc.property(fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2060, 0, 1) }), fc.constantFrom('weekly' as const, 'monthly' as const), fc.constantFrom('Europe/Tallinn', 'Asia/Tokyo', 'America/New_York', 'Pacific/Apia'), (now, every, name) => {
    const zone = zoneOf(name)
    const { last, next } = nightsAround(now, every, zone)!
    expect(last).toBeLessThanOrEqual(now)
    expect(next).toBeGreaterThan(now)
    expect(nightsAround(next, every, zone)!.last).toBe(next)
    expect(nightsAround(next - 1, every, zone)!.last).toBe(last)
  }))
})
