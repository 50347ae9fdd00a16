import * as z from 'zod'
import { customerKey } from '#contract/customers/merge.ts'
import { filterShape, periodShape } from '#contract/customers/filter.ts'
import { names } from '#contract/house/names.ts'
import { tellingAnswer } from '#contract/map/map.ts'
import { lifetimeAnswer } from '#contract/money/lifetime.ts'
import { SORTS } from '#core/customers/sorts.ts'
import { EXPECTATIONS, KINDS } from '#core/history/kinds.ts'
import { MARKS } from '#core/relationship/marks.ts'
import { GATES, RULES } from '#core/relationship/rules.ts'
import { STATES } from '#core/relationship/state.ts'

export { FIGURES, SORTS } from '#core/customers/sorts.ts'

export const customersQuery = z.strictObject({
  ...filterShape,
  ...periodShape,
  sort: z.enum(SORTS).default('key'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(1000).optional().meta({ description: 'The `next` of a page: what comes after it.' }),
  before: z.string().max(1000).optional().meta({ description: 'The `previous` of a page: what comes before it.' }),
  at: z.coerce.number().min(0).max(1).optional().meta({ description: 'Begins after this share of the list, 0 to 1: 0.5 in the middle, 1 is the last page. Exact with up to 16,000 customers, else to about half a percent of the list.' }),
  total: z.enum(['true', 'false']).optional().meta({ description: 'Counts them too.' }),
})
export type CustomersQuery = z.output<typeof customersQuery>

const instant = z.iso.datetime()
const score = z.number().nullable()

export const customerLine = z.object({
  key: z.string(), name: z.string().nullable(), email: z.string().nullable(), state: z.enum(STATES), since: instant, unit: z.string().nullable(), heard: z.boolean(),
  heart: score, head: score, stay: score, say: score, pay: score, value: z.int(), paid: z.int(), orders: z.int(), last_at: instant,
})
export const customersAnswer = z.object({
  telling: tellingAnswer,
  currency: z.string(),
  customers: z.array(customerLine),
  total: z.object({ customers: z.int(), exact: z.boolean().meta({ description: 'If not, it is estimated from a sample.' }) }).nullable().meta({ description: 'How many there are in all, where it was asked for.' }),
  next: z.string().nullable().meta({ description: 'For `after`; null at the end.' }),
  previous: z.string().nullable().meta({ description: 'For `before`; null at the beginning.' }),
})
export type CustomersAnswer = z.output<typeof customersAnswer>

const figure = z.object({ value: z.number(), low: z.number(), high: z.number() })
export const because = z.object({
  at: instant, rule: z.enum(RULES), state: z.enum(STATES), left_from: z.enum(STATES).nullable(), bought_days: z.int(), words: z.int(), new_below_days: z.int(),
  readings: z.array(z.object({
    gate: z.enum(GATES), on: z.boolean(), since: instant.nullable(), values: z.record(z.string(), z.number().nullable()), thresholds: z.record(z.string(), z.number().nullable()),
  })),
  facts: z.array(z.object({ source: z.string(), id: z.string(), at: instant })),
})

export const standingAnswer = z.object({
  at: instant, state: z.enum(STATES), since: instant, rule: z.enum(RULES), left_from: z.enum(STATES).nullable(), marks: z.array(z.enum(MARKS)), unit: z.string().nullable(), heard: z.boolean(),
  head: z.object({ value: z.number(), answers: z.number() }).nullable(),
  heart: z.object({ value: z.number(), answers: z.number(), spread: z.number() }).nullable(),
  hand: z.object({
    orders: z.int(), purchase_days: z.int(), paid: z.int(), first_bought_at: instant.nullable(), last_bought_at: instant.nullable(), usual_gap_days: z.number().nullable(),
    silent_gaps: z.number().nullable(), said: z.int(), contract: z.enum(['none', 'active', 'cancelled', 'run_out']),
    contract_since: instant.nullable().meta({ description: 'Since when a contract has held without a break.' }),
  }),
  horizon_days: z.int().meta({ description: 'How far ahead `stay` looks.' }),
  stay: figure.extend({ by: z.enum(['purchases', 'seasons', 'contract']).meta({ description: 'Of what: a purchase within the horizon, or within its whole seasons (for whoever has bought in the one under way, they begin with its end), or being under contract at its end.' }) }).nullable(),
  say: figure.extend({ recommend: z.number().nullable() }).nullable(),
  pay: figure.extend({ fair: z.number().nullable(), orders: z.int().meta({ description: 'Orders whose list price is known.' }) }).nullable(),
  value: z.int(),
  because,
})
export type StandingAnswer = z.output<typeof standingAnswer>

/** A fact of a history, as it is shown: instants as text, money in the company's currency. */
export const shownFact = z.looseObject({ id: z.string(), source: z.string(), kind: z.string(), at: instant })

const factNamed = z.object({ source: z.string(), id: z.string() })
const minor = z.int()

/** A complaint that nothing has answered yet. */
export const openCase = factNamed.extend({ at: instant, severity: z.int(), topic: z.string() })

/** A promise of the company, and how it was held to one customer. */
export const promiseHeld = z.object({
  key: z.string(),
  text: z.string().nullable().meta({ description: 'Null where the company has no promise of this key.' }),
  expectation: z.enum(EXPECTATIONS).nullable(),
  kept: z.int(), broken: z.int(), last_at: instant.nullable(),
  open: factNamed.extend({ at: instant }).nullable().meta({ description: 'The latest breach of it that is remembered and not made good. A recovery answers it by its id, as it answers a complaint.' }),
})

export const ledgerYear = z.object({
  year: z.int(), orders: z.int(), paid: minor,
  listed_paid: minor.meta({ description: 'Paid for the orders whose list price is known.' }), listed_list: minor.meta({ description: 'The list price of these.' }),
  points_used: z.int(), refunded: minor,
})

export const equityMark = z.object({
  at: instant, until: instant, deposits: z.int(), gain: z.number(), withdrawals: z.int(), loss: z.number(),
  fact: factNamed.extend({ kind: z.enum(KINDS) }).nullable().meta({ description: 'Where it is one fact alone.' }),
})

export const customerAnswer = z.object({
  telling: tellingAnswer,
  currency: z.string(),
  key: z.string(), name: z.string().nullable(), email: z.string().nullable(), joined_at: instant.nullable(), channel: z.string().nullable(), campaign: z.string().nullable(),
  referrer: z.string().nullable(), language: z.string().nullable(), home_unit: z.string().nullable(), attributes: z.record(z.string(), z.string()), consents: z.record(z.string(), z.boolean()),
  standing: standingAnswer.nullable(),
  purchases: z.object({
    days: z.int(), expected: figure.meta({ description: 'The mean, with the 95 % interval of what the model is unsure of.' }),
    p10: z.int(), p50: z.int(), p90: z.int().meta({ description: 'Nine of ten possible years have no more.' }),
  }).nullable().meta({ description: 'On how many days of the next `days` they are expected to buy, by the model that `stay` is foretold by. null without one, or where they never bought.' }),
  moves: z.array(z.object({
    at: instant, from: z.enum(STATES).nullable(), to: z.enum(STATES), unit: z.string().nullable(), heard: z.boolean(), cause: z.string().nullable(),
    fact: z.object({ source: z.string(), id: z.string(), at: instant }).nullable(), because,
  })),
  equity: z.array(z.object({ at: instant, heart: z.number(), fact: z.string().nullable() }))
    .meta({ description: 'Emotional equity after each fact that changed it, and every thirty days between; of a long history, the points that a picture of it needs.' }),
  marks: z.array(equityMark).meta({ description: 'What facts laid into the heart and took out of it; in a long history, those close to each other together.' }),
  rests_on: z.array(shownFact).meta({ description: 'The facts that the *because* of their standing names, the newest first.' }),
  cases: z.array(openCase).meta({ description: 'Complaints that nothing has answered yet, the oldest first.' }),
  cases_beyond: z.int().meta({ description: 'Open complaints beyond those that are remembered one by one.' }),
  promises: z.array(promiseHeld).meta({ description: 'What the company promises, and how it held it to them: first what they met with, the latest first.' }),
  spent: z.array(ledgerYear).nullable().meta({ description: 'What they spent and at what price, by year of the company’s calendar, the latest first. Null for whoever may not read the map.' }),
  lifetime: lifetimeAnswer.nullable().meta({ description: 'What they are still worth, as the company reckons. Null for whoever may not read the map.' }),
  names,
  history: z.array(shownFact).meta({ description: 'The latest facts, newest first.' }),
  facts: z.int().meta({ description: 'How many facts there are in all.' }),
  keys: z.array(customerKey).meta({ description: 'Every key they are known by. The first is the one they are told under; more are there only where customers were merged.' }),
})
export type CustomerAnswer = z.output<typeof customerAnswer>
