import * as z from 'zod'
import { STATES } from '#core/relationship/state.ts'
import { filterShape, periodShape } from '#contract/customers/filter.ts'
import { tellingAnswer } from './map.ts'

export const seriesQuery = z.strictObject({
  ...periodShape,
  step: z.enum(['month']).default('month').meta({ description: 'How far apart the dates are.' }),
  ...filterShape,
})
export type SeriesQuery = z.output<typeof seriesQuery>

const point = z.object({
  at: z.iso.datetime(),
  customers: z.int(),
  value: z.int().meta({ description: 'Net paid by them over the twelve calendar months that end with the month of the date, in minor units.' }),
})

export const seriesAnswer = z.object({
  telling: tellingAnswer,
  company: z.object({ currency: z.string(), zone: z.string() }),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  step: z.enum(['month']),
  /** Values rest on this share of the customers, drawn by their numbers: with very many of them adding up every month takes too long. */
  value_share: z.number().meta({ description: '1 where values are exact; else they are estimated from this share of the customers.' }),
  states: z.array(z.object({ state: z.enum(STATES), points: z.array(point) })),
})
export type SeriesAnswer = z.output<typeof seriesAnswer>
