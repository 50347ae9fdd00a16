import { expect, test } from 'vitest'
import { FACT_SCHEMAS } from '#contract/history/fact.ts'
import { parseFact } from '#contract/history/parse.ts'
import { BY_HAND, HAND_FORMS, HAND_KINDS, impliedBy, type Ask, type HandKind } from '#core/history/by-hand.ts'
import { QUESTIONS, SCALES, type Question } from '#core/history/kinds.ts'

/** What somebody fills in who takes the first choice, or the last. */
function filled(ask: Ask, last: boolean): unknown {
  switch (ask.as) {
    case 'one': return ask.of.at(last ? -1 : 0)
    case 'some': return last ? ask.of : ask.of.slice(0, 1)
    case 'scale': return last ? ask.high : ask.low
    case 'yes_no': return last
    case 'answer': return SCALES[QUESTIONS.at(last ? -1 : 0) as Question][last ? 1 : 0]
    default: return last ? 'something said' : 'x'
  }
}

const factOf = (kind: HandKind, asks: readonly Ask[], last: boolean): object => ({
  id: '1', source: BY_HAND, customer: 'anna', at: '2026-01-02T10:00:00+02:00', kind, ...impliedBy(kind, 'en'), ...Object.fromEntries(asks.map((ask) => [ask.field, filled(ask, last)])),
})

test.each(HAND_KINDS)('what the form of %s asks for makes a fact, whichever is chosen, with and without what need not be said', (kind) => {
  const asks: readonly Ask[] = HAND_FORMS[kind]
  for (const last of [false, true])
    for (const some of [asks, asks.filter(({ needed }) => needed)]) expect(parseFact(factOf(kind, some, last))).toMatchObject({ ok: true, value: { kind } })
})

test.each(HAND_KINDS)('the form of %s asks for nothing that is no field, and what it needs is needed', (kind) => {
  const asks: readonly Ask[] = HAND_FORMS[kind]
  const fields = Object.keys(FACT_SCHEMAS[kind].shape)
  expect(asks.filter(({ field }) => !fields.includes(field))).toEqual([])
  for (const left of asks) {
    const parsed = parseFact(factOf(kind, asks.filter((ask) => ask !== left), false))
    expect([left.field, parsed.ok]).toEqual([left.field, !left.needed])
  }
})

test('nothing beyond the ends of a scale is a fact', () => {
  for (const kind of HAND_KINDS)
    for (const ask of HAND_FORMS[kind] as readonly Ask[])
      if (ask.as === 'scale') for (const value of [ask.low - 1, ask.high + 1]) expect(parseFact({ ...factOf(kind, HAND_FORMS[kind], false), [ask.field]: value }).ok).toBe(false)
})
