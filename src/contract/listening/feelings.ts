import * as z from 'zod'
import { FEELINGS } from '#core/history/kinds.ts'
import { filterShape, periodShape } from '#contract/customers/filter.ts'
import { tellingAnswer } from '#contract/map/map.ts'

export const feelingsQuery = z.strictObject({ ...periodShape, ...filterShape })
export type FeelingsQuery = z.output<typeof feelingsQuery>

const count = z.int()
const share = z.object({ value: z.number(), low: z.number(), high: z.number() })

export const feelingsAnswer = z.object({
  telling: tellingAnswer,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  looked_at: z.number().meta({ description: 'The share of the customers that this rests on, drawn by lot: 1, but with very many of them.' }),
  fewest: count.meta({ description: 'Fewer customers who said what they felt give no shares.' }),
  customers: z.object({ now: count, before: count }).meta({ description: 'Who said what they felt in the period, and in the time before it, as long as it.' }),
  feelings: z.array(z.object({
    feeling: z.enum(FEELINGS),
    valence: z.number().meta({ description: 'From −1 to 1, as the policy has it.' }),
    customers: count,
    share: share.nullable().meta({ description: 'Of those who said what they felt, by the latest that each said; with its 95 % interval. null with too few.' }),
    before: share.nullable(),
  })).meta({ description: 'All that anybody named, the most frequent first.' }),
})
export type FeelingsAnswer = z.output<typeof feelingsAnswer>
