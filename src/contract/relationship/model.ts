import * as z from 'zod'
import { LEARNING } from '#core/relationship/learning.ts'
import { SEASON_MONTHS } from '#core/relationship/season.ts'
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
  ceiling: figure.meta({ description: 'The most that it says of anybody: of those it was surest of, that share came. 1 where all did, or no fewer than chance would have it.' }),
  intercept: figure.nullable(), brier: figure, brier_base: figure, purchases_said: figure, purchases_came: figure,
})

const chosen = z.discriminatedUnion('compared', [
  z.object({
    compared: z.literal(true),
    cuts: z.array(z.string()).meta({ description: 'The days by whose end they were asked.' }),
    horizon_days: z.int(), asked: z.int().meta({ description: 'Customers they were asked about, over all these days.' }),
    share: figure.meta({ description: 'Of all customers, what share was looked at.' }),
    season: z.object({
      months: z.literal(SEASON_MONTHS), begins: z.int().meta({ description: 'The month that the first season of a year begins with; January is 1.' }),
      days_each: figure.meta({ description: 'Purchase days of a season in which somebody buys.' }), ahead: z.int().meta({ description: 'Whole seasons within the horizon.' }),
    }).nullable().meta({ description: 'Seasons in which whoever buys does so on about one day, by which `bgbb` counts; null where there are none, and that model was not asked.' }),
    best: kind.meta({ description: 'The best of those that can be used.' }),
    why: z.enum(WHY).meta({ description: 'best: it was taken. noise: it is ahead of the usual one by no more than two standard errors, not_lately: or not as of the last of the days, too_sure: or its slope is below 1 for certain, and below .95, where that of the usual one is not; and so the usual one stays.' }),
    models: z.array(contest).meta({ description: 'The best first.' }),
    out: z.array(z.object({ model: z.string(), reason: z.string() })).meta({ description: 'Models that could not be fitted, and why.' }),
  }),
  z.object({ compared: z.literal(false), reason: z.enum(NOT_COMPARED) }),
])

const parameters = z.array(z.object({ name: z.string(), value: figure, standard_error: figure }))

const contract = z.object({
  term_days: figure.meta({ description: 'How long a term is: the usual time from one renewal to the next, or a month where contracts run on without a word.' }),
  renewals_told: z.boolean().meta({ description: 'Where they are, a contract whose term ended without one (and a quarter of a term with it) has run out.' }),
  contracts: z.int().meta({ description: 'Those that have seen the end of a term.' }),
  lost: z.int().meta({ description: 'How many of these had ended.' }),
  goes_on: figure.nullable().meta({ description: 'Of those who bought while under contract, the share that went on buying after it had ended. Below a half, staying is being under contract; else it is that or buying, whichever is the surer. null with too few to tell.' }),
  missing: z.string().nullable().meta({ description: 'Why nothing is said of how many stay: too_few, nobody_left, nobody_stayed, one_period …' }),
  parameters: parameters.meta({ description: 'Of the shifted beta-geometric model, in terms.' }),
  kept: z.array(z.object({ days: figure, share: figure, low: figure, high: figure })).meta({ description: 'Of those who have been under contract for so many days, the share that still is at the end of the horizon, with its 95 % interval.' }),
  held: z.object({
    cut: instant, horizon_days: z.int(), asked: z.int(), said: figure, came: z.int(), log_score: figure,
    plain_log_score: figure.meta({ description: 'Of saying the same rate of leaving of everybody.' }),
    ahead: figure.meta({ description: 'By how much the first is better.' }), ahead_error: figure, brier: figure, brier_base: figure,
  }).nullable().meta({ description: 'What would have been foretold a horizon ago of those under contract then, and how many were at its end. null where there was too little to ask.' }),
})

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
    parameters: parameters.meta({ description: 'Times in days; those of `bgbb` are no times.' }),
    ceiling: figure.meta({ description: 'The most that is said of anybody. All chances, and all purchases expected, are this share of what the model with these parameters says.' }),
    cells: z.int().nullable().meta({ description: 'Distinct histories that it was fitted to.' }),
    chosen,
  }).nullable().meta({ description: 'By what chances of return are foretold; null with too few who came back.' }),
  contract: contract.nullable().meta({ description: 'How contracts run and how many stay; null without contracts.' }),
  learning: z.object({
    every: z.enum(LEARNING),
    next_at: instant.nullable().meta({ description: 'The night in which it is learned anew, if there are new facts by then.' }),
  }),
  earlier: z.array(z.object({ id: z.int(), made_at: instant, through: instant.nullable(), customers: z.int(), kind: kind.nullable() })).meta({ description: 'Models that the map was told under before, the newest first.' }),
}).meta({ id: 'Model' })
export type ModelAnswer = z.output<typeof modelAnswer>

export const learningChange = z.strictObject({ every: z.enum(LEARNING).meta({ description: 'How often the model is learned anew by itself, at night on the company’s clocks.' }) })
export type LearningChange = z.output<typeof learningChange>
