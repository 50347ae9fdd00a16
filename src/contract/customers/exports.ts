import * as z from 'zod'
import { EXPORT_COLUMNS, SEPARATORS, type Separator } from '#core/customers/export.ts'
import { SORTS } from '#core/customers/sorts.ts'
import { flaw } from '#contract/house/problem.ts'
import { JOB_STATES } from '#contract/house/job.ts'
import { filterQuery } from './filter.ts'

export { SEPARATORS } from '#core/customers/export.ts'

const column = z.union([z.enum(EXPORT_COLUMNS), z.string().regex(/^attribute\..{1,200}$/)])

export const exportBody = z.strictObject({
  filter: filterQuery.default({}).meta({ description: 'In the words of a query, as `{"state": ["devoted"]}`.' }),
  columns: z.array(column).min(1).max(200).optional().meta({ description: 'All that there are, with the attributes that customers have, if left out. An attribute is named as `attribute.NAME`.' }),
  sort: z.enum(SORTS).default('key'),
  order: z.enum(['asc', 'desc']).default('asc'),
  separator: z.enum(Object.keys(SEPARATORS) as [Separator, ...Separator[]]).default('comma').meta({ description: 'With `semicolon` goes a decimal comma.' }),
  words: z.boolean().default(false).meta({ description: 'Heads and states in the language of Accept-Language instead of the API’s words?' }),
})
export type ExportBody = z.output<typeof exportBody>
export const exportId = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647).meta({ description: 'The number of the export.' }) })

export const exportAnswer = z.object({
  id: z.int(),
  state: z.enum([...JOB_STATES, 'withdrawn']).meta({ description: '`withdrawn`: somebody in it was erased since, and the file with them.' }),
  filter: z.record(z.string(), z.unknown()),
  asked_at: z.iso.datetime(), ended_at: z.iso.datetime().nullable(), expires_at: z.iso.datetime().meta({ description: 'Until when it can be fetched.' }),
  progress: z.object({ done: z.int(), total: z.int().nullable() }).nullable(),
  customers: z.int().nullable().meta({ description: 'How many are in it, once it is done.' }),
  bytes: z.int().nullable(),
  error: flaw.nullable(),
}).meta({ id: 'Export' })
export type ExportAnswer = z.output<typeof exportAnswer>
export const exportsAnswer = z.object({ exports: z.array(exportAnswer).meta({ description: 'One’s own, the newest first.' }) })
export type ExportsAnswer = z.output<typeof exportsAnswer>
export const exportGone = z.object({ id: z.int() })
