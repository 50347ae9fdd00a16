import type { OnProgress } from '#actions/context.ts'
import type { DeepSums, Finding, FindingCode } from '#contract/house/doctor.ts'
import type { Refusal, Result } from '#contract/refusals.ts'
import type { Settings } from '#contract/settings.ts'
import type { Instant } from '#core/units/time.ts'
import type { Pool } from '#store/pool.ts'

/** Whom the doctor looks at: a house from outside, opened only as far as that goes. */
export interface Subject {
  readonly settings: Result<Settings>
  readonly now: () => Instant
  readonly onProgress: OnProgress
  /** How long to wait for whoever keeps time to catch up, before calling it late. */
  readonly patience_ms: number
}

/** A house whose database is open. */
export interface OpenSubject extends Omit<Subject, 'settings'> {
  readonly settings: Settings
  readonly pool: Pool
}

/** What a check answers. */
export interface Looked {
  readonly findings: readonly Finding[]
  /** What lies behind cannot be looked at after this. */
  readonly ends?: boolean
  readonly deep?: DeepSums
}

export const found = (code: FindingCode, values: Finding['values'] = {}, refusal?: Refusal): Finding => ({ code, values, ...(refusal && { refusal }) })

const MOST_NAMED = 5

/** The first of some names, and that there are more. */
export function named(names: readonly (string | number)[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ')
  return names.length > MOST_NAMED ? `${shown} …` : shown
}

export const MB = 2 ** 20
/** Bytes as whole megabytes. */
export const megabytes = (bytes: number): number => Math.round(bytes / MB)
