import { columnsIn, columnsOf, matches } from '#core/history/mapping/columns.ts'
import type { Mapping } from '#core/history/mapping/mapping.ts'
import type { WrittenMapping } from '#core/history/mapping/written.ts'
import { mappingText, writtenIn } from '#contract/history/mapping-text.ts'
import { parseMapping } from '#contract/history/mapping.ts'
import { no, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { readMapping } from '#store/history/mappings.ts'
import { noteUpload, readUpload } from '#store/history/uploads.ts'
import { openJobOn } from '#store/house/jobs.ts'
import { lookAtUpload } from './look-at-upload.ts'
import { textOf, type SentMapping } from './mapping-state.ts'
import { showUpload, type ShownUpload } from './show-upload.ts'

/** A mapping for a file: one that is written here, or one that is remembered by its name. */
export type MapUpload = (SentMapping & { readonly name?: string | null | undefined }) | { readonly name: string; readonly text?: never; readonly written?: never }

/**
 * Keeps what the rows of an uploaded file mean, right or not yet right: what is wrong with it is said along. What was checked before was another mapping, and is
 * forgotten. Refuses with `upload_unknown`, `upload_busy`, and for a remembered one with `mapping_unknown` or `column_missing`.
 */
export async function mapUpload(ctx: Context, id: string, { name = null, ...sent }: MapUpload): Promise<Result<ShownUpload>> {
  const upload = await readUpload(ctx.pool, id)
  if (upload?.holds !== 'rows') return no('upload_unknown', { id })
  if ((await openJobOn(ctx.pool, { upload: id })) !== null) return no('upload_busy', { file: upload.name })
  const text = sent.text === undefined && sent.written === undefined ? await remembered(ctx, id, upload.name, name ?? '') : { ok: true as const, value: textOf(sent) }
  if (!text.ok) return text
  const changes = text.value !== upload.mapping
  await noteUpload(ctx.pool, id, { mapping: text.value, mapping_name: name, ...(changes && { checked: null }) }, ctx.now())
  return showUpload(ctx, id)
}

/** A remembered mapping, made to fit this file: of what it says of several files only the entry whose columns are there. */
async function remembered(ctx: Context, id: string, fileName: string, name: string): Promise<Result<string>> {
  const row = await readMapping(ctx.pool, name)
  if (!row) return no('mapping_unknown', { name })
  const read = parseMapping(row.text, name)
  const written = writtenIn(row.text)
  if (!read.ok || !written) return read.ok ? no('mapping_unknown', { name }) : read
  const place = await placeIn(ctx, id, read.value, fileName)
  return place.ok ? { ok: true, value: mappingText(narrowed(written, place.value, fileName)) } : place
}

async function placeIn(ctx: Context, id: string, mapping: Mapping, fileName: string): Promise<Result<number>> {
  const named = mapping.files.findIndex((file) => matches(file.name, fileName))
  if (named >= 0) return { ok: true, value: named }
  const { encoding, delimiter, skip } = mapping
  const look = await lookAtUpload(ctx, id, { encoding, delimiter, skip })
  if (!look.ok) return look
  const header = look.value.header ? look.value.columns.map((column) => column.name) : null
  const there = columnsIn(header, look.value.columns.length)
  const lacks = mapping.files.map((file) => there.missing(columnsOf(file)))
  const place = lacks.findIndex((columns) => columns.length === 0)
  if (place >= 0) return { ok: true, value: place }
  return no('column_missing', { file: fileName, column: (lacks[0] ?? []).join(', '), found: (header ?? []).join(', ') })
}

const narrowed = ({ files, ...settings }: WrittenMapping, place: number, fileName: string): WrittenMapping => ({
  ...settings, files: files.slice(place, place + 1).map((file) => ({ ...file, name: fileName.replace(/\.gz$/i, '') })),
})

