import type { Refusal } from '#contract/refusals.ts'

/** `error`: something is wrong or lost; `warning`: it will be, or could be better; `note`: good to know. */
export type Level = 'error' | 'warning' | 'note'

/**
 * Everything that the doctor can find, and how bad it is. What it means and what to do are in the words (`doctor.<code>` and `doctor.<code>.do`) and in
 * docs/operate/doctor.md; a test holds the three together.
 */
export const FINDINGS = {
  // before the database is open
  setting_wrong: 'error',
  folder_absent: 'warning',
  folder_foreign: 'error',
  folder_open: 'warning',
  disk_full: 'error',
  disk_low: 'warning',
  leftovers: 'note',
  database_closed: 'error',
  // the machine failed while it was looked at
  look_failed: 'error',
  // the engine
  not_durable: 'warning',
  clock_apart: 'warning',
  encoding_wrong: 'error',
  // what it was migrated by
  never_started: 'warning',
  migration_pending: 'warning',
  migration_strange: 'error',
  schema_lacking: 'error',
  schema_extra: 'note',
  sequence_behind: 'error',
  // what is in it
  company_absent: 'error',
  number_wrong: 'error',
  telling_absent: 'error',
  telling_incomplete: 'error',
  telling_broken_off: 'warning',
  telling_orphan: 'warning',
  pending_left: 'warning',
  import_unfinished: 'warning',
  import_running: 'note',
  customer_absent: 'error',
  standing_absent: 'error',
  standing_stray: 'error',
  time_late: 'warning',
  // looking at every history
  standing_differs: 'error',
  span_differs: 'error',
  month_differs: 'error',
  sums_differ: 'error',
  import_differs: 'error',
} as const satisfies Readonly<Record<string, Level>>

export type FindingCode = keyof typeof FINDINGS

/** One thing that the doctor found. */
export interface Finding {
  readonly code: FindingCode
  /** What fills the sentences. */
  readonly values: Readonly<Record<string, string | number>>
  /** A no of something else that the finding passes on. */
  readonly refusal?: Refusal
}

/** What is looked at, in this order. */
export const CHECKS = ['settings', 'folder', 'engine', 'migrations', 'schema', 'company', 'tellings', 'imports', 'customers', 'time', 'histories'] as const
export type CheckName = (typeof CHECKS)[number]

/** What replaying every history went through. */
export interface DeepSums {
  readonly customers: number
  readonly facts: number
  /** Net, in minor units of the company's currency. */
  readonly paid: number
  readonly orders: number
  readonly spans: number
  /** Customers of imports that the map is not told of yet; they were passed over. */
  readonly passed_over: number
}

export interface CheckReport {
  readonly check: CheckName
  /** Not carried out, because of what was found before or because nobody asked for it. */
  readonly skipped: boolean
  readonly seconds: number
  readonly findings: readonly (Finding & { readonly level: Level })[]
}

export interface DoctorReport {
  /** Nothing worse than notes. */
  readonly well: boolean
  /** For example `PostgreSQL 18.4`; null where it did not open. */
  readonly engine: string | null
  readonly checks: readonly CheckReport[]
  readonly deep: DeepSums | null
}
