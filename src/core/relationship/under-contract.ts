import { keepInterval } from '#stats/stay/sbg.ts'
import type { ChanceInterval } from '#stats/stay/chance.ts'
import { DAY_MS, type Instant } from '#core/units/time.ts'
import { GRACE, LAST_BILL_DAYS } from './contract.ts'
import type { Memory } from './memory.ts'
import { days } from './policy.ts'
import type { TellingRules } from './telling-rules.ts'

/** Is there a contract that holds? */
export const isUnderContract = (m: Memory): boolean => m.contract.status === 'active'

/** Has a contract ended, and nothing come of it since? */
const hasEnded = ({ contract: { status } }: Memory): boolean => status === 'cancelled' || status === 'run_out'

/** Of those whose contract ended with nothing since, the share that goes on buying; 1 where contracts do not decide alone. */
export const goesOnAfter = (m: Memory, { contract }: TellingRules): number => (contract?.decides && hasEnded(m) ? (contract.goes_on ?? 1) : 1)

/** Is a purchase at this moment the last bill of a contract that ended? */
export const isLastBill = (m: Memory, at: Instant, { contract }: TellingRules): boolean => contract?.decides === true && hasEnded(m) && at - m.contract.at <= days(LAST_BILL_DAYS)

/** Does a purchase at this moment say that they go on without the contract that ended? */
export const isBackBy = (m: Memory, at: Instant, rules: TellingRules): boolean => hasEnded(m) && !isLastBill(m, at, rules)

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
