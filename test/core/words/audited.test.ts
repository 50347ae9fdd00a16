import { expect, test } from 'vitest'
import { LANGUAGES } from '#core/history/kinds.ts'
import { AUDITED, AUDITED_KINDS } from '#core/house/audited.ts'
import { auditedSentence } from '#core/words/audited.ts'
import { wordsOf } from '#core/words/index.ts'

const en = wordsOf('en')
const entry = { subject: null, subject_name: null, detail: {} }

test('whatever the log speaks of is a sentence in every language, with nothing left open', () => {
  const detail = { other: 'o', email: 'e', name: 'n', role: 'owner', kind: 'retell', reason: 'r', made_at: 'm' }
  for (const language of LANGUAGES) for (const what of AUDITED) {
    const said = auditedSentence(wordsOf(language), { what, subject: 'anna', subject_name: null, detail })
    expect([what, said.trim().length > 2, /[{}]|audited/.test(said)]).toEqual([what, true, false])
  }
})

test('whatever entries are about has a name in every language', () => {
  for (const language of LANGUAGES) expect(AUDITED_KINDS.filter((kind) => !wordsOf(language).has(`audited_kind.${kind}`))).toEqual([])
})

test('it names what it concerns as it is called, the fields that changed, and nobody who was erased', () => {
  expect(auditedSentence(en, { ...entry, what: 'account.changed', subject: 'a1', subject_name: 'Mari', detail: { role: 'analyst', units: [], secret: 1 } })).toBe('changed the account of Mari: role and units')
  expect(auditedSentence(en, { ...entry, what: 'customer.erased', subject: '0b8f3f64-92c0-4d7e-b1c5-1a2b3c4d5e6f' })).toBe('erased a customer')
  expect(auditedSentence(en, { ...entry, what: 'customer.read', subject: '0b8f3f64-92c0-4d7e-b1c5-1a2b3c4d5e6f' })).toBe('looked at customer (erased)')
  expect(auditedSentence(en, { ...entry, what: 'customer.read', subject: 'anna' })).toBe('looked at customer anna')
  expect([auditedSentence(en, { ...entry, what: 'signin.failed' }), auditedSentence(en, { ...entry, what: 'signin.failed', detail: { email: 'a@b.c' } })]).toEqual(['tried in vain to sign in', 'tried in vain to sign in as a@b.c'])
  expect(auditedSentence(en, { ...entry, what: 'comet.seen', subject: 'x' })).toBe('comet.seen x')
})
