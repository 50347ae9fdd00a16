import * as z from 'zod'
import { tellingAnswer } from '#contract/map/map.ts'
import { ORIGINS } from '#core/money/origin.ts'
import { STATES } from '#core/relationship/state.ts'
import { reckonedAnswer } from './lifetime.ts'

const count = z.int()
const money = z.int().meta({ description: 'Minor units of the company currency.' })
const minor = z.object({ value: z.int(), low: z.int(), high: z.int() }).meta({ description: 'Minor units of the company currency, with the 95 % interval.' })
const figure = z.object({ value: z.number(), low: z.number(), high: z.number() }).meta({ description: 'With its 95 % interval.' })
const share = figure.extend({ customers: count })
const days = z.object({ from: z.iso.date(), to: z.iso.date() }).meta({ description: 'The first and the last day, both within.' })

const payback = z.object({
  months: z.number().nullable().meta({ description: 'null: not within the months that were looked at.' }), low: z.number().nullable(), high: z.number().nullable(), looked_at: count, customers: count,
}).meta({ description: 'Months until the mean newcomer’s margin has reached what winning them cost.' })

/** Why something is not told. */
export const KEEPING_MISSING = ['costs', 'costs_months', 'history', 'win', 'keep', 'keep_months', 'newcomers'] as const

const winning = z.object({
  channels: z.array(z.object({
    channel: z.string(), origin: z.enum(ORIGINS), cost: money, customers: count, each: minor.nullable(),
    at_least: money.meta({ description: 'A newcomer, if everybody whose channel is unknown had come by it.' }), payback: payback.nullable(),
  })),
  campaigns: z.array(z.object({ campaign: z.string(), cost: money, customers: count, each: minor.nullable() })).meta({ description: 'What was spent on each campaign, whatever channels it ran on, and the newcomers of whom that campaign is named; the dearest hundred.' }),
  cost: money, unassigned: money.meta({ description: 'Of it, what names no channel.' }), customers: count,
  by_costly: count.meta({ description: 'Newcomers by the channels that cost something.' }), unknown: count.meta({ description: 'Newcomers of whom nobody knows by which channel.' }),
  each: minor.nullable().meta({ description: 'A newcomer by the channels that cost something.' }),
  at_least: money.nullable().meta({ description: 'The same if those of unknown channel came by these too.' }),
  over_all: minor.nullable().meta({ description: 'All costs over all newcomers.' }),
})

const keeping = z.object({
  cost: money.meta({ description: 'What was spent to keep in the months that are `covered`. Minor units of the company currency.' }),
  covered: days.extend({ months: count }).nullable().meta({ description: 'The whole months of the year that costs to keep cover. Fewer than twelve are taken for a year, fewer than three for nothing.' }),
  by: z.array(z.object({ channel: z.string().nullable(), campaign: z.string().nullable(), cost: money })).meta({ description: 'What they went to; the dearest hundred.' }),
  recoveries: money.meta({ description: 'What recoveries of the year cost, as facts say.' }),
  points: z.object({ used: count, cost: money.nullable() }).meta({ description: 'Points that were used in the year; what they cost is null, and not in it, where nobody says what one costs.' }),
  moments: z.object({ given: count, cost: money.nullable() }).meta({ description: 'Moments of the year, as facts say. What they cost is part of `cost`: what costs say that went to moments; null where they name none.' }),
  customers: count.meta({ description: 'Who paid in the year before and in this one.' }),
  each: minor.nullable().meta({ description: 'A customer and year: costs to keep, taken for a year, recoveries and points.' }),
})

export const keepingAnswer = z.object({
  telling: tellingAnswer,
  company: z.object({ currency: z.string(), zone: z.string() }),
  reckoned: reckonedAnswer,
  year: days.extend({ months: count.meta({ description: 'Of these, how many there are of purchases: twelve, but in a shorter history.' }) }).meta({ description: 'The last twelve whole months.' }),
  files: count.meta({ description: 'Files of costs that are counted.' }),
  covered: days.extend({ months: count }).nullable().meta({ description: 'The whole months of the year that costs to win cover; newcomers are counted in these. null where there is none.' }),
  winning: winning.nullable(),
  keeping: keeping.nullable(),
  times: figure.nullable().meta({ description: 'How many times what keeping a customer for a year costs winning one does.' }),
  missing: z.array(z.enum(KEEPING_MISSING)).meta({ description: 'What it would take to tell the rest: `costs` no file; `costs_months` no whole month of the year is covered; `history` not enough months before; `win`, `keep` no costs of that purpose; `keep_months` costs to keep cover fewer than three whole months; `newcomers` nobody came.' }),
  referrals: z.object({
    invited: count, joined: count, bought: count,
    customers: count.meta({ description: 'Newcomers of the year whom others sent.' }),
    worth: z.object({ expected: money, p10: money, p90: money }).nullable().meta({ description: 'Their margin: what they have paid so far, and what they are expected to bring within the years, discounted.' }),
    looked_at: z.number().meta({ description: 'The share of them, drawn by lot, that what they are expected to bring rests on: 1, but with very many customers.' }),
    rewards: money.nullable().meta({ description: 'Costs to win of channels by which others send. null without a file of costs.' }),
    net: z.object({ expected: money, p10: money, p90: money }).nullable(),
  }),
  premium: z.object({
    states: z.array(share.extend({ state: z.enum(STATES) })).meta({ description: 'The share of the list price that was paid in the year by those who stood in a state when they bought.' }),
    difference: figure.nullable().meta({ description: 'How much more of it the loyal and the devoted pay than the satisfied.' }),
    looked_at: z.number(),
  }),
  found_good: z.array(z.object({ question: z.enum(['still_at_5', 'price_fair', 'worth_it']), all: share.nullable(), very_satisfied: share.nullable(), others: share.nullable() })).meta({ description: 'Who answered 4 or 5 of 5, by everybody’s latest answer of the year: among all, among those who last said 5 of 5 to satisfaction, and among the others who said how satisfied they are. null of fewer than 30.' }),
  lost: z.object({
    customers: count.meta({ description: 'Who lapsed in the year and had not come back at its end.' }),
    cost: minor.nullable().meta({ description: 'What as many newcomers by the same channels would cost.' }), at_over_all: count.meta({ description: 'Of them, by channels without a cost: taken at what a newcomer costs over all.' }),
    worth: minor.nullable().meta({ description: 'The worth of where they stood, less that of the lapsed.' }), weighed: count,
  }),
})
export type KeepingAnswer = z.output<typeof keepingAnswer>
