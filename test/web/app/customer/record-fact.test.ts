import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFact } from '#contract/history/parse.ts'
import { HAND_FORMS, HAND_KINDS, type Ask, type HandKind } from '#core/history/by-hand.ts'
import { SCALES, type Question } from '#core/history/kinds.ts'
import { factToSend, flawsOf, momentOf, wallClock, type Values } from '#web/app/customer/record-fact.ts'

const ZONES = ['Europe/Tallinn', 'Asia/Tokyo', 'America/St_Johns', 'UTC'] as const
const NOW = Date.UTC(2026, 5, 1, 12)

/** Something that may be filled in for a field, empty and wrong things among them. */
function anything(ask: Ask): fc.Arbitrary<string | readonly string[] | undefined> {
  const text = fc.oneof(fc.constant(''), fc.constant('   '), fc.constant('Cold food'), fc.string({ maxLength: 300, unit: fc.constantFrom('a', 'é', '冷') }))
  switch (ask.as) {
    case 'one': return fc.option(fc.constantFrom(...ask.of), { nil: undefined })
    case 'some': return fc.option(fc.subarray([...ask.of]), { nil: undefined })
    case 'scale': return fc.option(fc.integer({ min: ask.low, max: ask.high }).map(String), { nil: undefined })
    case 'yes_no': return fc.constantFrom('yes', 'no', '', undefined)
    // Only what is on every scale: which one is meant is chosen in another field.
    case 'answer': return fc.option(fc.integer({ min: 1, max: 5 }).map(String), { nil: undefined })
    default: return text
  }
}

const filledIn = (kind: HandKind): fc.Arbitrary<Values> => fc.record(Object.fromEntries((HAND_FORMS[kind] as readonly Ask[]).map((ask) => [ask.field, anything(ask)])))
const around = { id: '1', customer: 'anna', wall: '2026-05-01T10:30', zone: 'Europe/Tallinn', unit: 'north', person: 'siiri', language: 'et' }

describe('a form', () => {
  test.each(HAND_KINDS)('of %s that has no flaw makes a fact that is taken; one that has a flaw makes none', (kind) => {
    fc.assert(fc.property(filledIn(kind), (values) => {
      const fine = Object.keys(flawsOf(kind, values, around.wall, around.zone, NOW)).length === 0
      expect([fine, parseFact(factToSend(kind, values, around)).ok]).toEqual([fine, fine])
    }))
  })

  test('says where something is missing, and of which kind it is', () => {
    expect(flawsOf('complaint', { topic: ' ' }, '', 'UTC', NOW)).toEqual({ at: 'ask.no_moment', topic: 'ask.fill', severity: 'ask.choose' })
    expect(flawsOf('complaint', { topic: 'x'.repeat(201), severity: '2' }, '2026-06-01T12:06', 'UTC', NOW)).toEqual({ at: 'ask.future', topic: 'ask.too_long' })
    expect(flawsOf('felt', { feelings: [], strength: '1' }, '2026-06-01T12:04', 'UTC', NOW)).toEqual({ feelings: 'ask.choose' })
  })

  test('leaves out what was left empty, and numbers are numbers', () => {
    expect(factToSend('felt', { feelings: ['angry'], strength: '3', comment: '  ', personal_need: undefined, business_need: '1' }, around)).toEqual({
      kind: 'felt', id: '1', source: 'by-hand', customer: 'anna', at: '2026-05-01T07:30:00.000Z', unit: 'north', person: 'siiri', language: 'et', feelings: ['angry'], strength: 3, business_need: 1,
    })
    expect(factToSend('recovery', { complaint: 'c1', action: ' A call ', accepted: 'no' }, { ...around, unit: null })).toMatchObject({ complaint: 'c1', action: 'A call', accepted: false })
    expect(factToSend('recovery', { complaint: 'c1', action: 'x', accepted: '' }, { ...around, person: null })).not.toHaveProperty('person')
    expect(factToSend('recovery', { complaint: 'c1', action: 'x', accepted: '' }, around)).not.toHaveProperty('accepted')
  })

  test('every question has a scale', () => {
    const questions = (HAND_FORMS.rating as readonly Ask[]).flatMap((ask) => (ask.as === 'one' ? ask.of : [])) as readonly Question[]
    for (const question of questions) expect(SCALES[question]).toBeDefined()
  })
})

test('what the clock on the company’s wall shows names its moment again, to the minute', () => {
  // An hour that a zone has twice is named once: by its first.
  const twice = (at: number, zone: string): boolean => wallClock(at - 3_600_000, zone) === wallClock(at, zone) || wallClock(at - 1_800_000, zone) === wallClock(at, zone)
  fc.assert(fc.property(fc.integer({ min: 0, max: 2_000_000 }), fc.constantFrom(...ZONES), (minutes, zone) => {
    const at = Date.UTC(2023, 0, 1) + minutes * 60_000
    fc.pre(!twice(at, zone))
    expect(momentOf(wallClock(at, zone), zone)).toBe(at)
  }))
  expect([momentOf('', 'UTC'), momentOf('yesterday', 'UTC')]).toEqual([null, null])
})
