import * as z from 'zod'
import { REFUSALS, type RefusalCode } from '#contract/refusals.ts'

/** All codes, for documents. */
export const refusalCode = z.enum(Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]]).meta({
  id: 'Code', description: 'What is wrong, from a closed list that docs/reference/errors.md explains. Codes are added, never renamed.',
})

/** One thing that is wrong, and where. */
export const flaw = z.object({
  code: refusalCode,
  pointer: z.string().optional().meta({ description: 'Where in the body (RFC 6901), counted from 0.' }),
  parameter: z.string().optional().meta({ description: 'Which query parameter.' }),
  detail: z.string().meta({ description: 'What is wrong, in the language of Accept-Language.' }),
  do: z.string().meta({ description: 'What to do about it.' }),
}).meta({ id: 'Flaw' })
export type Flaw = z.output<typeof flaw>

/** A refused request (RFC 9457). */
export const problem = z.object({
  type: z.string().meta({ description: 'Where the code is explained.' }),
  title: z.string(),
  status: z.int(),
  code: refusalCode,
  detail: z.string().meta({ description: 'What is wrong, in the language of Accept-Language: en, nb, sv, et, ja or zh.' }),
  do: z.string().meta({ description: 'What to do about it.' }),
  request_id: z.string().meta({ description: 'What to quote when asking about it; the answer’s `x-request-id` says the same.' }),
  errors: z.array(flaw).meta({ description: 'Everything that is wrong; the first gave the problem its code.' }),
}).meta({ id: 'Problem', description: 'RFC 9457.' })
export type Problem = z.output<typeof problem>

/** Where a code is explained. */
export const typeOf = (code: RefusalCode): string => `/docs/errors#${code}`

/** A code as a title: it says the same on every occurrence and in every language. */
export const titleOf = (code: RefusalCode): string => code[0]?.toUpperCase() + code.slice(1).replaceAll('_', ' ')
