import { createReadStream } from 'node:fs'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream'
import { TextDecoder } from 'node:util'
import { createGunzip } from 'node:zlib'
import { Refused } from '#contract/refusals.ts'

/** A file to read. */
export interface SourceFile {
  readonly path: string
  readonly name: string
  readonly bytes: number
  /** It was found in a folder, not named itself. */
  readonly found: boolean
}

const READABLE = /\.(csv|tsv|txt|ndjson|jsonl|json)(\.gz)?$/i

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
  if (!about.isDirectory()) return found && !READABLE.test(path) ? [] : [{ path, name: basename(path), bytes: about.size, found }]
  const inside = (await readdir(path)).filter((name) => !name.startsWith('.')).toSorted()
  const files: SourceFile[] = []
  for (const name of inside) files.push(...(await filesAt(join(path, name), true)))
  return files
}

/**
 * Small pieces: between two of them the connection gets its turn to send, and a database that waits for rows is time lost.
 */
const CHUNK = 1 << 18
export type Encoding = 'utf-8' | 'utf-16le' | 'latin1'

/**
 * A file's text in pieces, unpacked where it is gzip (by its first bytes, whatever it is called) and without a byte order mark.
 * @param onBytes is told how much of the file was read
 * @throws Refused `file_unreadable`
 */
export async function* textOf(file: SourceFile, encoding: Encoding, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  const raw = createReadStream(file.path, { highWaterMark: CHUNK })
  try {
    const chunks = (await isGzip(file.path)) ? pipeline(raw, createGunzip({ chunkSize: CHUNK }), () => undefined) : raw
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      const text = encoding === 'utf-8' ? markBroken(decoder, chunk) : decoder.decode(chunk, { stream: true })
      onBytes(raw.bytesRead)
      if (text) yield text
    }
    const last = decoder.decode()
    if (last) yield last
  } catch (error) {
    throw new Refused({ code: 'file_unreadable', values: { file: file.path, found: (error as Error).message } })
  } finally {
    raw.destroy()
  }
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

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
  await handle.close()
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
}

/** The first characters of a file, for looking at what it is. */
export async function headOf(file: SourceFile, encoding: Encoding = 'utf-8'): Promise<string> {
  let head = ''
  for await (const text of textOf(file, encoding, () => undefined)) {
    head += text
    if (head.length >= 65_536) break
  }
  return head
}
