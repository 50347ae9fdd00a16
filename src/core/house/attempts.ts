import { MINUTE_MS, SECOND_MS, type Instant } from '#core/units/time.ts'

/** Who has tried to sign in, how often in vain, and until when they have to wait. */
export interface Attempts {
  readonly failures: number
  /** When it was last tried. */
  readonly at: Instant
  readonly blocked_until: Instant
}

/** How many failures are free, before each one more doubles the wait. Behind one address there may be a whole office. */
const FREE = { account: 5, address: 30 } as const
export type Counted = keyof typeof FREE

const LONGEST_MS = 15 * MINUTE_MS
/** Failures are forgotten when it was not tried for so long. */
export const FORGOTTEN_MS = 60 * MINUTE_MS

export const NEVER_TRIED: Attempts = { failures: 0, at: 0, blocked_until: 0 }

/** How long to wait yet, in ms; none where it may be tried. */
export const waitOf = ({ blocked_until }: Attempts, now: Instant): number => Math.max(0, blocked_until - now)

/** One try more, counted as failed before it is known how it ends: of a hundred tried at once, not one comes before it is counted. */
export function afterTry(counted: Counted, before: Attempts, now: Instant): Attempts {
  const failures = now - before.at > FORGOTTEN_MS ? 1 : before.failures + 1
  const over = failures - FREE[counted]
  const wait = over < 0 ? 0 : Math.min(LONGEST_MS, SECOND_MS * 2 ** over)
  return { failures, at: now, blocked_until: now + wait }
}
