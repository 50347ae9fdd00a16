import * as z from 'zod'
import { filterShape, periodShape } from '#contract/customers/filter.ts'
import { COMPARISONS } from '#core/map/compare.ts'
import { GROUPINGS } from '#core/map/groupings.ts'
import { CLASSES, STATES } from '#core/relationship/state.ts'

export const mapQuery = z.strictObject({
  ...periodShape,
  by: z.string().regex(new RegExp(`^(${GROUPINGS.join('|')}|attribute:.{1,200})$`)).optional(),
  compared: z.enum(COMPARISONS).optional().meta({ description: 'The map of the time that this one is compared with, in its place: as long a time that ends where it begins (`before`), or the same days a year ago (`year`).' }),
  ...filterShape,
})
export type MapQuery = z.output<typeof mapQuery>

const state = z.enum(STATES)
const flowClass = z.enum(CLASSES)
const count = z.int()
const money = z.int().meta({ description: 'Minor units of the company currency.' })

export const tellingAnswer = z.object({
  id: z.int(), policy: z.int(), model: z.int(), made_at: z.iso.datetime(),
  until: z.iso.datetime().meta({ description: 'Up to when it has been told.' }),
})

/** How many stood in a state at each of the two dates, and what those there at the second are worth. */
export const stateCount = z.object({
  state, before: count, now: count,
  value: money.meta({ description: 'Net paid by those who stand there now, over the twelve calendar months that end with the month of `to`.' }),
  heard: count.meta({ description: 'Of those who stand there now, whose heart is known from their own words.' }),
  by_conduct: count.meta({ description: 'Of those who stand there now, who do so by what they do alone.' }),
})

export const flow = z.object({
  from: state.nullable(), to: state, class: flowClass, customers: count,
  value: money.meta({ description: 'Net paid by them over the twelve calendar months up to `from` (up to `to` for those who came since).' }),
})

export const mapAnswer = z.object({
  telling: tellingAnswer,
  company: z.object({ name: z.string(), currency: z.string(), zone: z.string(), sample: z.boolean() }),
  from: z.iso.datetime(), to: z.iso.datetime(),
  /** Of the model: can silence be judged, does the company collect answers? */
  knows: z.object({ silence: z.boolean(), answers: z.boolean(), prices: z.boolean() }),
  customers: z.object({ before: count, now: count, heard: count, by_conduct: count, value: money }),
  states: z.array(stateCount),
  flows: z.array(flow).meta({ description: 'Net: who stood where at the first date and stands where at the second. Those who stayed are among them.' }),
  classes: z.record(flowClass, count),
  moves: z.array(z.object({ from: state.nullable(), to: state, class: flowClass, moves: count })).meta({ description: 'Gross: every move between the dates.' }),
  groups: z.array(z.object({
    key: z.string().nullable(), name: z.string().nullable(), customers: count, heard: count, value: money,
    states: z.record(state, count), heard_by_state: z.record(state, count).meta({ description: 'Of those who stand in a state, whose heart is known from their own words.' }), classes: z.record(flowClass, count),
  })).nullable(),
})
export type MapAnswer = z.output<typeof mapAnswer>
