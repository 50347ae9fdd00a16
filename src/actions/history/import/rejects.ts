import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Refusal, RefusalCode } from '#contract/refusals.ts'
import type { RejectGroup } from './summary.ts'

/** One thing that was wrong at one place. */
export interface Reject {
  readonly file: string
  /** The file's number in this import. */
  readonly number: number
  readonly line: number
  /** The column, or field where no column is to blame. */
  readonly column: string
  readonly found: string
  readonly expected: string
  readonly code: RefusalCode
  readonly message: string
  readonly values: NonNullable<Refusal['values']>
  /** The row as it stood; empty where it is not at hand, and then fetched at the end. */
  readonly row: string
}

export interface Rejects {
  add(reject: Reject): void
  /** Waits until what was added is on its way to the disk. */
  breathe(): Promise<void>
  groups(): RejectGroup[]
  /** Fetches the rows that were not at hand, and ends the file. Its path; null where nothing was rejected. */
  close(rowsOf?: RowsOf): Promise<string | null>
  discard(): Promise<void>
}

/** Rows of a file by the lines they begin on. */
export type RowsOf = (file: number, lines: ReadonlySet<number>) => Promise<ReadonlyMap<number, string>>

const MOST_GROUPS = 200
/** Rejects that wait for their row; beyond these the row is left out, so that memory stays the same. */
const MOST_WAITING = 50_000
const MOST_EXAMPLES = 3
const HEADER = 'file,line,column,found,expected,code,message,row\r\n'

/**
 * Gathers what was refused: all of it in a CSV file, and in memory only the kinds of repair, each with a count and a few examples.
 * @param folder where the file goes; null for none
 */
export function openRejects(folder: string | null, name: string): Rejects {
  const groups = new Map<string, { -readonly [K in keyof RejectGroup]: RejectGroup[K] } & { examples: { file: string; line: number; found: string }[] }>()
  let waiting = ''
  const rowless: Reject[] = []
  let out: WriteStream | null = null
  const path = folder === null ? null : join(folder, name)
  const write = async (): Promise<void> => {
    if (waiting === '' || path === null) return
    if (!out) {
      await mkdir(folder as string, { recursive: true })
      out = createWriteStream(path)
      out.write(`\uFEFF${HEADER}`)
    }
    const text = waiting
    waiting = ''
    if (!out.write(text)) await once(out, 'drain')
  }
  return {
    add(reject) {
      const { code, column, expected, file, line, found, message, values } = reject
      const key = groups.size < MOST_GROUPS ? `${code}\0${column}\0${expected}` : `${code}\0\0`
      const group = groups.get(key)
      if (!group) groups.set(key, { code, column, expected, found, message, values, count: 1, examples: [{ file, line, found }] })
      else {
        group.count++
        if (group.examples.length < MOST_EXAMPLES) group.examples.push({ file, line, found })
      }
      if (path === null) return
      if (reject.row === '' && rowless.length < MOST_WAITING) rowless.push(reject)
      else waiting += lineOf(reject, reject.row)
    },
    breathe: async () => {
      if (waiting.length > 65_536) await write()
    },
    groups: () => [...groups.values()].toSorted((a, b) => b.count - a.count),
    async close(rowsOf) {
      for (const [number, rejects] of Map.groupBy(rowless, (reject) => reject.number)) {
        const rows = await rowsOf?.(number, new Set(rejects.map((reject) => reject.line)))
        for (const reject of rejects) waiting += lineOf(reject, rows?.get(reject.line) ?? '')
        await write()
      }
      await write()
      if (!out) return null
      out.end()
      await once(out, 'close')
      return path
    },
    async discard() {
      if (!out) return
      out.destroy()
      await rm(path as string, { force: true })
    },
  }
}

const lineOf = ({ file, line, column, found, expected, code, message }: Reject, row: string): string =>
  `${[file, String(line), column, found, expected, code, message, row].map(csvCell).join(',')}\r\n`

/** A cell as RFC 4180 has it, never one that a spreadsheet would run as a formula. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
