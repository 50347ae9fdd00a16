import * as z from 'zod'
import { name } from '#contract/history/fact.ts'

/** How many keys one customer may have. */
export const MOST_KEYS = 100

export const customerKey = z.object({
  key: z.string(),
  merged_into: z.string().nullable().meta({ description: 'The key into which this one was merged; null for the one they are told under.' }),
  merged_at: z.iso.datetime().nullable(),
}).meta({ id: 'CustomerKey' })

export const otherBody = z.strictObject({ other: name.meta({ description: 'The key of the other customer.' }) })

export const mergeAnswer = z.object({
  changed: z.boolean().meta({ description: 'False where there was nothing to do.' }),
  customer: z.string().meta({ description: 'The key that the customer named in the path is told under now.' }),
  keys: z.array(customerKey).meta({ description: 'Every key of that customer, the one they are told under first.' }),
})
export type MergeAnswer = z.output<typeof mergeAnswer>
