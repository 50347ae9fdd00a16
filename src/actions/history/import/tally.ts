import type { Instant } from '#core/units/time.ts'

export interface FileTally {
  rows: number
  facts: number
  records: number
  rejected: number
}

/** What was read so far. Plain data: what several readers counted is added up. */
export interface Tally {
  readonly files: FileTally[]
  readonly kinds: Record<string, number>
  readonly records: Record<string, number>
  /** Infinity and −Infinity while there is no fact. */
  oldest: Instant
  newest: Instant
}

export const newTally = (): Tally => ({ files: [], kinds: {}, records: {}, oldest: Infinity, newest: -Infinity })

/** What was read of one file. */
export const fileIn = (tally: Tally, file: number): FileTally => (tally.files[file] ??= { rows: 0, facts: 0, records: 0, rejected: 0 })

export function countFact(tally: Tally, file: number, kind: string, at: Instant): void {
  fileIn(tally, file).facts++
  tally.kinds[kind] = (tally.kinds[kind] ?? 0) + 1
  if (at < tally.oldest) tally.oldest = at
  if (at > tally.newest) tally.newest = at
}

export function countRecord(tally: Tally, file: number, record: string): void {
  fileIn(tally, file).records++
  tally.records[record] = (tally.records[record] ?? 0) + 1
}

/** Adds what another reader counted. */
export function addTally(into: Tally, from: Tally): void {
  from.files.forEach((counted, file) => {
    const sum = fileIn(into, file)
    for (const name of ['rows', 'facts', 'records', 'rejected'] as const) sum[name] += counted[name]
  })
  for (const name of ['kinds', 'records'] as const) for (const [key, count] of Object.entries(from[name])) into[name][key] = (into[name][key] ?? 0) + count
  into.oldest = Math.min(into.oldest, from.oldest)
  into.newest = Math.max(into.newest, from.newest)
}
