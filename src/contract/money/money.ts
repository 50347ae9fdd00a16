import * as z from 'zod'
import { tellingAnswer } from '#contract/map/map.ts'
import { ORIGINS } from '#core/money/origin.ts'
import { STATES } from '#core/relationship/state.ts'
import { reckonedAnswer } from './lifetime.ts'

const count = z.int()
const money = z.int().meta({ description: 'Minor units of the company currency.' })
const origin = z.enum(ORIGINS)
const day = z.iso.date()
const month = z.object({ from: day, to: day }).meta({ description: 'First days of the first and the last month of a year, both within it.' })

const bridge = z.object({
  before: money, lost: money, shrunk: money, grown: money, back: money, earned: money, bought: money, unknown: money, now: money,
  customers: z.object({ kept: count, lost: count, shrunk: count, grown: count, back: count, earned: count, bought: count, unknown: count }),
}).meta({ description: 'Net paid: before − lost − shrunk + grown + back + earned + bought + unknown = now. `back`: had paid before, but not in the first year. The last three are newcomers, by how they came.' })

const lifetime = z.object({
  ...reckonedAnswer.shape,
  expected: money, p10: money, p50: money, p90: money, customers: count.meta({ description: 'Who paid more than they got back: counted, whatever share was looked at.' }),
  looked_at: z.number().meta({ description: 'The share of the customers that the sums rest on, drawn by lot: 1, but with very many of them.' }),
  states: z.array(z.object({
    state: z.enum(STATES), customers: count, expected: money.nullable(), each: money.nullable(),
    by_lot: z.object({ low: money, high: money }).nullable().meta({ description: 'Between what the lot alone may put the sum, 95 times in 100; null where everybody was looked at.' }),
  })).meta({ description: 'By where they stand now. How many there are is counted; `expected` and `each` are null where of very many customers nobody of a state was looked at.' }),
}).meta({ description: 'The margin that the customers of today are expected to bring within the years, discounted.' })

export const moneyAnswer = z.object({
  telling: tellingAnswer,
  company: z.object({ currency: z.string(), zone: z.string() }),
  years: z.object({ before: month, now: month }),
  history: z.object({ months: count, needed: count }).meta({ description: 'Whole months in which there is anything, and how many a bridge takes.' }),
  bridge: bridge.nullable().meta({ description: 'null with too few months.' }),
  growth: z.object({
    retention: z.number(), earned_new: z.number(), value: z.number(), low: z.number(), high: z.number(), growth: z.number(), known: z.number(),
  }).nullable().meta({ description: 'Shares of what was paid before. `value` is earned growth, with newcomers of unknown origin as those known; `low` and `high` if none or all of them, and of those who came back, were earned. `known`: of their money, the share whose origin is known.' }),
  channels: z.array(z.object({ channel: z.string().nullable(), origin, customers: count, paid: money })).meta({ description: 'Newcomers by how they came, and what each way is counted as; those that brought most.' }),
  tenths: z.array(z.object({ customers: z.number(), paid: money, share: z.number() })).meta({ description: 'Those who paid in the last twelve whole months, or in those that there are, in tenths of equal size, the highest first.' }),
  paying: z.object({ customers: count, paid: money, months: count.meta({ description: 'Whole months of the last year in which there is anything: twelve, but in a shorter history.' }) }),
  next_year: z.object({
    expected: money, p10: money, p50: money, p90: money, customers: count, looked_at: z.number(),
    spend: z.enum(['gamma_gamma', 'own_mean']),
    independence: z.object({ correlation: z.number(), low: z.number(), high: z.number(), holds: z.boolean() }).nullable().meta({ description: 'Does what a purchase brings go with how often they buy? The model of spend says it does not; where it does, each customer’s own mean is taken.' }),
  }).nullable().meta({ description: 'What the customers of today are expected to pay, net, within 365 days; newcomers are none of them. null without a model of staying, or without money.' }),
  lifetime: lifetime.nullable().meta({ description: 'null without a model of staying, or without money.' }),
  origins: z.array(z.object({ origin, customers: count, paid: money, per_year: money.nullable() })).meta({ description: 'Everybody who ever bought, by how they came: what they paid in all, and a customer and year.' }),
})
export type MoneyAnswer = z.output<typeof moneyAnswer>
