import { NORMAL_95 } from '#stats/proportions.ts'
import { gammaQuantile } from '#stats/quantiles.ts'
import { YEAR_MS, type Instant } from '#core/units/time.ts'
import { leaningOf } from './leaning.ts'
import type { Memory } from './memory.ts'
import type { TellingRules } from './telling-rules.ts'

/** Nobody's rate falls to nothing because of what they answered. */
const LEAST_SHAPE = 0.1

/** Gamma(shape, rate) of how often one customer says something good in a year, and their answer where it is fresh. */
export function sayingOf(m: Memory, at: Instant, rules: TellingRules): { readonly shape: number; readonly rate: number; readonly recommend: number | null } | null {
  const prior = rules.model.say
  if (!prior) return null
  const { recommend: answer, recommend_at, events } = m.said
  const recommend = answer !== null && at - recommend_at < rules.says_ms ? answer : null
  const heard = recommend === null ? 0 : prior.heard[leaningOf(recommend)]
  return { shape: Math.max(LEAST_SHAPE * prior.shape, prior.shape + events + heard), rate: prior.rate + Math.max(0, at - m.first_at) / YEAR_MS, recommend }
}

/** The rate with its interval. */
export function sayAt(m: Memory, at: Instant, rules: TellingRules): { readonly value: number; readonly low: number; readonly high: number; readonly recommend: number | null } | null {
  const saying = sayingOf(m, at, rules)
  if (!saying) return null
  const { shape, rate, recommend } = saying
  return { value: shape / rate, low: gammaQuantile(0.025, shape, rate), high: gammaQuantile(0.975, shape, rate), recommend }
}

/** The share of list price that one customer is expected to pay, drawn towards that of all, with its interval; null where no price is known. */
export function payAt(m: Memory, rules: TellingRules): { readonly value: number; readonly low: number; readonly high: number } | null {
  const prior = rules.model.pay
  const { listed_orders: orders, listed_paid, listed_list } = m.trade
  if (!prior || listed_list <= 0) return null
  const own = Math.min(1, listed_paid / listed_list)
  const value = (prior.mean * prior.weight + own * orders) / (prior.weight + orders)
  const half = (NORMAL_95 * prior.spread) / Math.sqrt(prior.weight + orders)
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half) }
}
