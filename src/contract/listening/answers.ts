import * as z from 'zod'
import { ASKED } from '#core/listening/asked.ts'
import { filterShape, periodShape } from '#contract/customers/filter.ts'
import { tellingAnswer } from '#contract/map/map.ts'

export const answersQuery = z.strictObject({
  question: z.enum(ASKED).default('recommend').meta({ description: 'What was asked: the questions of ratings, and the two needs that are asked beside what somebody felt.' }),
  ...periodShape,
  ...filterShape,
})
export type AnswersQuery = z.output<typeof answersQuery>

const count = z.int()
const between = { value: z.number(), low: z.number(), high: z.number() }

const score = z.object({
  n: count,
  ...between,
  shares: z.object({ high: z.number(), middle: z.number(), low: z.number() }).meta({ description: 'Of recommending: 9 and 10, 7 and 8, 0 to 6. Of all others: above the middle of the scale, on it, below it.' }),
}).nullable().meta({ description: 'The recommend score (−100 to 100) or the mean of the scale, with its 95 % interval; null with too few answers.' })

export const answersAnswer = z.object({
  telling: tellingAnswer,
  company: z.object({ currency: z.string(), zone: z.string() }),
  question: z.enum(ASKED),
  scale: z.object({ low: count, high: count }),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  fewest: count.meta({ description: 'Fewer answers give no score.' }),
  looked_at: z.number().meta({ description: 'The share of the customers that this rests on, drawn by lot: 1, but with very many of them.' }),
  now: z.object({ answers: count, histogram: z.array(count).meta({ description: 'Each customer’s latest answer of the period, by value, the lowest first.' }), score }),
  before: z.object({ answers: count, score }).meta({ description: 'In the time before the period, as long as it.' }),
  change: z.object(between).nullable().meta({ description: 'From before to now, with its 95 % interval.' }),
  weighted: z.object({ ...between, effective: z.number() }).nullable().meta({ description: 'The recommend score as if customers who buy often and seldom had answered alike; `effective`: so many answers of equal weight would be as sure.' }),
  there: count.meta({ description: 'Customers of the period, whether they answered or not: counted, whatever share was looked at.' }),
  months: z.array(z.object({ month: z.iso.date(), answers: count, score })).meta({ description: 'Each customer’s latest answer of the month; thirteen months up to the end of the period.' }),
  units: z.array(z.object({ unit: z.string().nullable(), name: z.string().nullable(), answers: count, score })).meta({ description: 'By where they are customers.' }),
  asked: z.array(z.object({ question: z.enum(ASKED), customers: count })).meta({ description: 'How many answered what in the period.' }),
})
export type AnswersAnswer = z.output<typeof answersAnswer>
