import * as z from 'zod'
import { LEARNING } from '#core/relationship/learning.ts'
import { NOT_COMPARED, STAY_KINDS, WHY } from '#core/relationship/stay.ts'

const instant = z.iso.datetime()
const figure = z.number()
const kind = z.enum(STAY_KINDS)

const contest = z.object({
  model: z.string().meta({ description: 'One of the kinds, or `paretonbd`, which is asked as a check alone.' }),
  log_score: figure.meta({ description: 'The mean over customers of the logarithm of the chance given to what happened; 0 would be certainty come true.' }),
  behind: figure.meta({ description: 'By how much the best one’s is better; below 0 where the check did better.' }),
  behind_error: figure.meta({ description: 'Standard error of that, over the same customers.' }),
  returning_said: figure, returning_came: figure,
  slope: figure.nullable().meta({ description: 'Of what happened on what was said, both as logits: 1 where they agree.' }),
  intercept: figure.nullable(), brier: figure, brier_base: figure, purchases_said: figure, purchases_came: figure,
})

const chosen = z.discriminatedUnion('compared', [
  z.object({
    compared: z.literal(true),
    cuts: z.array(z.string()).meta({ description: 'The days by whose end they were asked.' }),
    horizon_days: z.int(), asked: z.int().meta({ description: 'Customers they were asked about, over all these days.' }),
    share: figure.meta({ description: 'Of all customers, what share was looked at.' }),
    best: kind.meta({ description: 'The best of those that can be used.' }),
    why: z.enum(WHY).meta({ description: 'best: it was taken. noise: it is ahead of the usual one by no more than two standard errors, not_lately: or not as of the last of the days, and so the usual one stays.' }),
    models: z.array(contest).meta({ description: 'The best first.' }),
    out: z.array(z.object({ model: z.string(), reason: z.string() })).meta({ description: 'Models that could not be fitted, and why.' }),
  }),
  z.object({ compared: z.literal(false), reason: z.enum(NOT_COMPARED) }),
])

export const modelAnswer = z.object({
  id: z.int(),
  telling: z.int().meta({ description: 'The telling that is under it.' }),
  made_at: instant,
  through: instant.nullable().meta({ description: 'The moment up to which facts were looked at. null: nothing was learned yet.' }),
  customers: z.int(),
  repeaters: z.int().meta({ description: 'Customers with purchases on two or more days.' }),
  least_repeaters: z.int().meta({ description: 'With fewer, nothing is said of chances.' }),
  horizon_days: z.int().meta({ description: 'How far ahead chances look.' }),
  usual_gap_days: figure.nullable(),
  stay: z.object({
    kind,
    parameters: z.array(z.object({ name: z.string(), value: figure, standard_error: figure })).meta({ description: 'Times in days.' }),
    cells: z.int().nullable().meta({ description: 'Distinct histories that it was fitted to.' }),
    chosen,
  }).nullable().meta({ description: 'By what chances of return are foretold; null with too few who came back.' }),
  learning: z.object({
    every: z.enum(LEARNING),
    next_at: instant.nullable().meta({ description: 'The night in which it is learned anew, if there are new facts by then.' }),
  }),
  earlier: z.array(z.object({ id: z.int(), made_at: instant, through: instant.nullable(), customers: z.int(), kind: kind.nullable() })).meta({ description: 'Models that the map was told under before, the newest first.' }),
}).meta({ id: 'Model' })
export type ModelAnswer = z.output<typeof modelAnswer>

export const learningChange = z.strictObject({ every: z.enum(LEARNING).meta({ description: 'How often the model is learned anew by itself, at night on the company’s clocks.' }) })
export type LearningChange = z.output<typeof learningChange>
