import type { ImportAnswer } from '#contract/history/import-report.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import { isoOf } from '#core/units/time.ts'
import type { Context } from '#actions/context.ts'
import type { ImportSummary } from '#actions/history/import/summary.ts'
import { isoOrNull } from '#actions/relationship/shown.ts'
import { listImports, readImport, type ImportRow } from '#store/history/imports.ts'
import { readUpload, uploadBytes, type UploadRow } from '#store/history/uploads.ts'
import type { Found } from './show-upload.ts'

/** An import as it is shown; why rows were refused is not yet in anybody's words. */
export type ShownImport = Omit<ImportAnswer, 'report'> & { readonly found: Found | null; readonly groups: boolean }

/** What is remembered of an import, by this version of Troth or an older one. */
type Remembered = Partial<Omit<ImportSummary, 'preview'>> & { readonly settled?: boolean; readonly upload?: string; readonly map?: ImportAnswer['map']; readonly progress?: ImportAnswer['progress'] }

/** The imports, the newest first. */
export async function showImports(ctx: Context, { limit, before }: { readonly limit: number; readonly before?: number | undefined }): Promise<ShownImport[]> {
  return (await listImports(ctx.pool, limit, before)).map((row) => shown(row, null))
}

/** One import, with what is still kept of its file. Refuses with `import_unknown`. */
export async function showImport(ctx: Context, id: number): Promise<Result<ShownImport>> {
  const row = await readImport(ctx.pool, id)
  return row ? yes(shown(row, await uploadOf(ctx, row))) : no('import_unknown', { id })
}

/** The file of an import while that is the last thing that became of it. */
async function uploadOf(ctx: Context, { id, summary }: ImportRow): Promise<UploadRow | null> {
  const { upload } = summary as Remembered
  const row = upload === undefined ? null : await readUpload(ctx.pool, upload)
  return row && row.outcome !== null && 'import' in row.outcome && row.outcome.import === id ? row : null
}

function shown({ id, what, state, begun_at, ended_at, made_by, summary }: ImportRow, upload: UploadRow | null): ShownImport {
  const said = summary as Remembered
  const kept = upload?.outcome as Found | null | undefined
  const rejected = { rows: said.rejected?.rows ?? 0, groups: kept?.summary.rejected.groups ?? [], path: kept?.rejects ?? null }
  return {
    id, what, state, made_by,
    settled: said.settled !== false,
    progress: said.settled === false ? (said.progress ?? null) : null,
    begun_at: isoOf(begun_at),
    ended_at: isoOrNull(ended_at),
    found: said.facts ? { summary: { ...(said as Omit<ImportSummary, 'preview'>), rejected }, rejects: kept?.rejects ?? null } : null,
    groups: kept !== undefined && kept !== null,
    overlaps: [...(said.overlaps ?? [])],
    map: said.map ?? null,
    upload: upload?.id ?? null,
  }
}

/** A file to be handed out. */
export interface HandedOut {
  readonly name: string
  readonly bytes: AsyncIterable<Buffer>
}

/** The refused rows of an import, as CSV. Refuses with `import_unknown` or `rejects_gone`. */
export async function importRejects(ctx: Context, id: number): Promise<Result<HandedOut>> {
  const row = await readImport(ctx.pool, id)
  if (!row) return no('import_unknown', { id })
  return handOut(ctx, ((await uploadOf(ctx, row))?.outcome as Found | null | undefined)?.rejects)
}

/** The rows that a check found wrong, as CSV. Refuses with `upload_unknown` or `rejects_gone`. */
export async function checkRejects(ctx: Context, id: string): Promise<Result<HandedOut>> {
  const upload = await readUpload(ctx.pool, id)
  if (upload?.holds !== 'rows') return no('upload_unknown', { id })
  return handOut(ctx, (upload.checked as Found | null)?.rejects)
}

async function handOut(ctx: Context, id: string | null | undefined): Promise<Result<HandedOut>> {
  const file = id ? await readUpload(ctx.pool, id) : null
  return file ? yes({ name: file.name, bytes: uploadBytes(ctx.pool, file.id) }) : no('rejects_gone')
}
