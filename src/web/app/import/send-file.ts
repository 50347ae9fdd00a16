import type { UploadAnswer } from '#contract/history/upload.ts'
import { get, send } from '../data/ask.ts'
import { Problem } from '../data/problem.ts'

const LEAST_BYTES = 256 * 1024
const MOST_BYTES = 8 * 1024 * 1024
/** A piece that takes about so long shows how far it is, and is soon sent again when it breaks. */
const PIECE_MS = 1000
const MOST_TRIES = 6

export interface Sending {
  readonly file: File
  /** Bytes that have arrived. */
  readonly onBytes: (bytes: number) => void
  readonly signal: AbortSignal
}

/**
 * Sends a file piece by piece, so that no request lasts long however slow the line is, and one that breaks is gone on with from where it was. The beginning of the very
 * same file that is there already is not sent again. @throws Problem where it was refused
 */
export async function sendFile({ file, onBytes, signal }: Sending): Promise<UploadAnswer> {
  let upload = (await begunBefore(file, signal)) ?? (await send<UploadAnswer>('/v1/uploads', { name: file.name, bytes: file.size }, file.slice(0, LEAST_BYTES), signal))
  let size = LEAST_BYTES
  let tries = 0
  while (!upload.whole) {
    onBytes(upload.bytes)
    const begun = performance.now()
    try {
      upload = await send<UploadAnswer>(`/v1/uploads/${upload.id}/more`, { at: upload.bytes }, file.slice(upload.bytes, upload.bytes + size), signal)
      tries = 0
      size = performance.now() - begun < PIECE_MS ? Math.min(MOST_BYTES, size * 2) : Math.max(LEAST_BYTES, size / 2)
    } catch (error) {
      if (!isWorthATry(error) || ++tries >= MOST_TRIES) throw error
      size = LEAST_BYTES
      await wait(500 * 2 ** tries, signal)
      upload = await get<UploadAnswer>(`/v1/uploads/${upload.id}`, {}, signal)
    }
  }
  return upload
}

/** The line broke, or somebody else had sent more of it. */
const isWorthATry = (error: unknown): boolean => error instanceof Problem && (error.status === 0 || error.status >= 500 || error.code === 'upload_gap' || error.code === 'request_unreadable')

const wait = (ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, ms)
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    reject(signal.reason as Error)
  }, { once: true })
})

async function begunBefore({ name, size }: File, signal: AbortSignal): Promise<UploadAnswer | undefined> {
  const { uploads } = await get<{ uploads: readonly UploadAnswer[] }>('/v1/uploads', {}, signal)
  return uploads.find((upload) => !upload.whole && upload.name === name && upload.expected === size)
}
