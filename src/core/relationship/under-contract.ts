import { keepInterval } from '#stats/stay/sbg.ts'
import type { ChanceInterval } from '#stats/stay/chance.ts'
import { DAY_MS, type Instant } from '#core/units/time.ts'
import { GRACE } from './contract.ts'
import type { Memory } from './memory.ts'
import type { TellingRules } from './telling-rules.ts'

/** Is there a contract that holds? */
export const isUnderContract = (m: Memory): boolean => m.contract.status === 'active'

/** When a contract that is not renewed has run out; undefined where there is none that holds, or renewals are not told. */
export function runsOutAt({ contract: { status, at, locked_until } }: Memory, { contract }: TellingRules): Instant | undefined {
  if (status !== 'active' || !contract?.renewals_told) return undefined
  return Math.ceil(at + (1 + GRACE) * Math.max(contract.term_ms, (locked_until ?? at) - at))
}

/** When they have been under contract for a whole term; undefined where nobody knows how long one is, or they are not. */
export const staysATermAt = ({ contract: { status, begun_at } }: Memory, { contract }: TellingRules): Instant | undefined =>
  contract && status === 'active' ? Math.ceil(begun_at + contract.term_ms) : undefined

/** Chance of being under contract at the end of the horizon after `at`; unknown without one that holds, or too few to learn from. */
export function keepsAt({ contract: { status, begun_at } }: Memory, at: Instant, { contract }: TellingRules): number | null {
  if (status !== 'active' || !contract?.keeps) return null
  return contract.keeps((at - begun_at) / contract.term_ms)
}

/** The same with the interval that the uncertainty of the fit gives it. */
export function keepsWithin(m: Memory, at: Instant, { contract, policy, model }: TellingRules, level: number): ChanceInterval | null {
  const fit = model.contract?.fit
  if (!fit || !contract || !isUnderContract(m)) return null
  return keepInterval({ parameters: fit.parameters, covariance: fit.covariance.map((row) => [...row]) }, (at - m.contract.begun_at) / contract.term_ms, (policy.horizon_days * DAY_MS) / contract.term_ms, level)
}

/** For how many days they have been under contract without a break; null where they are not. */
export const heldDays = (m: Memory, at: Instant): number | null => (isUnderContract(m) ? (at - m.contract.begun_at) / DAY_MS : null)
