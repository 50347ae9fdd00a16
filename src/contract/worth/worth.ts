import * as z from 'zod'
import { filterShape } from '#contract/customers/filter.ts'
import { tellingAnswer } from '#contract/map/map.ts'
import { CLASSES, STATES } from '#core/relationship/state.ts'
import { JUMPS } from '#core/worth/jumps.ts'
import { PASTS } from '#core/worth/recall.ts'

export const worthQuery = z.strictObject({
  years: z.coerce.number().int().min(1).max(10).optional().meta({ description: 'How far to look ahead; left out, as the company reckons.' }),
  discount: z.coerce.number().min(0).max(1).optional().meta({ description: 'What a year takes off, as 0.1 for 10 %; left out, as the company reckons.' }),
  margin: z.coerce.number().min(0).max(1).optional().meta({ description: 'The share of what is paid that is margin. Left out: as the company reckons; where that says nothing, from what orders cost, where that is known; else all of it is counted, and the answer says so.' }),
  ...filterShape,
})
export type WorthQuery = z.output<typeof worthQuery>

const count = z.int()
const state = z.enum(STATES)
const figure = z.object({ value: z.number(), low: z.number(), high: z.number() }).meta({ description: 'With its 95 % interval.' })
const money = z.object({ value: z.int(), low: z.int(), high: z.int() }).meta({ description: 'Minor units of the company currency, with the 95 % interval.' })

const against = { expected: z.number().meta({ description: 'What the chain expects.' }) }

/** The share of what is paid that counts, and how it is known. */
export const marginAnswer = z.object({
  share: z.number(),
  source: z.enum(['cost', 'asked', 'said', 'none']).meta({ description: '`cost`: from orders that say what they cost. `asked`: as the query says. `said`: as the company reckons. `none`: not known, so that all that is paid is counted.' }),
  known: z.number().meta({ description: 'Orders that say what they cost, as a share of what was paid.' }),
})

export const worthAnswer = z.object({
  telling: tellingAnswer,
  company: z.object({ currency: z.string(), zone: z.string() }),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  months: count.meta({ description: 'Steps that were looked at, from the end of a month to the end of the next.' }),
  looked_at: z.number().meta({ description: 'The share of the customers that this rests on, drawn by lot: 1, but with very many of them.' }),
  setting: z.object({ years: count, discount: z.number(), margin: marginAnswer }),
  fewest: count.meta({ description: 'Of a state in which fewer customers stood nothing is told.' }),
  customers: count.meta({ description: 'Who is looked at: those who stood somewhere at the end of some month.' }),
  segment: z.object({
    customers: count,
    weight: z.number().meta({ description: 'So many moves is the whole worth to those who were chosen: of a state out of which as many of theirs were seen, its chances are half their own. The larger, the more they are like all.' }),
  }).nullable().meta({ description: 'null where all customers are told of.' }),
  states: z.array(z.object({
    state,
    today: count.meta({ description: 'Who of those looked at stands there at the end of the last month.' }),
    customers: count.meta({ description: 'Who stood there at the end of some month.' }),
    customer_months: count,
    weight: z.number().meta({ description: 'How alike the months are: so many moves out of this state within one month are worth as much as what all months show together.' }),
    sure: z.number().meta({ description: 'The row of chances is as sure as if so many moves had been seen that have nothing to do with each other.' }),
    own: z.object({ moves: z.number(), paid: z.number() }).nullable().meta({ description: 'Of a segment: the shares of its chances, and of what is paid there, that are its own and not the whole’s. null for all customers.' }),
    whole: money.nullable().meta({ description: 'The worth of that state for all customers, beside that of a segment, for those who reach all.' }),
    chances: z.array(z.number()).meta({ description: 'Of standing in each state a month later, in the order of `states`.' }),
    figures: z.object({
      month: money.meta({ description: 'Margin in the month after an end of a month at which they stand there.' }),
      worth: money.meta({ description: 'Expected discounted margin, as far as one looks ahead, of a customer who stands there at the end of the last month: the mean over them, with as long as each has stood there. Where nobody does, over those who did.' }),
      entered: money.meta({ description: 'The same of a customer who comes to stand there: the mean over those who came in these months.' }),
      stay_months: figure.nullable().meta({ description: 'Mean time there from when they come to stand there, of the first twenty years. null where nobody was seen to leave.' }),
      devoted_ever: figure.nullable().meta({ description: 'The chance that a customer who stands there will ever stand in devoted, before they lapse. null where nobody at all was seen to become devoted: without answers it cannot be seen.' }),
      devoted_within: figure.nullable().meta({ description: 'The chance of standing in devoted at the end of some month within the years, back from lapsed too; null likewise.' }),
    }).nullable().meta({ description: 'null where too few stood there.' }),
    kinds: z.array(z.object({
      past: z.enum(PASTS).meta({ description: 'What they were before. `fresh`: they began as new and have not been loyal or devoted since. `back`: they had lapsed, and came back. `steady`: neither.' }),
      from_months: count.meta({ description: 'So many ends of months ago they came to stand there, or more.' }),
      until_months: count.nullable().meta({ description: 'And less than so many. null without end.' }),
      today: count,
      customers: count,
      customer_months: count,
      own: z.number().meta({ description: 'The share of their chances that is their own and not their state’s; of a segment, not that of all customers.' }),
      figures: z.object({ month: money, worth: money }).nullable().meta({ description: 'null where too few were of this kind.' }),
    })).meta({ description: 'Those who stand there, by what they were before and for how long they have stood there, as far as that tells what comes.' }),
  })),
  moves: z.array(money.extend({ from: state, to: state, class: z.enum(CLASSES) })).meta({ description: 'What one who stands in the first state is worth more as somebody who has just come to the second. Not what moving somebody there would bring.' }),
  jumps: z.array(z.object({
    jump: z.enum(JUMPS).meta({ description: '`betrayal`: from loyal or devoted to disappointed or dissatisfied. `recovery`: from these to satisfied or better.' }),
    moves: count.meta({ description: 'How often it was made, from the end of one month to the end of the next.' }),
    customer_months: count.meta({ description: 'How often somebody could have made it.' }),
    share: figure.nullable().meta({ description: 'Of these, the share that was followed by it.' }),
    worth: money.nullable().meta({ description: 'What such a move makes of what somebody is worth, each kind of it as often as it was seen. null where none was.' }),
  })).meta({ description: 'Moves that have a name.' }),
  halves: z.object({ statistic: z.number(), degrees: count, p: z.number() }).nullable().meta({ description: 'Did customers move in the first half of these months as in the second? The likelihood-ratio test, and how likely so large a statistic is if nothing changed; counts are taken for no surer than the months make them. null where nothing can differ.' }),
  check: z.object({
    months: count,
    states: z.array(z.object({
      state, customers: count.meta({ description: 'Who stood there a year before the end.' }),
      still: figure.extend(against).meta({ description: 'The share who stand there a year on, whether or not they were elsewhere between: seen, and expected.' }),
      year: money.extend(against).meta({ description: 'Margin of that year, not discounted: seen, and expected.' }),
    })),
  }).nullable().meta({ description: 'How far the chain is off, of those who stood in each state a year before the end. null with less than a year.' }),
  came: z.array(z.object({ state, customers: count })).meta({ description: 'Who came in these months, by where they stood at the end of the month they came in.' }),
})
export type WorthAnswer = z.output<typeof worthAnswer>
