import * as z from 'zod'
import { refusalCode } from '#contract/house/problem.ts'

const counts = z.record(z.string(), z.int())
export const stateCounts = counts

export const rejectGroup = z.object({
  code: refusalCode,
  column: z.string(),
  found: z.string(),
  expected: z.string(),
  count: z.int(),
  detail: z.string(),
  do: z.string(),
  examples: z.array(z.object({ file: z.string(), line: z.int(), found: z.string() })),
}).meta({ id: 'RejectGroup', description: 'Rows that one and the same repair would mend.' })
export type RejectGroupAnswer = z.output<typeof rejectGroup>

/** What an import did, or would do. */
export const importReport = z.object({
  rows: z.int(),
  facts: z.object({ taken: z.int(), known: z.int() }),
  kinds: counts.meta({ description: 'Facts of each kind that were read, known ones among them.' }),
  records: z.object({ taken: z.int(), known: z.int(), read: counts }),
  customers_new: z.int(),
  oldest: z.iso.datetime().nullable(),
  newest: z.iso.datetime().nullable(),
  rejected: z.int().meta({ description: 'Rows that were refused.' }),
  groups: z.array(rejectGroup).nullable().meta({ description: 'By what would mend them, most first; null where that is no longer kept.' }),
  rejects: z.boolean().meta({ description: 'Whether the refused rows are there to be fetched.' }),
  seconds: z.number(),
}).meta({ id: 'ImportReport' })
export type ImportReportAnswer = z.output<typeof importReport>

/** One thing that rows make, as it was understood. */
export const saidFact = z.object({
  line: z.int(),
  /** The kind of fact, or the kind of record. */
  kind: z.string(),
  at: z.iso.datetime().nullable(),
  who: z.string().nullable().meta({ description: 'The customer’s key.' }),
  said: z.string().meta({ description: 'In a few words, in the language of Accept-Language.' }),
  text: z.string().meta({ description: 'The row it comes from, the first where there are several.' }),
  rows: z.int().meta({ description: 'From how many rows, of those that were looked at.' }),
})
export type SaidFactAnswer = z.output<typeof saidFact>

export const previewAnswer = z.object({
  rows: z.int(),
  facts: z.array(saidFact),
  kinds: counts,
  records: counts,
  rejected: z.int(),
  silent: z.int().meta({ description: 'Rows that make nothing.' }),
  groups: z.array(rejectGroup),
}).meta({ description: 'What the first rows of a file make.' })
export type PreviewAnswer = z.output<typeof previewAnswer>

export const importAnswer = z.object({
  id: z.int(),
  what: z.string(),
  state: z.enum(['reading', 'done', 'undone']),
  settled: z.boolean().meta({ description: 'Whether the map knows of it.' }),
  progress: z.object({ phase: z.string(), done: z.int(), total: z.int().nullable() }).nullable().meta({ description: 'How far the map is drawn without it, while it is being undone.' }),
  begun_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  made_by: z.string().nullable(),
  report: importReport.nullable().meta({ description: 'null while it is not known.' }),
  overlaps: z.array(z.int()).meta({ description: 'Earlier imports that had brought some of its facts.' }),
  map: z.object({ before: stateCounts, after: stateCounts }).nullable().meta({ description: 'How many customers stood in each state before and after.' }),
  upload: z.string().nullable().meta({ description: 'The file it came from, while that is kept.' }),
}).meta({ id: 'Import' })
export type ImportAnswer = z.output<typeof importAnswer>

export const importsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.coerce.number().int().min(1).optional().meta({ description: 'Only those with a smaller number.' }),
})
export type ImportsQuery = z.output<typeof importsQuery>
export const importsAnswer = z.object({ imports: z.array(importAnswer) })
export const importPath = z.object({ id: z.coerce.number().int().min(1).max(2 ** 31 - 1).meta({ description: 'The number of the import.' }) })

export const undoAnswer = z.object({
  id: z.int(), what: z.string(), facts: z.int(), records: z.int(), customers: z.int().meta({ description: 'Customers who were told again.' }),
  overlapped: z.array(z.object({ id: z.int(), what: z.string() })).meta({ description: 'Later imports that had left some of these facts to this one.' }),
})
