import { forecastPurchases } from '#stats/stay/forecast.ts'
import type { Instant } from '#core/units/time.ts'
import { historyAt } from './figures.ts'
import type { Memory } from './memory.ts'
import { fitOf, foretellerOf, futureOf } from './future.ts'
import { heldDays } from './under-contract.ts'
import type { TellingRules } from './telling-rules.ts'

/** How many days of buying are to be expected of a customer within a year. Purchases of one day are one. */
export interface PurchasesAhead {
  readonly days: number
  /** The mean over all who bought as they did, with its 95 % interval by what the model is unsure of. */
  readonly expected: { readonly value: number; readonly low: number; readonly high: number }
  /** The 10th, 50th and 90th of 100 possible years: what the model is unsure of and chance itself both in. */
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

const YEAR_DAYS = 365
const DRAWS = 400

/** By the model that chances of a purchase are foretold by, or, under contract, by how contracts are kept; null where there is none, or they never bought. @param m told up to `at` */
export function purchasesAhead(m: Memory, at: Instant, rules: TellingRules): PurchasesAhead | null {
  const { model: { stay, contract }, zone } = rules
  if (!stay || m.trade.days === 0) return null
  const history = historyAt(m, Math.max(at, m.trade.first_at), rules)
  const foreteller = foretellerOf(stay, contract, zone.dayOf(at))
  const { expected, purchases: [p10, p50, p90] } = forecastPurchases(futureOf(foreteller, history, heldDays(m, at)), fitOf(foreteller), history, YEAR_DAYS, { draws: DRAWS })
  return { days: YEAR_DAYS, expected, p10, p50, p90 }
}
