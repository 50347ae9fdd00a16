import * as z from 'zod'
import type { Kind } from '#core/history/kinds.ts'
import { FACT_SCHEMAS } from './fact.ts'

/** What the fields that every kind has are for. */
export const BASE_FIELDS = {
  id: 'The sender’s id. With `customer` and `source` it names the fact: sent again it counts once, sent with other content it is refused.',
  source: 'The system that tells it, for example `till` or `web`.',
  customer: 'The customer’s key in your own systems. A key seen for the first time makes a customer.',
  at: 'When it happened (not when it was sent), ISO 8601 with offset; up to five minutes ahead. Facts may come late and in any order.',
  unit: 'Where: the key of a shop, branch or route.',
  person: 'Who served: the key of an employee.',
} as const

type Base = keyof typeof BASE_FIELDS | 'kind'
type Own<K extends Kind> = Exclude<keyof z.input<(typeof FACT_SCHEMAS)[K]>, Base>
type Described = { readonly [K in Kind]: { readonly about: string; readonly fields: Readonly<Record<Own<K>, string>> } }

const CURRENCY = 'ISO 4217; without one the company’s own. Another is converted by the rate of the day, and refused where none is known.'

/** What each kind is, and what its own fields are for. A field without a word here does not compile. */
export const FACT_WORDS: Described = {
  contract: {
    about: 'A contract began, went on or ended. What is paid under it is sent as purchases.',
    fields: { action: 'What became of it.', currency: CURRENCY, price: 'Of one term, in minor units.', locked_until: 'Until when the customer may not leave.' },
  },
  purchase: {
    about: 'The customer bought something.',
    fields: {
      order: 'The number of the order.', currency: CURRENCY, paid: 'What was paid, in minor units (cents), after discounts.',
      list: 'The price before discounts, in minor units. Without it nothing is known of what they are willing to pay.', cost: 'What it cost the company, in minor units.',
      points_used: 'Points given in payment.', discount_reason: 'Why it was cheaper, for example `season` or `staff`.', items: 'The lines of the order; `paid` and `list` are those of the whole line.',
    },
  },
  refund: { about: 'Money was given back.', fields: { order: 'The order it belongs to.', currency: CURRENCY, amount: 'As a positive amount, in minor units.' } },
  visit: { about: 'Use without buying: a log-in, a stay, a flight.', fields: { channel: 'Where, for example `app`.' } },
  moment: { about: 'A memorable moment was given.', fields: { play: 'The play it belongs to.', what: 'What was given.' } },
  contact: {
    about: 'A contact with service.',
    fields: { channel: 'By which way, for example `phone`.', topic: 'What it was about.', waited_seconds: 'How long they waited to be served.', resolved: 'Was it settled?' },
  },
  complaint: { about: 'The customer complained.', fields: { topic: 'What about.', severity: '1 an annoyance, 2 serious, 3 a disaster.' } },
  recovery: {
    about: 'Something was done to make it good.',
    fields: {
      complaint: 'The id of the complaint, or of the broken promise, that it answers.', action: 'What was done.', currency: CURRENCY, cost: 'What it cost, in minor units.',
      accepted: 'Was it good enough for the customer?',
    },
  },
  broke: { about: 'A promise was broken with this customer.', fields: { promise: 'The key of the promise.', note: 'How.' } },
  kept: { about: 'A promise was kept to this customer.', fields: { promise: 'The key of the promise.', note: 'How.' } },
  asked: { about: 'The customer was asked before a decision was taken.', fields: { decision: 'The key of the decision.' } },
  told: { about: 'The customer was merely told of a decision.', fields: { decision: 'The key of the decision.' } },
  felt: {
    about: 'How an experience left them.',
    fields: {
      feelings: 'What they felt.', strength: '1 faintly to 3 strongly.', business_need: 'Was their business need met? 1 not at all to 5 wholly.',
      personal_need: 'Were they made to feel welcome, safe, cared for? 1 not at all to 5 wholly.', about: 'The id of the fact it is about.', comment: 'In their own words.',
      language: 'The language they answered in.',
    },
  },
  rating: {
    about: 'An answer on a scale.',
    fields: { question: 'What was asked; `still_at_5` is whether they would still buy if prices rose by five percent.', value: '`recommend` 0–10, `ease` 1–7, every other question 1–5.' },
  },
  stance: { about: 'What the customer says of a decision.', fields: { decision: 'The key of the decision.', stance: 'Where they stand.', comment: 'In their own words.' } },
  reason: { about: 'Why they stay, left or came back.', fields: { why: 'The reason.', words: 'In their own words.' } },
  referral: { about: 'They brought somebody.', fields: { invitee: 'Whom: a key, or whatever is known of them.', step: 'How far it got.' } },
  praise: { about: 'They praised the company in public.', fields: { where: 'Where, for example `reviews`.', rating: 'The rating they gave.', text: 'What they wrote.' } },
  rival: { about: 'They dealt with a rival.', fields: { action: 'What they did.', outcome: 'How it ended.' } },
}

/** The schema of a kind with the words of its fields. */
function documented(kind: Kind): z.ZodObject {
  const words: Readonly<Record<string, string>> = { kind: FACT_WORDS[kind].about, ...BASE_FIELDS, ...FACT_WORDS[kind].fields }
  const shape = FACT_SCHEMAS[kind].shape as Readonly<Record<string, z.ZodType>>
  const fields = Object.entries(shape).map(([field, schema]) => [field, schema.meta({ description: words[field] ?? '' })] as const)
  return z.strictObject(Object.fromEntries(fields)).meta({ id: `Fact_${kind}`, title: kind, description: FACT_WORDS[kind].about })
}

const KINDS_DOCUMENTED = (Object.keys(FACT_SCHEMAS) as Kind[]).map(documented) as [z.ZodObject, ...z.ZodObject[]]

/** A fact as it is sent, with a word on every field: what the OpenAPI document shows. */
export const documentedFact = z.discriminatedUnion('kind', KINDS_DOCUMENTED).meta({ id: 'Fact', description: 'One thing that happened, at a time, to a customer.' })
