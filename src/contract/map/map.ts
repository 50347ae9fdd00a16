import * as z from 'zod'
import { CLASSES, STATES } from '#core/relationship/state.ts'

/** What the map can be drawn by. An attribute is named as `attribute:NAME`. */
export const GROUPINGS = ['unit', 'channel', 'campaign', 'language', 'cohort'] as const

/** A day or an instant, as every period names its ends. */
export const when = z.string().meta({ description: 'A day (YYYY-MM-DD, whole and on the calendar of the company) or an instant (ISO 8601 with offset).' })
const list = z.union([z.string(), z.array(z.string())]).transform((v) => (Array.isArray(v) ? v : [v]))

/** Which customers: the same words wherever customers are chosen. Attributes come as `attribute.NAME=value`. */
export const filterShape = {
  unit: list.optional().meta({ description: 'Units, each with all below it.' }),
  channel: list.optional().meta({ description: 'How they were won.' }),
  campaign: list.optional(),
  language: list.optional(),
  attribute: z.record(z.string(), list).optional(),
}

/** Periods that have a name and end when the map has been told: they move with it, so an address with one stays good. */
export const PERIODS = ['month', 'quarter', 'year', 'all'] as const
export const period = z.enum(PERIODS).optional().meta({ description: 'The last 30, 90 or 365 days up to `to`, or all that there is. `from` goes before it.' })

export const mapQuery = z.strictObject({
  from: when.optional(),
  to: when.optional(),
  period,
  by: z.string().regex(/^(unit|channel|campaign|language|cohort|attribute:.{1,200})$/).optional(),
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
    states: z.record(state, count), classes: z.record(flowClass, count),
  })).nullable(),
})
export type MapAnswer = z.output<typeof mapAnswer>
