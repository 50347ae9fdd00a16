import * as z from 'zod'
import { KINDS } from '#core/history/kinds.ts'
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

export const driver = z.object({
  kind: z.enum(KINDS),
  by: z.enum(SPLITS).nullable().meta({ description: 'What tells facts of this kind apart.' }),
  what: z.string().nullable(),
  name: z.string().nullable().meta({ description: 'Of a unit or a promise: what it is called.' }),
  tie: z.enum(TIES).meta({ description: '`by_rule`: such a fact makes the move by definition. `measured`: it is part of what the states are measured by. `apart`: no rule looks at it.' }),
  customers: count.meta({ description: 'Who met it while, or shortly before, they stood in the first state.' }),
  moves: count.meta({ description: 'Moves within the window after such a fact.' }),
  at_once: count.meta({ description: 'Of these, moves at the very moment of such a fact.' }),
  days: z.number().meta({ description: 'Days in the first state that lay within the window after such a fact.' }),
  ratio: z.object({ value: z.number(), low: z.number(), high: z.number().nullable() }).nullable().meta({
    description: 'How many times as often they moved on days within the window as on all other days, with its 95 % interval. An association, no more. null where there were no such days.',
  }),
  share: z.object({ value: z.number(), low: z.number(), high: z.number() }).meta({ description: 'The share of all moves that had such a fact before them, with its 95 % interval.' }),
})
export type DriverAnswer = z.output<typeof driver>

export const driversAnswer = z.object({
  telling: tellingAnswer,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  move: z.object({ from: z.enum(STATES), to: z.enum(STATES), class: z.enum(CLASSES) }),
  window_days: count,
  looked_at: z.number().meta({ description: 'The share of the customers that this rests on, drawn by lot: 1, but with very many of them.' }),
  moves: count.meta({ description: 'Every such move within the period, back and forth, among those looked at.' }),
  at_risk: z.object({ customers: count, days: z.number() }).meta({ description: 'Who stood in the first state within the period, and for how many days in all.' }),
  fewest: z.object({ moves: count, met: count }).meta({ description: 'Of fewer moves, and of what fewer customers met, nothing is told.' }),
  drivers: z.array(driver),
  too_few: count.meta({ description: 'How many kinds of facts were met too seldom to be told of.' }),
})
export type DriversAnswer = z.output<typeof driversAnswer>
