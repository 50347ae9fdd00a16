import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { readUpload, removeUpload } from '#store/history/uploads.ts'
import { openJobOn } from '#store/house/jobs.ts'

/** Forgets an uploaded file before its time. What it brought stays. Refuses with `upload_unknown` or `upload_busy`. */
export async function dropUpload(ctx: Context, id: string): Promise<Result<{ dropped: string }>> {
  const upload = await readUpload(ctx.pool, id)
  if (upload?.holds !== 'rows') return no('upload_unknown', { id })
  if ((await openJobOn(ctx.pool, { upload: id })) !== null) return no('upload_busy', { file: upload.name })
  await removeUpload(ctx.pool, id)
  return yes({ dropped: id })
}
