import type { Foreteller } from '#core/relationship/future.ts'
import type { Buyer } from './buyer.ts'
import { expectedOf, inSum, type LifetimeInSum } from './lifetime.ts'
import type { Lot } from './lot.ts'
import type { Spending } from './spending.ts'

/**
 * What customers who paid are expected to pay within 365 days, in sum: net paid, as it comes, since a year's discount is less than the forecast is unsure of.
 * @param lot how they stand for all, where some are looked at for all
 */
export function nextYear(payers: readonly Buyer[], foreteller: Foreteller, spending: Spending, lot: Lot): LifetimeInSum {
  const foretelling = { ...foreteller, spending, margin: 1, discount: 0, years: 1 }
  return inSum(payers, expectedOf(payers, foretelling), foretelling, lot)
}
