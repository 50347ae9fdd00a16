import * as z from 'zod'
import { noteAnswer } from '#contract/customers/note.ts'
import { names } from '#contract/house/names.ts'
import { KINDS } from '#core/history/kinds.ts'
import { shownFact } from './customer.ts'

/** What a timeline has: facts of every kind, and notes. */
export const TIMELINE_KINDS = [...KINDS, 'note'] as const
export type TimelineKind = (typeof TIMELINE_KINDS)[number]

const kinds = z.union([z.enum(TIMELINE_KINDS), z.array(z.enum(TIMELINE_KINDS))]).transform((v) => (Array.isArray(v) ? v : [v]))

export const timelineQuery = z.strictObject({
  kind: kinds.optional().meta({ description: 'Only these kinds of facts; `note` for notes. All if left out.' }),
  to: z.string().optional().meta({ description: 'Only what happened up to then: a day (YYYY-MM-DD, whole and on the calendar of the company) or an instant (ISO 8601 with offset).' }),
  before: z.string().max(2000).optional().meta({ description: 'The `next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type TimelineQuery = z.output<typeof timelineQuery>

export const timelineAnswer = z.object({
  entries: z.array(z.discriminatedUnion('what', [
    z.object({ what: z.literal('fact'), fact: shownFact }),
    z.object({ what: z.literal('note'), note: noteAnswer }),
  ])).meta({ description: 'The newest first.' }),
  names,
  next: z.string().nullable().meta({ description: 'Where earlier ones go on; null where there are none.' }),
})
export type TimelineAnswer = z.output<typeof timelineAnswer>
