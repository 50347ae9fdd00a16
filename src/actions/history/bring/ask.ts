import type { Language } from '#core/history/kinds.ts'
import { parseMapping } from '#contract/history/mapping.ts'
import { no, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { headOf } from '#actions/history/import/sources.ts'
import { askJob } from '#actions/house/jobs/ask-job.ts'
import { openJobOn } from '#store/house/jobs.ts'
import { wholeUpload } from './look-at-upload.ts'
import { showUpload, type ShownUpload } from './show-upload.ts'
import { sourceOf } from './upload-source.ts'

/**
 * Asks for a file to be checked (read whole, and nothing changed) or imported, as a job. One that is under way already is not asked for twice.
 * Refuses with `upload_unknown`, `upload_unfinished`, `upload_busy`, `mapping_needed`, `mapping_invalid` or `sample_present`.
 * @param language in which the file of refused rows is written
 */
export async function askToBring(ctx: Context, id: string, kind: 'check' | 'import', language: Language): Promise<Result<ShownUpload>> {
  const whole = await wholeUpload(ctx, id)
  if (!whole.ok) return whole
  const { upload, company } = whole.value
  if (company.sample) return no('sample_present')
  if ((await openJobOn(ctx.pool, { upload: id })) !== null) return no('upload_busy', { file: upload.name })
  if (upload.mapping === null && !(await headOf(sourceOf(ctx, upload), 'utf-8', 4096)).trimStart().startsWith('{')) return no('mapping_needed', { file: upload.name })
  const read = upload.mapping === null ? null : parseMapping(upload.mapping, upload.mapping_name ?? 'mapping')
  if (read && !read.ok) return read
  await askJob(ctx, kind, { upload: id, language })
  return showUpload(ctx, id)
}
