import type { Refusal, RefusalCode } from '#contract/refusals.ts'

/** What an import did, or in a dry run would do. */
export interface ImportSummary {
  /** null in a dry run. */
  readonly id: number | null
  readonly dry_run: boolean
  /** By which dates and money of the summary are to be read. */
  readonly zone: string
  readonly currency: string
  readonly rows: number
  readonly facts: {
    readonly taken: number
    readonly known: number
  }
  /** Facts read of each kind, known ones among them. */
  readonly kinds: Readonly<Record<string, number>>
  readonly records: { readonly taken: number; readonly known: number; readonly read: Readonly<Record<string, number>> }
  /** Customers nobody knew before, whether a record or a fact was the first of them. */
  readonly customers_new: number
  readonly rejected: {
    /** Rows (or lines of a fact) that were refused; each is in the rejects file. */
    readonly rows: number
    readonly groups: readonly RejectGroup[]
    readonly path: string | null
  }
  readonly files: readonly FileSummary[]
  /** Files of a folder that the mapping says nothing of. */
  readonly passed_over: readonly string[]
  /** ISO 8601, in UTC. */
  readonly oldest: string | null
  readonly newest: string | null
  /** Earlier imports that had brought some of the facts. */
  readonly overlaps: readonly number[]
  readonly seconds: number
  readonly phases: Readonly<Record<string, number>>
  /** The first rows as they were understood; moments are ISO 8601, amounts in minor units. */
  readonly preview: readonly PreviewRow[]
}

/** Rows that one and the same repair would mend. */
export interface RejectGroup {
  readonly code: RefusalCode
  readonly column: string
  readonly expected: string
  /** What was found in the first of them. */
  readonly found: string
  /** The first of them, in words; and what fills the sentence that says what to do. */
  readonly message: string
  readonly values: NonNullable<Refusal['values']>
  readonly count: number
  readonly examples: readonly { readonly file: string; readonly line: number; readonly found: string }[]
}

export interface FileSummary {
  readonly name: string
  readonly rows: number
  readonly facts: number
  readonly records: number
  readonly rejected: number
}

export interface PreviewRow {
  readonly file: string
  readonly line: number
  readonly text: string
  readonly makes: readonly Readonly<Record<string, unknown>>[]
}
