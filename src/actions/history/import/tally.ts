import type { Instant } from '#core/units/time.ts'

export interface FileTally {
  rows: number
  facts: number
  records: number
  rejected: number
}

/** What was read so far. */
export interface Tally {
  readonly files: readonly FileTally[]
  readonly kinds: Record<string, number>
  readonly records: Record<string, number>
  readonly oldest: Instant | null
  readonly newest: Instant | null
  row(file: number): void
  fact(file: number, kind: string, at: Instant): void
  record(file: number, record: string): void
  reject(file: number): void
}

export function newTally(files: number): Tally {
  const counts: FileTally[] = Array.from({ length: files }, () => ({ rows: 0, facts: 0, records: 0, rejected: 0 }))
  const kinds: Record<string, number> = {}
  const records: Record<string, number> = {}
  let oldest = Infinity
  let newest = -Infinity
  return {
    files: counts, kinds, records,
    get oldest() {
      return oldest === Infinity ? null : oldest
    },
    get newest() {
      return newest === -Infinity ? null : newest
    },
    row: (file) => void counts[file]!.rows++,
    fact(file, kind, at) {
      counts[file]!.facts++
      kinds[kind] = (kinds[kind] ?? 0) + 1
      if (at < oldest) oldest = at
      if (at > newest) newest = at
    },
    record(file, record) {
      counts[file]!.records++
      records[record] = (records[record] ?? 0) + 1
    },
    reject: (file) => void counts[file]!.rejected++,
  }
}
