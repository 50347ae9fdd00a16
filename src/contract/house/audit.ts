import * as z from 'zod'

const when = z.string().meta({ description: 'A day (YYYY-MM-DD, whole and on the calendar of the company) or an instant (ISO 8601 with offset).' })

export const auditQuery = z.strictObject({
  actor: z.string().max(300).optional().meta({ description: 'Who did it: `account:ID`, `key:ID`, `cli`, `nobody`.' }),
  what: z.string().max(100).optional().meta({ description: 'What was done, as `customer.read`, or all of a kind, as `customer`.' }),
  subject: z.string().max(300).optional().meta({ description: 'Whom it concerns: the key of a customer, the id of an account, a key or an invitation.' }),
  from: when.optional(),
  to: when.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.string().regex(/^\d{1,15}$/).optional().meta({ description: 'The `next` of the page before.' }),
})
export type AuditQuery = z.output<typeof auditQuery>

export const auditAnswer = z.object({
  entries: z.array(z.object({
    id: z.int(), at: z.iso.datetime(), actor: z.string(),
    actor_name: z.string().nullable().meta({ description: 'What the account or the key is called now.' }),
    what: z.string(), subject: z.string().nullable(),
    subject_name: z.string().nullable().meta({ description: 'What the account, key, unit or person that it concerns is called now.' }),
    detail: z.record(z.string(), z.unknown()),
  })).meta({ description: 'The newest first.' }),
  next: z.string().nullable(),
})
export type AuditAnswer = z.output<typeof auditAnswer>
