import type { Fact } from '#core/history/fact.ts'
import type { Minor } from '#core/units/money.ts'
import type { Zone } from '#core/units/zone.ts'

/** What a customer spent in a year of the company's calendar, and at what price. */
export interface LedgerYear {
  readonly year: number
  readonly orders: number
  readonly paid: Minor
  /** Of the orders whose list price is known: what was paid, and what it would have been. */
  readonly listed_paid: Minor
  readonly listed_list: Minor
  readonly points_used: number
  readonly refunded: Minor
}

type Open = { -readonly [K in keyof LedgerYear]: LedgerYear[K] }

/** A history's money, year by year, the latest year first. Years in which nothing was bought or given back are not there. */
export function ledgerOf(facts: readonly Fact[], zone: Zone): LedgerYear[] {
  const years = new Map<number, Open>()
  for (const fact of facts) {
    if (fact.kind !== 'purchase' && fact.kind !== 'refund') continue
    const year = 1970 + Math.floor(zone.monthOf(fact.at) / 12)
    const sums = years.get(year) ?? { year, orders: 0, paid: 0, listed_paid: 0, listed_list: 0, points_used: 0, refunded: 0 }
    years.set(year, sums)
    if (fact.kind === 'refund') sums.refunded += fact.amount
    else {
      sums.orders++
      sums.paid += fact.paid
      sums.points_used += fact.points_used ?? 0
      if (fact.list !== undefined) {
        sums.listed_paid += fact.paid
        sums.listed_list += fact.list
      }
    }
  }
  return [...years.values()].toSorted((a, b) => b.year - a.year)
}
