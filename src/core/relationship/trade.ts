import type { Purchase, Refund } from '#core/history/fact.ts'
import { linesOf } from '#core/history/lines.ts'
import type { Instant } from '#core/units/time.ts'
import type { Minor } from '#core/units/money.ts'
import type { Touched } from './gates.ts'
import type { Memory, Trade } from './memory.ts'
import { offerAt } from './model.ts'
import { seasonOfMonth } from './season.ts'
import type { TellingRules } from './telling-rules.ts'
import { isBackBy } from './under-contract.ts'

const MONTHS = 12

/** Moves the ring of months on, so that it ends with `month`; what falls out is no longer of the last twelve. */
function turnTo(t: Trade, month: number): void {
  if (t.month === 0 || month - t.month >= MONTHS) t.spent.fill(0)
  else for (let passed = t.month + 1; passed <= month; passed++) t.spent[passed % MONTHS] = 0
  if (month > t.month) t.month = month
}

function spend(m: Memory, at: Instant, paid: Minor, rules: TellingRules): void {
  const t = m.trade
  const month = rules.zone.monthOf(at)
  if (month > t.month) turnTo(t, month)
  t.spent[month % MONTHS] = (t.spent[month % MONTHS] as Minor) + paid
  t.paid += paid
}

/** Facts come in order, so a season is another one where it is later. */
function countSeason(t: Trade, season: number): void {
  if (t.seasons === 0) t.first_season = season
  if (t.seasons === 0 || season > t.last_season) t.seasons++
  t.last_season = season
}

/** Net paid in the twelve calendar months that end with the month of `at`, in minor units. */
export function valueAt(m: Memory, at: Instant, rules: TellingRules): Minor {
  const t = m.trade
  const now = rules.zone.monthOf(at)
  let sum = 0
  for (let month = Math.max(now, t.month) - MONTHS + 1; month <= t.month; month++) sum += t.spent[month % MONTHS] as Minor
  return sum
}

export function buy(m: Memory, fact: Purchase, touched: Touched, rules: TellingRules): void {
  const t = m.trade
  const day = rules.zone.dayOf(fact.at)
  if (t.days === 0) t.first_at = fact.at
  if (t.days === 0 || day > t.last_day) {
    t.days++
    t.last_day = day
  }
  t.last_at = fact.at
  t.orders++
  spend(m, fact.at, fact.paid, rules)
  if (rules.season) countSeason(t, seasonOfMonth(rules.season, rules.zone.monthOf(fact.at)))
  if (fact.list !== undefined) {
    t.listed_orders++
    t.listed_paid += fact.paid
    t.listed_list += fact.list
  }
  if (rules.model.offer) {
    const { lines, deals } = fact.counted ?? linesOf(fact)
    t.lines += lines
    t.deals += deals
    t.offered += lines * offerAt(rules.model.offer, fact.at)
  }
  if (fact.points_used) t.points_orders++
  if (isBackBy(m, fact.at, rules)) m.contract = { ...m.contract, status: 'none' }
  touched.trade = true
  touched.rest = true
}

export function refund(m: Memory, fact: Refund, _touched: Touched, rules: TellingRules): void {
  spend(m, fact.at, -fact.amount, rules)
}
