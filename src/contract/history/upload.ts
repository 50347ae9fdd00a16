import * as z from 'zod'
import { ENCODINGS } from '#core/history/mapping/encoding.ts'
import { jobAnswer } from '#contract/house/job.ts'
import { flaw } from '#contract/house/problem.ts'
import { importReport } from './import-report.ts'

/** How large a file may be, unless the operator says otherwise. */
export const USUAL_UPLOAD_BYTES = 2_000_000_000
/** All files that are kept together may be so many times as large as one. */
export const MOST_KEPT_TIMES = 5
/** How long a file is kept after somebody last worked with it, and how long one whose sender was cut off may be continued. */
export const UPLOAD_KEPT_DAYS = 7
export const UPLOAD_WAITS_HOURS = 1

const whole = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const uploadQuery = z.strictObject({
  name: z.string().min(1).max(200).regex(/^[^\p{Cc}\p{Cs}/\\]+$/u).meta({ description: 'What the file is called: its ending says what it is (csv, tsv, txt, json, ndjson, jsonl, each also with .gz).' }),
  bytes: whole.optional().meta({ description: 'How long the file is, where it comes in several requests; without it, its end is that of this one.' }),
})
export const uploadMoreQuery = z.strictObject({ at: whole.meta({ description: 'How many bytes were taken already: from where this goes on.' }) })
export const uploadPath = z.object({ id: z.string().regex(/^[\w-]{1,40}$/).meta({ description: 'What the upload is called by.' }) })

export const mappingState = z.object({
  name: z.string().nullable().meta({ description: 'That of the remembered mapping it began as.' }),
  text: z.string().meta({ description: 'As the command line takes it (YAML).' }),
  written: z.unknown().meta({ description: 'The same as JSON; null where it cannot be read.' }),
  problems: z.array(flaw).meta({ description: 'What keeps it from being used. Empty: nothing.' }),
})

export const uploadAnswer = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.int().meta({ description: 'How many were taken.' }),
  expected: z.int().nullable(),
  whole: z.boolean(),
  made_at: z.iso.datetime(),
  made_by: z.string(),
  kept_until: z.iso.datetime().meta({ description: 'Until then, unless somebody works with it.' }),
  mapping: mappingState.nullable(),
  checked: importReport.nullable().meta({ description: 'What a check of it with this mapping found.' }),
  check: jobAnswer.nullable().meta({ description: 'The newest check.' }),
  bring: jobAnswer.nullable().meta({ description: 'The newest import.' }),
  import: z.int().nullable().meta({ description: 'The number of the import that it has become.' }),
}).meta({ id: 'Upload' })
export type UploadAnswer = z.output<typeof uploadAnswer>

export const uploadsAnswer = z.object({ uploads: z.array(uploadAnswer.omit({ mapping: true, checked: true })) })

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** What is known beforehand of how a file is written. */
export const lookQuery = z.strictObject({
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.string().min(1).max(10).optional().meta({ description: 'One character, `tab` or `whitespace`.' }),
  header: flag.optional(),
  skip: z.coerce.number().int().min(0).max(1000).optional(),
})
export type LookQuery = z.output<typeof lookQuery>

const holds = z.object({
  as: z.enum(['nothing', 'time', 'number', 'email', 'currency', 'boolean', 'text']),
  patterns: z.array(z.string()).optional().meta({ description: 'Of dates: every way of reading all of them, the likeliest first.' }),
  whole: z.boolean().optional(),
  least: z.number().optional(),
  most: z.number().optional(),
})

export const lookedColumn = z.object({
  column: z.union([z.string(), z.int()]).meta({ description: 'What a mapping calls it: its name, or its place counted from 1.' }),
  name: z.string(),
  samples: z.array(z.string()),
  values: z.array(z.string()).nullable().meta({ description: 'All its values in the rows looked at, where they are few.' }),
  filled: z.number(),
  distinct: z.int(),
  holds,
  role: z.string().nullable().meta({ description: 'What it was taken for.' }),
})
export type LookedColumnAnswer = z.output<typeof lookedColumn>

export const lookAnswer = z.object({
  form: z.enum(['table', 'json', 'facts']).meta({ description: '`facts`: Troth’s own, which need no mapping.' }),
  encoding: z.enum(ENCODINGS),
  delimiter: z.string().nullable(),
  header: z.boolean(),
  skip: z.int(),
  rows: z.int().meta({ description: 'How many were looked at.' }),
  rows_about: z.int().nullable().meta({ description: 'How many the file has, as far as its beginning tells.' }),
  odd: z.int().meta({ description: 'Rows among them that are wider or narrower than the others.' }),
  columns: z.array(lookedColumn),
  guess: mappingState,
  fits: z.array(z.object({ name: z.string(), same: z.boolean().meta({ description: 'Made for exactly these columns.' }) })).meta({ description: 'Remembered mappings whose columns are all there, the best first.' }),
})
export type LookAnswer = z.output<typeof lookAnswer>
