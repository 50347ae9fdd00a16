import { UPLOAD_KEPT_DAYS, UPLOAD_WAITS_HOURS, type UploadAnswer } from '#contract/history/upload.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import { DAY_MS, HOUR_MS, isoOf } from '#core/units/time.ts'
import type { Context } from '#actions/context.ts'
import type { ImportSummary } from '#actions/history/import/summary.ts'
import { shownJob, type ShownJob } from '#actions/house/jobs/read-jobs.ts'
import { importOfJob } from '#store/history/imports.ts'
import { readUpload, readUploads, type UploadRow } from '#store/history/uploads.ts'
import { newestJobOn } from '#store/house/jobs.ts'
import { stateOfMapping, type MappingState } from './mapping-state.ts'

/** What a check or an import found, as it is kept with its file: without the rows that were shown. */
export interface Found {
  readonly summary: Omit<ImportSummary, 'preview'>
  /** Where the refused rows are kept. */
  readonly rejects: string | null
}

/** An upload as it is shown; what is wrong is not yet in anybody's words. */
export interface ShownUpload extends Omit<UploadAnswer, 'mapping' | 'checked' | 'check' | 'bring'> {
  readonly mapping: MappingState | null
  readonly checked: Found | null
  readonly check: ShownJob | null
  readonly bring: ShownJob | null
}

export async function showUpload(ctx: Context, id: string): Promise<Result<ShownUpload>> {
  const row = await readUpload(ctx.pool, id)
  return row?.holds === 'rows' ? yes(await shown(ctx, row)) : no('upload_unknown', { id })
}

/** The files that are kept, those worked on last first. */
export const listUploads = async (ctx: Context): Promise<ShownUpload[]> => Promise.all((await readUploads(ctx.pool)).map((row) => shown(ctx, row)))

async function shown(ctx: Context, row: UploadRow): Promise<ShownUpload> {
  const [check, bring] = [await newestJobOn(ctx.pool, 'check', { upload: row.id }), await newestJobOn(ctx.pool, 'import', { upload: row.id })]
  const { id, name, bytes, expected, whole, made_by } = row
  return {
    id, name, bytes, expected, whole, made_by,
    made_at: isoOf(row.made_at),
    kept_until: isoOf(row.touched_at + (whole ? UPLOAD_KEPT_DAYS * DAY_MS : UPLOAD_WAITS_HOURS * HOUR_MS)),
    mapping: row.mapping === null ? null : stateOfMapping(row.mapping_name, row.mapping),
    checked: row.checked as Found | null,
    check: check && shownJob(check),
    bring: bring && shownJob(bring),
    import: bring ? ((await importOfJob(ctx.pool, bring.id))?.id ?? null) : null,
  }
}
