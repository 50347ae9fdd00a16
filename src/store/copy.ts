import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pgCopy from 'pg-copy-streams'
import { BINARY_END, BINARY_HEAD } from './binary-out.ts'
import type { Client } from './pool.ts'

/** How COPY's text format writes things: a line a row, a tab between fields, a backslash before what would be mistaken for either. */
const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

export const copyText = (text: string): string => (SPECIAL.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (letter) => ESCAPES[letter] as string) : text)

/** JSON has no raw tabs or line ends to escape, only its own backslashes. */
export function copyJson(value: unknown): string {
  const text = JSON.stringify(value)
  return text.includes('\\') ? text.replaceAll('\\', '\\\\') : text
}

/** Appends rows, written as above, to a table. @param into its name, and its columns in brackets where not all are given */
export async function copyIn(client: Client, into: string, lines: readonly (Uint8Array | string)[]): Promise<void> {
  await pipeline(Readable.from(lines), client.query(pgCopy.from(`copy ${into} from stdin`)))
}

/** Appends rows in the binary format (`BinaryRows`) to a table. */
export async function copyBinaryIn(client: Client, into: string, rows: readonly Uint8Array[]): Promise<void> {
  await pipeline(Readable.from([BINARY_HEAD, ...rows, BINARY_END]), client.query(pgCopy.from(`copy ${into} from stdin (format binary)`)))
}
