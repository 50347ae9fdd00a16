import * as z from 'zod'
import { filterShape, periodShape } from '#contract/customers/filter.ts'
import { tellingAnswer } from './map.ts'

/** The figures whose distribution is told. */
export const DISTRIBUTED = ['stay', 'say', 'pay', 'heart', 'value'] as const
export type Distributed = (typeof DISTRIBUTED)[number]

export const distributionsQuery = z.strictObject({ ...filterShape, ...periodShape })
export type DistributionsQuery = z.output<typeof distributionsQuery>

const count = z.int().min(0)

export const distribution = z.object({
  n: count.meta({ description: 'How many of those counted have this figure.' }),
  unknown: count.meta({ description: 'How many of those counted have not.' }),
  low: z.number().meta({ description: 'Where the first bar begins.' }),
  high: z.number().meta({ description: 'Where the last bar ends. Those beyond are counted in `over`.' }),
  bars: z.array(count).meta({ description: 'How many are in each of equally wide bars, the upper border not included; of the last bar, it is.' }),
  under: count, over: count,
  median: z.number().nullable().meta({ description: 'To a thousandth of the range; a border where more than a half are beyond it.' }),
}).meta({ id: 'Distribution' })
export type Distribution = z.output<typeof distribution>

export const distributionsAnswer = z.object({
  telling: tellingAnswer,
  currency: z.string(),
  counted: count.meta({ description: 'How many customers this is drawn from.' }),
  sample: z.boolean().meta({ description: 'Are these a random sample of them? Of many customers, some tell the shape as well as all.' }),
  figures: z.record(z.enum(DISTRIBUTED), distribution),
})
export type DistributionsAnswer = z.output<typeof distributionsAnswer>
