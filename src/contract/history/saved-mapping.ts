import * as z from 'zod'
import { mappingState } from './upload.ts'

export const mappingName = z.string().trim().min(1).max(100).regex(/^[^\p{Cc}\p{Cs}/\\]+$/u)
export const mappingPath = z.object({ name: mappingName.meta({ description: 'What it is called.' }) })

/** A mapping as YAML, or as JSON. */
const said = { text: z.string().max(1_000_000).optional(), written: z.record(z.string(), z.unknown()).optional() }
const ONE = { error: 'one of text and written' }
const isOne = ({ text, written }: { readonly text?: string | undefined; readonly written?: unknown }): boolean => (text === undefined) !== (written === undefined)

export const mapBody = z.strictObject({ ...said, name: mappingName.nullable().optional().meta({ description: 'The remembered mapping that it began as; alone, the one to take.' }) })
  .refine((body) => isOne(body) || (body.text === undefined && body.written === undefined && typeof body.name === 'string'), { error: 'text, written, or the name of a remembered mapping' })
export const previewBody = z.strictObject({ ...said }).refine(isOne, ONE)
export const saveMappingBody = z.strictObject({
  name: mappingName, ...said,
  header: z.array(z.string().max(1000)).max(2000).default([]).meta({ description: 'The columns of the file that it was made for, by which the next file of the kind is known.' }),
}).refine(isOne, ONE)

export const savedMapping = mappingState.omit({ name: true }).extend({
  name: z.string(),
  header: z.array(z.string()),
  made_at: z.iso.datetime(),
  made_by: z.string(),
  used_at: z.iso.datetime().nullable(),
}).meta({ id: 'SavedMapping' })
export type SavedMappingAnswer = z.output<typeof savedMapping>
export const savedMappings = z.object({ mappings: z.array(savedMapping.omit({ text: true, written: true })) })
