import * as z from 'zod'
import { EXPECTATIONS, LANGUAGES } from '#core/history/kinds.ts'
import { currency, instant, name } from './fact.ts'

const attributes = z.record(name, z.string().max(1000))

export const RECORD_SCHEMAS = {
  customer: z.strictObject({
    record: z.literal('customer'), key: name, name: name.optional(), email: name.optional(), joined_at: instant.optional(), channel: name.optional(),
    campaign: name.optional(), referrer: name.optional(), language: z.enum(LANGUAGES).optional(), home_unit: name.optional(),
    attributes: attributes.optional(), consents: z.record(name, z.boolean()).optional(),
  }),
  unit: z.strictObject({ record: z.literal('unit'), key: name, name, parent: name.optional(), attributes: attributes.optional() }),
  person: z.strictObject({ record: z.literal('person'), key: name, name, unit: name.optional(), team: name.optional() }),
  promise: z.strictObject({ record: z.literal('promise'), key: name, text: z.string().min(1).max(2000), expectation: z.enum(EXPECTATIONS) }),
  rate: z.strictObject({ record: z.literal('rate'), currency, day: z.iso.date(), per_unit: z.number().positive() }),
} as const
