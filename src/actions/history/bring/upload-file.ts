import { MOST_KEPT_TIMES } from '#contract/history/upload.ts'
import { no, type Refusal, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { READABLE } from '#actions/history/import/sources.ts'
import { appendPart, finishUpload, insertUpload, readUpload, removeUpload, uploadedBytes } from '#store/history/uploads.ts'
import { showUpload, type ShownUpload } from './show-upload.ts'
import { newUploadId, PIECE_BYTES } from './upload-source.ts'

/** Bytes as they come in, and how many a file may have. */
interface Coming {
  readonly body: AsyncIterable<Buffer>
  readonly most: number
}

/**
 * Takes in a file, or its beginning where `bytes` says that it is longer than what comes now. What comes is kept piece by piece, so that memory holds one;
 * where a sender who did not say how much will come is cut off, nothing stays.
 * Refuses with `upload_no_table`, `upload_too_large`, `uploads_full` or `upload_empty`.
 */
export async function beginUpload(ctx: Context, { name, bytes = null, body, most }: Coming & { readonly name: string; readonly bytes?: number | null }): Promise<Result<ShownUpload>> {
  if (!READABLE.test(name)) return no('upload_no_table', { file: name })
  if (bytes !== null && bytes > most) return no('upload_too_large', { most })
  if ((await uploadedBytes(ctx.pool)) + (bytes ?? 0) > most * MOST_KEPT_TIMES) return no('uploads_full')
  const id = newUploadId(ctx)
  await insertUpload(ctx.pool, { id, holds: 'rows', name, expected: bytes, made_at: ctx.now(), made_by: ctx.actor })
  try {
    const taken = await takeIn(ctx, { id, at: 0, expected: bytes, body, most })
    if (taken.ok) return await showUpload(ctx, id)
    await removeUpload(ctx.pool, id)
    return taken
  } catch (error) {
    // Whoever said how much will come may go on from where they were.
    if (bytes === null) await removeUpload(ctx.pool, id).catch(() => undefined)
    throw error
  }
}

/** Takes in more of a file, from where it had come. Refuses with `upload_unknown`, `upload_gap` or `upload_too_large`. */
export async function continueUpload(ctx: Context, id: string, { at, body, most }: Coming & { readonly at: number }): Promise<Result<ShownUpload>> {
  const upload = await readUpload(ctx.pool, id)
  if (!upload || upload.holds !== 'rows') return no('upload_unknown', { id })
  if (upload.whole || upload.bytes !== at) return no('upload_gap', { expected: upload.bytes, found: at })
  const taken = await takeIn(ctx, { id, at, expected: upload.expected, body, most })
  return taken.ok ? showUpload(ctx, id) : taken
}

interface Taking extends Coming {
  readonly id: string
  readonly at: number
  readonly expected: number | null
}

/** Keeps what comes, and where that is the end of it, says so. */
async function takeIn(ctx: Context, { id, at, expected, body, most }: Taking): Promise<Result<number>> {
  const bound = Math.min(most, expected ?? most)
  let have = at
  for await (const piece of inPieces(body)) {
    if (have + piece.length > bound) return no('upload_too_large', { most: bound })
    if (!(await appendPart(ctx.pool, id, have, piece, ctx.now()))) return gap(ctx, id, have)
    have += piece.length
  }
  if (expected === null ? have === 0 : expected === 0) return no('upload_empty')
  if (expected === null || have === expected) await finishUpload(ctx.pool, id, ctx.now())
  return { ok: true, value: have }
}

async function gap(ctx: Context, id: string, found: number): Promise<{ ok: false; refusals: readonly Refusal[] }> {
  const upload = await readUpload(ctx.pool, id)
  return upload ? no('upload_gap', { expected: upload.bytes, found }) : no('upload_unknown', { id })
}

/** The same bytes in pieces of one size, the last excepted. */
async function* inPieces(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    held.push(chunk)
    length += chunk.length
    if (length < PIECE_BYTES) continue
    const all = Buffer.concat(held)
    let from = 0
    for (; all.length - from >= PIECE_BYTES; from += PIECE_BYTES) yield all.subarray(from, from + PIECE_BYTES)
    held = [all.subarray(from)]
    length = all.length - from
  }
  if (length > 0) yield Buffer.concat(held)
}
