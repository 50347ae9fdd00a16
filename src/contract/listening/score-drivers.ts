import * as z from 'zod'
import { FEELINGS } from '#core/history/kinds.ts'
import { ASKED } from '#core/listening/asked.ts'
import { tellingAnswer } from '#contract/map/map.ts'
import { answersQuery } from './answers.ts'

export const scoreDriversQuery = answersQuery.extend({
  window: z.coerce.number().int().min(1).max(365).default(14).meta({ description: 'How many days before or after an answer something counts as said beside it.' }),
})
export type ScoreDriversQuery = z.output<typeof scoreDriversQuery>

const count = z.int()
const figure = z.object({ value: z.number(), low: z.number(), high: z.number() })
const beside = {
  asked: z.enum(ASKED).nullable().meta({ description: 'The other question, or null where it is a feeling.' }),
  feeling: z.enum(FEELINGS).nullable(),
}

const scoreDriver = z.object({
  ...beside,
  share: figure.meta({ description: 'Of the variance of the answer (LMG; Johnson’s weights beyond 16 drivers), with its 95 % interval. They sum to `r_squared`.' }),
  rank: count,
  held: z.number().meta({ description: 'The share of resamples in which it had this rank.' }),
  correlation: z.number().meta({ description: 'By itself, from −1 to 1; of a feeling, below zero where who named it answered lower.' }),
  penalty: figure.nullable().meta({ description: 'By how many points the answer is another where this is poor (in the lowest quarter of its scale, or a bad feeling named), all else alike: below zero where it punishes.' }),
  reward: figure.nullable().meta({ description: 'The same where this is excellent (in the highest quarter, or a good feeling named), all else alike.' }),
  kind: z.enum(['basic', 'performance', 'exciting', 'indifferent']).nullable().meta({ description: 'Of a question: `basic` hurts more than it pleases, `exciting` pleases more, `performance` does both alike. null of a feeling, which has one side.' }),
})
export type ScoreDriverAnswer = z.output<typeof scoreDriver>

export const scoreDriversAnswer = z.object({
  telling: tellingAnswer,
  question: z.enum(ASKED),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  window_days: count,
  looked_at: z.number().meta({ description: 'The share of the customers that this rests on, drawn by lot: 1, but with very many of them.' }),
  answers: count.meta({ description: 'Customers who answered in the period.' }),
  n: count.meta({ description: 'Of these, who said all of the drivers beside it: what is told rests on them.' }),
  fewest: count.meta({ description: 'Of fewer nothing is told: of customers who said all of the drivers beside it, or where nothing is one, who said any one thing.' }),
  reason: z.enum(['too_few_rows', 'outcome_constant', 'no_drivers']).nullable().meta({ description: 'Why nothing is weighed: too few said the same things beside it, all answered the same, or nothing was said beside it.' }),
  r_squared: z.number(),
  method: z.enum(['lmg', 'johnson']),
  drivers: z.array(scoreDriver),
  left_out: z.array(z.object({
    ...beside,
    n: count.meta({ description: 'How many said it beside their answer.' }),
    correlation: figure.nullable().meta({ description: 'How far it goes along with the answer by itself, from −1 to 1, with its 95 % interval (of a feeling, among those who named any); null where fewer than 50 said it (20 named it), or all said the same.' }),
  })).meta({ description: 'What is not weighed against the rest: too few said it beside their answer, or together with the rest, or all said the same.' }),
})
export type ScoreDriversAnswer = z.output<typeof scoreDriversAnswer>
