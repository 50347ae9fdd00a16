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

export interface Gathered {
  readonly candidate: Record<string, unknown> | null
  readonly rows: number
  /** Of them, how many were refused themselves. */
  readonly spoiled: number
  readonly file: number
  readonly line: number
}

/**
 * Makes one fact of the parts of a group, in whatever order they come: amounts are summed (or left out where a row has none), the
 * moment is the earliest, the lines of the order are all there, and any other field is that of the first row that has it.
 */
export function gather(parts: readonly Part[]): Gathered {
  const rows = withoutRepeats(parts).toSorted((a, b) => a.file - b.file || a.line - b.line)
  const first = rows[0] as Part
  const spoiled = parts.filter((part) => part.candidate === null).length
  const place = { rows: parts.length, spoiled, file: first.file, line: first.line }
  if (spoiled > 0) return { candidate: null, ...place }
  const said = rows.map((row) => row.candidate as Readonly<Record<string, unknown>>)
  const candidate: Record<string, unknown> = {}
  for (const field of new Set(said.flatMap((one) => Object.keys(one)))) {
    const value = together(field, said.map((one) => one[field]))
    if (value !== undefined) candidate[field] = value
  }
  return { candidate, ...place }
}

function together(field: string, values: readonly unknown[]): unknown {
  const there = values.filter((value) => value !== undefined)
  if (SUMMED.has(field)) return there.length === values.length ? (there as number[]).reduce((a, b) => a + b, 0) : undefined
  if (field === 'at') return Math.min(...(there as number[]))
  if (field === 'items') return there.flat()
  return there[0]
}

/** Of equal rows as many as the file has that has most of them. */
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
