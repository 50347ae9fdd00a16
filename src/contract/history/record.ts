import * as z from 'zod'
import { EXPECTATIONS, LANGUAGES } from '#core/history/kinds.ts'
import { currency, instant, name, readInstant, words } from './fact.ts'

const day = z.iso.date().refine((text) => text >= '1900', { error: 'a day since 1900' })
const attributes = z.record(name, words.max(1000))

function recordSchemas<Moment extends typeof instant | typeof readInstant>(moment: Moment) {
  return {
    customer: z.strictObject({
      record: z.literal('customer'), key: name, name: name.optional(), email: name.optional(), joined_at: moment.optional(), channel: name.optional(),
      campaign: name.optional(), referrer: name.optional(), language: z.enum(LANGUAGES).optional(), home_unit: name.optional(),
      attributes: attributes.optional(), consents: z.record(name, z.boolean()).optional(),
    }),
    unit: z.strictObject({ record: z.literal('unit'), key: name, name, parent: name.optional(), attributes: attributes.optional() }),
    person: z.strictObject({ record: z.literal('person'), key: name, name, unit: name.optional(), team: name.optional() }),
    promise: z.strictObject({ record: z.literal('promise'), key: name, text: words.min(1).max(2000), expectation: z.enum(EXPECTATIONS) }),
    rate: z.strictObject({ record: z.literal('rate'), currency, day, per_unit: z.number().min(1e-12).max(1e12) }),
  } as const
}

/** Records as they are sent, with moments as ISO text. */
export const RECORD_SCHEMAS = recordSchemas(instant)
/** Records whose moments were read already. */
export const READ_RECORD_SCHEMAS = recordSchemas(readInstant)
