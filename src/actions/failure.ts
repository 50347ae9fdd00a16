import type { Refusal } from '#contract/refusals.ts'
import { failureOf } from '#store/failure.ts'

/** What somebody is told who was thrown an error: that the database is away or its disk full, where it is that; null for a bug. */
export function refusalOfFailure(error: unknown): Refusal | null {
  const code = failureOf(error)
  return code && { code }
}
