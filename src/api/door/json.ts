import { wrongFrom } from './json-place.ts'

/** Text or bytes that were to be JSON. Where they are not: what is wrong, and on which line and column (both from 1). */
export type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly what: 'json' | 'utf8' | 'deep' | 'empty'; readonly line: number; readonly column: number }

/** No fact nests deeper than three; what reads values by recursion must not be led below its stack. */
const MOST_DEEP = 16

const unreadable = (what: 'json' | 'utf8' | 'deep' | 'empty', line = 1, column = 1): Read => ({ ok: false, what, line, column })

/** Bytes as text; none of them may be anything but UTF-8, or names would be kept with holes in them. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((below) => isDeeper(below, levels - 1))
}

function placeOf(text: string): Read {
  const before = text.slice(0, wrongFrom(text)).split('\n')
  return unreadable('json', before.length, (before.at(-1)?.length ?? 0) + 1)
}

/** Reads JSON from UTF-8 bytes (a byte order mark is let pass). */
export function readJson(bytes: Buffer): Read {
  const text = textOf(bytes)
  if (text === null) return unreadable('utf8')
  if (text.trim() === '') return unreadable('empty')
  try {
    const value: unknown = JSON.parse(text)
    return isDeeper(value, MOST_DEEP) ? unreadable('deep') : { ok: true, value }
  } catch {
    return placeOf(text)
  }
}

const NEWLINE = 0x0a

/** Reads NDJSON, each line by itself; blank lines count as none. Reading ends with the line after `most`. */
export function readLines(bytes: Buffer, most: number): Read[] {
  const lines: Read[] = []
  for (let from = 0, line = 1; from < bytes.length && lines.length <= most; line++) {
    const found = bytes.indexOf(NEWLINE, from)
    const to = found === -1 ? bytes.length : found
    const read = readJson(bytes.subarray(from, to))
    if (read.ok || read.what !== 'empty') lines.push(read.ok ? read : { ...read, line })
    from = to + 1
  }
  return lines
}
