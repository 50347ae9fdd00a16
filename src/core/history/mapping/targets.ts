import { CONTRACT_ACTIONS, EXPECTATIONS, FEELINGS, KINDS, QUESTIONS, REASONS, REFERRAL_STEPS, RIVAL_ACTIONS, RIVAL_OUTCOMES, STANCES, type Kind } from '#core/history/kinds.ts'
import type { CompanyRecord } from '#core/history/record.ts'

/** How the text of a cell becomes the value of a field. */
export type FieldType = 'text' | 'money' | 'number' | 'boolean' | 'time' | 'day' | 'list'

type Types = Readonly<Record<string, FieldType>>

const BASE: Types = { id: 'text', source: 'text', customer: 'text', at: 'time', unit: 'text', person: 'text' }
const MONEY: Types = { currency: 'text' }

const OWN: Readonly<Record<Kind, Types>> = {
  contract: { ...MONEY, action: 'text', price: 'money', locked_until: 'time' },
  purchase: { ...MONEY, order: 'text', paid: 'money', list: 'money', cost: 'money', points_used: 'number', discount_reason: 'text' },
  refund: { ...MONEY, order: 'text', amount: 'money' },
  visit: { channel: 'text' },
  moment: { play: 'text', what: 'text' },
  contact: { channel: 'text', topic: 'text', waited_seconds: 'number', resolved: 'boolean' },
  complaint: { topic: 'text', severity: 'number' },
  recovery: { ...MONEY, complaint: 'text', action: 'text', cost: 'money', accepted: 'boolean' },
  broke: { promise: 'text', note: 'text' },
  kept: { promise: 'text', note: 'text' },
  asked: { decision: 'text' },
  told: { decision: 'text' },
  felt: { feelings: 'list', strength: 'number', business_need: 'number', personal_need: 'number', about: 'text', comment: 'text', language: 'text' },
  rating: { question: 'text', value: 'number' },
  stance: { decision: 'text', stance: 'text', comment: 'text' },
  reason: { why: 'text', words: 'text' },
  referral: { invitee: 'text', step: 'text' },
  praise: { where: 'text', rating: 'number', text: 'text' },
  rival: { action: 'text', outcome: 'text' },
}

/** The fields of each kind of fact and of each record, and how each is read from text. A test holds this against the schemas. */
export const FACT_FIELDS: Readonly<Record<Kind, Types>> = Object.fromEntries(KINDS.map((kind) => [kind, { ...BASE, ...OWN[kind] }])) as Record<Kind, Types>

export const RECORD_FIELDS: Readonly<Record<CompanyRecord['record'], Types>> = {
  customer: {
    key: 'text', name: 'text', email: 'text', joined_at: 'time', channel: 'text', campaign: 'text', referrer: 'text', language: 'text', home_unit: 'text',
  },
  unit: { key: 'text', name: 'text', parent: 'text' },
  person: { key: 'text', name: 'text', unit: 'text', team: 'text' },
  promise: { key: 'text', text: 'text', expectation: 'text' },
  rate: { currency: 'text', day: 'day', per_unit: 'number' },
}

/** Fields that hold fields: of free names (`any`), or of fixed ones. */
export const NESTED_FIELDS: Readonly<Record<string, Readonly<Record<string, { readonly any: FieldType } | Types>>>> = {
  purchase: { items: { sku: 'text', quantity: 'number', paid: 'money', list: 'money' } },
  customer: { attributes: { any: 'text' }, consents: { any: 'boolean' } },
  unit: { attributes: { any: 'text' } },
}

/** What every fact and record of a kind has to have, beside what is filled in where nobody says it (id, source, order). A test holds this against the schemas. */
export const REQUIRED: Readonly<Record<Kind | CompanyRecord['record'], readonly string[]>> = {
  contract: ['action'], purchase: ['paid'], refund: ['amount'], visit: ['channel'], moment: ['play', 'what'], contact: ['channel', 'topic'], complaint: ['topic', 'severity'],
  recovery: ['complaint', 'action'], broke: ['promise'], kept: ['promise'], asked: ['decision'], told: ['decision'], felt: ['feelings', 'strength', 'language'],
  rating: ['question', 'value'], stance: ['decision', 'stance'], reason: ['why'], referral: ['invitee', 'step'], praise: ['where'], rival: ['action', 'outcome'],
  customer: ['key'], unit: ['key', 'name'], person: ['key', 'name'], promise: ['key', 'text', 'expectation'], rate: ['currency', 'day', 'per_unit'],
}
const OF_EVERY_FACT = ['customer', 'at']
const isRecord = (owner: string): owner is CompanyRecord['record'] => Object.hasOwn(RECORD_FIELDS, owner)

/** All fields that rows may fill of a kind of fact or record: those it has to have first. The system they come from is said once for a file. */
export function fieldsOf(owner: Kind | CompanyRecord['record']): readonly { readonly name: string; readonly type: FieldType; readonly required: boolean }[] {
  const types = isRecord(owner) ? RECORD_FIELDS[owner] : FACT_FIELDS[owner]
  const required = [...(isRecord(owner) ? [] : OF_EVERY_FACT), ...REQUIRED[owner]]
  const optional = Object.keys(types).filter((name) => name !== 'source' && !required.includes(name))
  return [...required, ...optional].map((name) => ({ name, type: types[name] as FieldType, required: required.includes(name) }))
}

/** Fields that take one word of a closed list. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  'contract.action': CONTRACT_ACTIONS, 'rating.question': QUESTIONS, 'reason.why': REASONS, 'referral.step': REFERRAL_STEPS, 'rival.action': RIVAL_ACTIONS, 'rival.outcome': RIVAL_OUTCOMES,
  'stance.stance': STANCES, 'felt.feelings': FEELINGS, 'promise.expectation': EXPECTATIONS,
}

/** Amounts of a group of rows add up; every other field is the first that is there. */
export const SUMMED: ReadonlySet<string> = new Set(['paid', 'list', 'cost', 'amount', 'points_used'])
