import * as z from 'zod'
import { segmentFilter } from './filter.ts'

const name = z.string().trim().min(1).max(100)
const shared = z.boolean().meta({ description: 'Is it there for everybody, or for whoever made it alone? Everybody sees of it whom they reach.' })
const filter = segmentFilter.meta({ description: 'In the words of a query, as `{"state": ["devoted"], "min": {"value": 10000}}`. `q` and `segment` are not saved.' })

export const segmentBody = z.strictObject({ name, shared: shared.default(false), filter })
export type SegmentBody = z.output<typeof segmentBody>
export const segmentChanges = z.strictObject({ name, shared, filter }).partial()
export type SegmentChanges = z.output<typeof segmentChanges>
export const segmentId = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647).meta({ description: 'The number of the segment.' }) })

export const segmentAnswer = z.object({
  id: z.int(), name: z.string(), shared: z.boolean(),
  filter: z.record(z.string(), z.unknown()).meta({ description: 'In the words of a query.' }),
  may_change: z.boolean().meta({ description: 'May whoever asks change and remove it?' }),
  made_by: z.string().nullable().meta({ description: 'What whoever made it is called.' }),
  made_at: z.iso.datetime(), changed_at: z.iso.datetime(),
}).meta({ id: 'Segment' })
export type SegmentAnswer = z.output<typeof segmentAnswer>
export const segmentsAnswer = z.object({ segments: z.array(segmentAnswer).meta({ description: 'By name.' }) })
export type SegmentsAnswer = z.output<typeof segmentsAnswer>
export const segmentGone = z.object({ id: z.int() })
