import { expect, test } from 'vitest'
import { KINDS, LANGUAGES, QUESTIONS } from '#core/history/kinds.ts'
import type { SPLITS } from '#core/map/drivers.ts'
import { sayDriver, sayDriverDetails, sayDriverTimes, sayDriversBasis, sayDriversTrust, type SaidDriver } from '#core/words/driver.ts'
import { formatsOf } from '#core/words/format.ts'
import { wordsOf } from '#core/words/index.ts'

/** Every kind as it comes from the database, with a value for its split. */
const MET: Readonly<Record<(typeof KINDS)[number], readonly (readonly [(typeof SPLITS)[number] | null, string | null])[]>> = {
  contract: [['action', 'renewed']], purchase: [[null, null], ['price', 'deal'], ['price', 'points'], ['unit', 'tartu']], refund: [[null, null]], visit: [['channel', 'web']],
  moment: [['play', 'birthday_card']], contact: [['topic', 'where_is_my_order'], ['resolved', 'no']], complaint: [['topic', 'late_delivery']], recovery: [['accepted', 'true'], ['accepted', 'unknown']],
  broke: [['promise', 'p1']], kept: [['promise', 'p1']], asked: [['decision', 'new_prices']], told: [['decision', 'new_prices']], felt: [['feeling', 'angry']],
  rating: QUESTIONS.flatMap((question) => [['question', `${question}:high`], ['question', `${question}:low`]] as const), stance: [['stance', 'betrayed']], reason: [['why', 'price']],
  referral: [['step', 'invited']], praise: [[null, null]], rival: [['action', 'tried']],
}
const all: readonly SaidDriver[] = KINDS.flatMap((kind) => MET[kind].map(([by, what]) => ({ kind, by, what, name: null })))

test.each(LANGUAGES)('in %s every kind of thing to meet has words of its own, with nothing left unfilled', (language) => {
  const said = all.map((driver) => sayDriver(wordsOf(language), driver))
  expect(new Set(said).size).toBe(all.length)
  for (const text of said) expect(text).not.toMatch(/[{}_]|undefined|null/)
})

test('what only the company knows is said in its own words, by name where it has one', () => {
  const en = wordsOf('en')
  expect(sayDriver(en, { kind: 'contact', by: 'topic', what: 'where_is_my_order', name: null })).toBe('Asked for help: where is my order')
  expect(sayDriver(en, { kind: 'purchase', by: 'unit', what: 'tartu', name: 'Tartu Kvartal' })).toBe('Bought at Tartu Kvartal')
  expect(sayDriver(en, { kind: 'rating', by: 'question', what: 'trust:low', name: null })).toBe('Answered low: “trust”')
})

test('what it rests on is said: which share of the customers, and that not all of their time was looked at', () => {
  const [words, formats] = [wordsOf('en'), formatsOf(wordsOf('en'), 'UTC', 'EUR')]
  expect(sayDriversBasis(words, formats, { moves: 12, looked_at: 1, drawn: null })).not.toMatch(/random/)
  expect(sayDriversBasis(words, formats, { moves: 12, looked_at: 0.25, drawn: { moments: 20_000 } })).toMatch(/25%.*20,000 moments/)
})

test('among how many something stands out is said, of those that were weighed; where none was, nothing', () => {
  const words = wordsOf('en')
  const weighed = { adjusted: { value: 2, low: 1, high: 4 } }
  expect(sayDriversTrust(words, { drivers: [weighed, weighed, { adjusted: null }], too_few: 0 })[0]).toMatch(/^2 kinds of facts were weighed\. In 19 such lists of 20/)
  expect(sayDriversTrust(words, { drivers: [{ adjusted: null }], too_few: 3 }).join(' ')).toMatch(/^An association.*3 more kinds/)
})

test.each([
  ['surely more', { value: 2, low: 1.2, high: 4 }, true, '2.0 times as often (1.2 to 4.0)'],
  ['sure by itself, and not among all', { value: 2, low: 1.2, high: 4 }, false, '2.0 times as often (1.2 to 4.0), among so many it may be chance'],
  ['not even sure by itself', { value: 2, low: 0.8, high: 4 }, false, '2.0 times as often (0.80 to 4.0), it may be chance'],
] as const)('of what is %s, it is said whether it may be chance', (_, adjusted, stands_out, said) => {
  const words = wordsOf('en')
  const driver = { kind: 'told', by: 'decision', what: 'letter', name: null, adjusted, unadjusted: null, stands_out, ratio: adjusted, share: adjusted, attributable: null, explained: null, at_once: 0, together: [], comes_with: null } as const
  expect(sayDriverTimes(words, driver, formatsOf(words, 'UTC', 'EUR'))).toBe(said)
})

test('what it mostly comes with is said where that stands out, in every language', () => {
  const figure = { value: 2, low: 0.8, high: 4 }
  const other: SaidDriver = { kind: 'contact', by: 'topic', what: 'late', name: null }
  const driver = { kind: 'told', by: 'decision', what: 'letter', name: null, adjusted: figure, unadjusted: null, stands_out: false, ratio: figure, share: figure, attributable: null, explained: null, at_once: 0, together: [] } as const
  for (const language of LANGUAGES) {
    const [words, formats] = [wordsOf(language), formatsOf(wordsOf(language), 'UTC', 'EUR')]
    const [alone, along] = [sayDriverDetails(words, { ...driver, comes_with: null }, formats), sayDriverDetails(words, { ...driver, comes_with: { ...other, share: 0.93 } }, formats)]
    const more = along.filter((line) => !alone.includes(line))
    expect(more).toEqual([expect.stringContaining(sayDriver(words, other))])
    expect(more[0]).toMatch(/93/)
  }
})
