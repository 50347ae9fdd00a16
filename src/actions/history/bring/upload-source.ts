import type { Context } from '#actions/context.ts'
import type { RejectsKeeper } from '#actions/history/import/keep-rejects.ts'
import type { SourceFile } from '#actions/history/import/sources.ts'
import { appendPart, finishUpload, insertUpload, removeUpload, uploadBytes, type UploadRow } from '#store/history/uploads.ts'

/** An uploaded file, as an import reads files. */
export const sourceOf = (ctx: Context, { id, name, bytes }: Pick<UploadRow, 'id' | 'name' | 'bytes'>): SourceFile => ({
  path: name, name, bytes, found: false, read: () => uploadBytes(ctx.pool, id), unpacksTo: Math.max(UNPACKED_ALWAYS, bytes * UNPACKED_TIMES),
})

/** Tables unpack to five to thirty times as many bytes, very even ones to some more; what is made to fill a disk, to a thousand times. */
const UNPACKED_TIMES = 100
/** So many bytes may every file unpack to. */
const UNPACKED_ALWAYS = 1 << 26

/** A new name for a file that nobody can guess, which no number can be taken for. */
export const newUploadId = (ctx: Context): string => `u${ctx.random(7).toString('hex')}`

/** How much of a file goes into one piece. */
export const PIECE_BYTES = 1 << 20

/** Keeps the file of rejected rows beside the uploads, where every process finds it. */
export function intoUploads(ctx: Context, name: string): RejectsKeeper {
  const id = newUploadId(ctx)
  let bytes = 0
  return {
    async write(text) {
      if (bytes === 0) await insertUpload(ctx.pool, { id, holds: 'rejects', name, expected: null, made_at: ctx.now(), made_by: ctx.actor })
      const whole = Buffer.from(text)
      for (let from = 0; from < whole.length; from += PIECE_BYTES) {
        const piece = whole.subarray(from, from + PIECE_BYTES)
        await appendPart(ctx.pool, id, bytes, piece, ctx.now())
        bytes += piece.length
      }
    },
    async end() {
      await finishUpload(ctx.pool, id, ctx.now())
      return id
    },
    async discard() {
      await removeUpload(ctx.pool, id)
    },
  }
}
