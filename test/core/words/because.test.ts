import { describe, expect, test } from 'vitest'
import { FEELINGS, KINDS, LANGUAGES, QUESTIONS } from '#core/history/kinds.ts'
import { GATES, RULES, type Gate } from '#core/relationship/rules.ts'
import { because as becauseOf } from '#core/relationship/because.ts'
import { begin } from '#core/relationship/memory.ts'
import { EMPTY_MODEL } from '#core/relationship/model.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { tell } from '#core/relationship/tell.ts'
import { tellingRules } from '#core/relationship/telling-rules.ts'
import { zoneOf } from '#core/units/zone.ts'
import { sayReading, sayWhy, speaking, type SaidBecause, type SaidReading } from '#core/words/because.ts'
import { sayFact, wordsIn, type SaidFact } from '#core/words/fact.ts'
import { formatsOf } from '#core/words/format.ts'
import { wordsOf } from '#core/words/index.ts'

const AT = '2026-03-01T09:00:00.000Z'

/** What each gate measured of somebody, and against what. */
const READINGS: Readonly<Partial<Record<Gate, Pick<SaidReading, 'values' | 'thresholds'>>>> = {
  heart_positive: { values: { heart: -0.42 }, thresholds: { enter: 0.3, leave: 0.2 } },
  head_negative: { values: { head: -0.51, open_complaints: 1 }, thresholds: { enter: -0.3, leave: -0.2 } },
  silent: { values: { chance: 0.31, gaps: 4.25, gap_days: 10 }, thresholds: { enter: 0.5, leave: 0.6, gaps: 3, days: 180 } },
  rhythm: { values: { gaps: 0.5, repeats: 6 }, thresholds: { enter: 1.5, leave: 3, repeats: 3 } },
  likely: { values: { chance: null }, thresholds: { enter: 0.8, leave: 0.65 } },
  says: { values: { days_ago: 20.4 }, thresholds: { days: 365 } },
  promise_broken: { values: { days_ago: 0.5, promises: 2 }, thresholds: { days: 365 } },
  deals: { values: { chance: 0.91, share: 0.6, offered: 0.2 }, thresholds: { enter: 0.8, leave: 0.7, margin: 0.1 } },
}
const reading = (gate: Gate): SaidReading => ({ gate, on: true, values: {}, thresholds: {}, ...READINGS[gate] })
const because = (rule: SaidBecause['rule']): SaidBecause => ({ at: AT, rule, bought_days: 1, readings: GATES.map(reading) })

const en = wordsOf('en')
const formats = formatsOf(en, 'Europe/Tallinn', 'EUR')

describe('why, in English', () => {
  test.each([
    ['silent', 'No purchase for 43 days: that is 4.3 of their usual gaps (10 days). The chance that they buy again within 180 days is 31%.'],
    ['promise_broken', '2 promises to them were broken, the last yesterday, and not made good.'],
    ['needs_unmet', 'Their needs are clearly not met: −0.51 on a scale from −1 to 1, with 1 complaint open.'],
    ['new', 'They have bought on one day and not said a word so far.'],
    ['devoted', 'Their heart is high (−0.42), they said something good about you 20 days ago, and they have bought again.'],
  ] as const)('%s', (rule, sentence) => expect(sayWhy(en, formats, because(rule))).toBe(sentence))

  test('a horizon of a year is called that, by conduct too', () => {
    const within = (days: number): SaidBecause => ({ ...because('conduct'), readings: [{ ...reading('likely'), values: { chance: 0.9 }, thresholds: { days } }, { ...reading('silent'), thresholds: { days: 30 } }] })
    expect(sayWhy(en, formats, within(365))).toContain('with a chance of 90% to buy again within a year.')
    expect(sayWhy(en, formats, within(90))).toContain('with a chance of 90% to buy again within 90 days.')
    expect(sayWhy(wordsOf('et'), formats, within(90))).toContain('tõenäosus 90 päeva jooksul uuesti osta')
    expect(sayWhy(wordsOf('ja'), formats, within(90))).toContain('90日以内に再び購入する見込みは')
  })

  test('of old, days are named; the usual gap is that of then', () => {
    expect(sayWhy(en, formats, because('promise_broken'), true)).toBe('2 promises to them were broken, the last 28 Feb 2026, and not made good.')
    expect(sayWhy(en, formats, because('silent'), true)).toMatch(/^No purchase for 43 days: that is 4.3 of their usual gaps/)
  })

  test('what is measured of a heart nobody knows does not speak', () => {
    const all = GATES.map(reading)
    expect(speaking(all).map((r) => r.gate)).toEqual([...GATES])
    const unheard = all.map((r) => (r.gate === 'heart_known' || r.gate === 'quiet' ? { ...r, on: false } : r))
    expect(speaking(unheard).map((r) => r.gate)).toEqual(GATES.filter((gate) => !gate.startsWith('heart_') && gate !== 'quiet'))
  })

  test('a reading says what was measured, and from where it counts', () => {
    expect(sayReading(en, formats, AT, reading('silent'))).toBe('silent: 4.3 usual gaps (from 3) and chance of return 31% (under 50%)')
    expect(sayReading(en, formats, AT, reading('rhythm'))).toBe('strong rhythm: 6 returns (from 3), silent for 0.5 usual gaps (up to 1.5, until over 3.0)')
    expect(sayReading(en, formats, AT, reading('deals'))).toBe('lives on deals: 60% of lines on deal where 20% was on offer; chance 91% (over 80%, until under 70%)')
  })
})

/** The least that a fact of each kind has, besides what all have. */
const FACT = {
  id: '1', source: 'till', order: 'o1', paid: 1250, list: 1500, amount: 300, channel: 'phone', action: 'started', topic: 'delivery', severity: 2, complaint: 'c1', feelings: FEELINGS,
  strength: 3, language: 'en', question: 'recommend', value: 9, why: 'price', invitee: 'x', step: 'joined', where: 'web', outcome: 'open', promise: 'p1', decision: 'd1', stance: 'glad',
  play: 'note', what: 'a card',
}

describe.each(LANGUAGES)('in %s', (language) => {
  const words = wordsOf(language)
  const here = formatsOf(words, 'Europe/Tallinn', 'EUR')
  const isWhole = (text: string): boolean => text.length > 1 && !/[{}]|undefined|NaN|null/.test(text)

  test('every reading of somebody of whom next to nothing is known is said', () => {
    const rules = tellingRules(DEFAULT_POLICY, EMPTY_MODEL, zoneOf('Europe/Tallinn'))
    const at = Date.parse(AT)
    const { memory } = tell(begin(null), [{ kind: 'visit', id: '1', source: 'web', customer: 'x', at: at - 1000, channel: 'web' }], at, rules)
    const { readings } = becauseOf(memory, at, rules)
    expect(readings).toHaveLength(GATES.length)
    for (const one of readings) expect([one.gate, isWhole(sayReading(words, here, AT, one))]).toEqual([one.gate, true])
  })

  test('every rule is said, and every reading that was measured', () => {
    for (const rule of RULES) expect([rule, isWhole(sayWhy(words, here, because(rule))), isWhole(sayWhy(words, here, { ...because(rule), readings: [] }))]).toEqual([rule, true, true])
    for (const gate of Object.keys(READINGS) as Gate[]) expect([gate, isWhole(sayReading(words, here, AT, reading(gate)))]).toEqual([gate, true])
  })

  test('every kind of fact, feeling and question is said', () => {
    for (const kind of KINDS) expect([kind, isWhole(sayFact(words, here, { ...FACT, kind } as unknown as SaidFact))]).toEqual([kind, true])
    for (const question of QUESTIONS) expect(isWhole(sayFact(words, here, { ...FACT, kind: 'rating', question } as unknown as SaidFact))).toBe(true)
  })
})

test('money, list price and own words of a fact', () => {
  const fact = (more: object): SaidFact => ({ ...FACT, ...more }) as unknown as SaidFact
  expect(sayFact(en, formats, fact({ kind: 'purchase' }))).toBe('Bought for €12.50 (list price €15.00)')
  expect(sayFact(en, formats, fact({ kind: 'purchase', list: undefined }))).toBe('Bought for €12.50')
  expect(sayFact(en, formatsOf(en, 'Asia/Tokyo', 'JPY'), fact({ kind: 'refund' }))).toBe('Got JP¥300 back')
  expect(wordsIn(fact({ kind: 'felt', comment: 'lovely' }))).toBe('lovely')
  expect(wordsIn(fact({ kind: 'purchase' }))).toBeUndefined()
})
