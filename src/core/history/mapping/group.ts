import { SUMMED } from './targets.ts'

/** A row's share of a fact that several rows make together. */
export interface Part {
  readonly file: number
  readonly line: number
  /** Of the row's cells: the same line in two files counts once, equal lines of one file count each. */
  readonly hash: string
  /** What the row says; null where the row was refused, which spoils the whole group. */
  readonly candidate: Readonly<Record<string, unknown>> | null
}

/**
 * Makes one fact of the parts of a group, in whatever order they come: amounts are summed (or left out where a row has none), the
 * moment is the earliest, the lines of the order are all there, and any other field is that of the first row that has it. Null where a row of it was refused: half a basket is no basket.
 */
export function gather(parts: readonly Part[]): Record<string, unknown> | null {
  const said = withoutRepeats(parts).map((row) => row.candidate)
  if (said.some((one) => one === null)) return null
  const rows = said as Readonly<Record<string, unknown>>[]
  const candidate: Record<string, unknown> = {}
  for (const field of new Set(rows.flatMap((row) => Object.keys(row)))) {
    const value = together(field, rows.map((row) => row[field]))
    if (value !== undefined) candidate[field] = value
  }
  return candidate
}

function together(field: string, values: readonly unknown[]): unknown {
  const there = values.filter((value) => value !== undefined)
  if (SUMMED.has(field)) return there.length === values.length ? (there as number[]).reduce((a, b) => a + b, 0) : undefined
  if (field === 'at') return Math.min(...(there as number[]))
  if (field === 'items') return there.flat()
  return there[0]
}

/** The rows in the order of files and lines; of equal ones, as many as the file has that has most of them. */
function withoutRepeats(parts: readonly Part[]): Part[] {
  const counts = new Map<string, number>()
  const kept = new Map<string, number>()
  return parts.toSorted((a, b) => a.file - b.file || a.line - b.line).filter(({ file, hash }) => {
    const inFile = (counts.get(`${file} ${hash}`) ?? 0) + 1
    counts.set(`${file} ${hash}`, inFile)
    if (inFile <= (kept.get(hash) ?? 0)) return false
    kept.set(hash, inFile)
    return true
  })
}
