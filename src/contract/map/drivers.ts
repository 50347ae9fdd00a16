import * as z from 'zod'
import { KINDS } from '#core/history/kinds.ts'
import { UNADJUSTED } from '#core/map/adjust-drivers.ts'
import { SPLITS, TIES } from '#core/map/drivers.ts'
import { CLASSES, STATES, type State } from '#core/relationship/state.ts'
import { filterShape, periodShape } from '#contract/customers/filter.ts'
import { tellingAnswer } from './map.ts'

const MOVE = new RegExp(`^(${STATES.join('|')})>(${STATES.join('|')})$`)

export const driversQuery = z.strictObject({
  move: z.string().regex(MOVE).transform((text) => text.split('>') as [State, State]).meta({ description: 'From which state to which, as `satisfied>disappointed`.' }),
  ...periodShape,
  window: z.coerce.number().int().min(1).max(365).default(30).meta({ description: 'For how many days after it a fact may have to do with a move.' }),
  ...filterShape,
})
export type DriversQuery = z.output<typeof driversQuery>

const count = z.int()

const figure = z.object({ value: z.number(), low: z.number(), high: z.number() })

const named = z.object({
  kind: z.enum(KINDS),
  by: z.enum(SPLITS).nullable().meta({ description: 'What tells facts of this kind apart.' }),
  what: z.string().nullable(),
  name: z.string().nullable().meta({ description: 'Of a unit or a promise: what it is called.' }),
})

export const driver = named.extend({
  tie: z.enum(TIES).meta({ description: '`by_rule`: such a fact makes the move by definition. `measured`: it is part of what the states are measured by. `apart`: no rule looks at it.' }),
  customers: count.meta({ description: 'Who met it while, or shortly before, they stood in the first state.' }),
  moves: count.meta({ description: 'Moves within the window after such a fact.' }),
  at_once: count.meta({ description: 'Of these, moves at the very moment of such a fact.' }),
  days: z.number().meta({ description: 'Days in the first state that lay within the window after such a fact.' }),
  ratio: z.object({ value: z.number(), low: z.number(), high: z.number().nullable() }).nullable().meta({
    description: 'How many times as often they moved on days within the window as on all other days, with its 95 % interval. An association, no more. null where there were no such days.',
  }),
  share: figure.meta({ description: 'The share of all moves that had such a fact before them, with its 95 % interval.' }),
  adjusted: figure.nullable().meta({ description: 'As `ratio`, all else that was met being alike, with its 95 % interval over customers. Of a part (a purchase at one unit) against other such facts. Still an association.' }),
  unadjusted: z.enum(UNADJUSTED).nullable().meta({
    description: 'Why there is no adjusted ratio. `by_rule`: it makes the move by definition. `at_once`: most of its moves came with it. `constant`: it was met all the time or not at all. `too_many`: more were met by more. `no_estimate`: none was found.',
  }),
  stands_out: z.boolean().meta({ description: 'Surely more moves or fewer, though so many drivers were looked at: in 19 such answers of 20, all that are said to do (Holm).' }),
  attributable: figure.nullable().meta({ description: 'The share of all moves that goes with it, beyond those there would have been anyway, with its 95 % interval; below 0 where they moved less often.' }),
  explained: figure.extend({ rank: count, held: z.number().meta({ description: 'The share of resamples of customers in which it had this rank.' }) }).nullable().meta({
    description: 'Its share in what the drivers together explain of who moves when (LMG), with its 95 % interval. Of what no rule looks at, among those alone. null for all but the 16 surest.',
  }),
  together: z.array(named).meta({ description: 'What was met at next to the same times. They cannot be told apart: the adjusted figures are of all of them as one.' }),
  comes_with: named.extend({ share: z.number() }).nullable().meta({
    description: 'What stands out and had been met on most of its days too, and on which share of them: `ratio` does not tell the two apart; `adjusted` and `stands_out` rest on the days when only one of them had been met. null where there is none.',
  }),
})
export type DriverAnswer = z.output<typeof driver>

export const driversAnswer = z.object({
  telling: tellingAnswer,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  move: z.object({ from: z.enum(STATES), to: z.enum(STATES), class: z.enum(CLASSES) }),
  window_days: count,
  looked_at: z.number().meta({ description: 'The share of the customers that this rests on, drawn by lot: 1, but with very many of them.' }),
  drawn: z.object({ moments: count, every_days: z.number() }).nullable().meta({
    description: 'Of a long time and many customers: not all of their time at risk was looked at, but so many moments of it drawn by lot, one for so many days. `days` of a driver, and how many `customers` met it, are then what was seen at these moments and at the moves; every interval holds the luck of the draw. null where all of the time was.',
  }),
  moves: count.meta({ description: 'Every such move within the period, back and forth, among those looked at.' }),
  at_risk: z.object({ customers: count, days: z.number() }).meta({ description: 'Who stood in the first state within the period, and for how many days in all.' }),
  fewest: z.object({ moves: count, met: count }).meta({ description: 'Of fewer moves, and of what fewer customers met, nothing is told.' }),
  drivers: z.array(driver),
  spread: z.number().nullable().meta({ description: 'How far the logarithms of adjusted ratios lie from 0, as learned from all drivers: what the ridge draws them to. null where nothing was adjusted.' }),
  too_few: count.meta({ description: 'How many kinds of facts were met too seldom to be told of.' }),
})
export type DriversAnswer = z.output<typeof driversAnswer>
