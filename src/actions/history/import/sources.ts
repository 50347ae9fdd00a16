import { createReadStream } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { createGunzip } from 'node:zlib'
import { arrayLines } from '#core/history/json-array.ts'
import type { Encoding } from '#core/history/mapping/encoding.ts'
import { Refused } from '#contract/refusals.ts'

/** A file to read. */
export interface SourceFile {
  /** Where it is, as it is told to people. */
  readonly path: string
  readonly name: string
  /** Its bytes from the first on, anew each time. */
  readonly read: () => AsyncIterable<Buffer>
  readonly bytes: number
  /** It was found in a folder, not named itself. */
  readonly found: boolean
  /** How many bytes it may unpack to; without bounds where that is not said. */
  readonly unpacksTo?: number
}

/** The names of files that can be read. */
export const READABLE = /\.(csv|tsv|txt|ndjson|jsonl|json)(\.gz)?$/i

/** The files of these paths, each once, folders walked through in the order of names. @throws Refused `file_missing` */
export async function sourceFiles(paths: readonly string[]): Promise<SourceFile[]> {
  const files = new Map<string, SourceFile>()
  for (const path of paths) for (const file of await filesAt(path, false)) {
    const real = await realpath(file.path)
    if (!files.has(real)) files.set(real, file)
  }
  if (files.size === 0) throw new Refused({ code: 'file_missing', values: { file: paths.join(', ') } })
  return [...files.values()]
}

async function filesAt(path: string, found: boolean): Promise<SourceFile[]> {
  const about = await stat(path).catch(() => null)
  if (!about) throw new Refused({ code: 'file_missing', values: { file: path } })
  if (!about.isDirectory()) return found && !READABLE.test(path) ? [] : [{ path, name: basename(path), bytes: about.size, found, read: () => createReadStream(path, { highWaterMark: CHUNK }) }]
  const inside = (await readdir(path)).filter((name) => !name.startsWith('.')).toSorted()
  const files: SourceFile[] = []
  for (const name of inside) files.push(...(await filesAt(join(path, name), true)))
  return files
}

/**
 * Small pieces: between two of them the connection gets its turn to send, and a database that waits for rows is time lost.
 */
const CHUNK = 1 << 18

/**
 * A file's text in pieces, unpacked where it is gzip (by its first bytes, whatever it is called) and without a byte order mark.
 * @param onBytes is told how much of the file was read
 * @throws Refused `file_unreadable`
 */
export async function* textOf(file: SourceFile, encoding: Encoding, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  const lines = /\.json(\.gz)?$/i.test(file.name) ? arrayLines() : null
  let read = 0
  for await (const chunk of bytesOf(file, (bytes) => (read += bytes))) {
    const text = encoding === 'utf-8' ? markBroken(decoder, chunk) : decoder.decode(chunk, { stream: true })
    onBytes(read)
    if (text) yield lines ? lines(text) : text
  }
  const last = decoder.decode()
  if (last) yield lines ? lines(last) : last
}

/** The bytes of a file, unpacked where they are gzip. @throws Refused `file_unreadable`, `upload_unpacks_too_far` */
async function* bytesOf(file: SourceFile, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  try {
    yield* unpacked(file, onBytes)
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused({ code: 'file_unreadable', values: { file: file.path, found: (error as Error).message } })
  }
}

async function* unpacked(file: SourceFile, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  const raw = file.read()[Symbol.asyncIterator]()
  const first = await firstOf(raw)
  const counted = async function* (): AsyncGenerator<Buffer> {
    try {
      for (let chunk: Buffer | undefined = first; chunk; chunk = await nextOf(raw)) {
        onBytes(chunk.length)
        yield chunk
      }
    } finally {
      await raw.return?.()
    }
  }
  const isGzip = first[0] === 0x1f && first[1] === 0x8b
  yield* isGzip ? bounded(pipeline(Readable.from(counted()), createGunzip({ chunkSize: CHUNK }), () => undefined) as AsyncIterable<Buffer>, file) : counted()
}

/** A few bytes can unpack to a thousand times as many, and again. */
async function* bounded(pieces: AsyncIterable<Buffer>, { name, unpacksTo = Infinity }: SourceFile): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const piece of pieces) {
    bytes += piece.length
    if (bytes > unpacksTo) throw new Refused({ code: 'upload_unpacks_too_far', values: { file: name, most: unpacksTo } })
    yield piece
  }
}

async function nextOf(raw: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
  const { done, value } = await raw.next()
  return done ? undefined : value
}

/** The first piece, of two bytes at least where there are so many. */
async function firstOf(raw: AsyncIterator<Buffer>): Promise<Buffer> {
  let first: Buffer = Buffer.alloc(0)
  while (first.length < 2) {
    const next = await nextOf(raw)
    if (!next) break
    first = Buffer.concat([first, next])
  }
  return first
}

/** Stands where bytes were that are no UTF-8: half of a pair, which no text can hold. */
export const BROKEN = '\udc80'

const REPLACEMENT = Buffer.from('\uFFFD')

/** Decodes, and tells bytes that are no UTF-8 from a replacement character that somebody else put there before. */
function markBroken(decoder: TextDecoder, chunk: Buffer): string {
  const text = decoder.decode(chunk, { stream: true })
  if (!text.includes('\uFFFD') || text.split('\uFFFD').length - 1 === countOf(chunk, REPLACEMENT)) return text
  return text.replaceAll('\uFFFD', BROKEN)
}

function countOf(bytes: Buffer, wanted: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + wanted.length)) count++
  return count
}

/** The first bytes of a file, unpacked. @throws Refused `file_unreadable` */
export async function bytesAtHead(file: SourceFile, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of bytesOf(file, () => undefined)) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= most) break
  }
  return Buffer.concat(chunks).subarray(0, most)
}

/** The first characters of a file, for looking at what it is. */
export async function headOf(file: SourceFile, encoding: Encoding = 'utf-8', most = 65_536): Promise<string> {
  let head = ''
  for await (const text of textOf(file, encoding, () => undefined)) {
    head += text
    if (head.length >= most) break
  }
  return head
}
