import { KINDS, type Kind } from '#core/history/kinds.ts'
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

/** Amounts of a group of rows add up; every other field is the first that is there. */
export const SUMMED: ReadonlySet<string> = new Set(['paid', 'list', 'cost', 'amount', 'points_used'])
