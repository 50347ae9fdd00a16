import { posteriorAbove } from '#stats/shrink.ts'
import type { History } from '#stats/stay/cells.ts'
import { DAY_MS, type Instant } from '#core/units/time.ts'
import type { Memory } from './memory.ts'
import { onceOver, seasonHistory, seasonTimeAt } from './season.ts'
import type { TellingRules } from './telling-rules.ts'
import { goesOnAfter, keepsAt } from './under-contract.ts'

/**
 * A score that fades: with everything decayed by the same factor d, head and heart are both `d·up / (d·all + k)`. It is what makes
 * the moment of a crossing a closed formula.
 */
export interface Fading {
  /** The moment the sums are decayed to. */
  readonly at: Instant
  /** Gains less weighted losses. */
  readonly up: number
  /** All that speaks either way. */
  readonly all: number
  /** Decayed count of answers. */
  readonly answers: number
}

/** By how much something of `from` weighs less at `at`. */
export const decay = (from: Instant, at: Instant, rules: TellingRules): number => (at === from ? 1 : 2 ** ((from - at) / rules.half_life_ms))

/** Emotional equity as a fading score (POLICY: (G − λL) / (G + λL + N + k)). */
export function heartOf(m: Memory, rules: TellingRules): Fading {
  const { at, gain, loss, indifferent, answers } = m.heart
  const heavy = rules.policy.loss_weight * loss
  return { at, up: gain - heavy, all: gain + heavy + indifferent, answers }
}

/** Business needs met as a fading score; an open complaint counts its severity (a third to one answer) as unmet. */
export function headOf(m: Memory, rules: TellingRules): Fading {
  const { at, met, answers } = m.head
  if (m.cases.length === 0) return { at, up: met, all: answers, answers }
  let open = 0
  for (const c of m.cases) open += (c.severity / 3) * decay(c.at, at, rules)
  return { at, up: met - open, all: answers + open, answers: answers + open }
}

export function fadedAt(f: Fading, at: Instant, rules: TellingRules): number {
  const d = decay(f.at, at, rules)
  return (d * f.up) / (d * f.all + rules.policy.prior_answers)
}

/** Decayed count of answers at a moment. */
export const answersAt = (f: Fading, at: Instant, rules: TellingRules): number => f.answers * decay(f.at, at, rules)

/** How long this customer usually goes between purchases, in ms: their own gaps, leaning on the company's. */
export function usualGap(m: Memory, rules: TellingRules): number | null {
  if (rules.usual_gap_ms === null || m.trade.days === 0) return null
  return (2 * rules.usual_gap_ms + (m.trade.last_at - m.trade.first_at)) / (1 + m.trade.days)
}

/** Their purchases as the model of staying looks at them, in its time. @param m of somebody who bought */
export function historyAt({ trade }: Memory, at: Instant, { season, zone, by_clock }: TellingRules): History {
  const { days, first_at, last_at } = trade
  if (season) {
    const history = seasonHistory(trade, seasonTimeAt(season, zone, at))
    return by_clock ? history : onceOver(history)
  }
  return { x: days - 1, t_x: (last_at - first_at) / DAY_MS, T: (at - first_at) / DAY_MS }
}

/** Chance of at least one purchase within the horizon after `at`; unknown without purchases or a stay model. */
export function buysAt(m: Memory, at: Instant, rules: TellingRules): number | null {
  const { days, first_at, last_at } = m.trade
  if (!rules.chance || days === 0) return null
  if (!rules.season) return rules.chance(days - 1, (last_at - first_at) / DAY_MS, (at - first_at) / DAY_MS)
  const { x, t_x, T } = historyAt(m, at, rules)
  return rules.chance(x, t_x, T)
}

/**
 * Chance of staying: of a purchase within the horizon after `at`, or, under contract, of being so at its end. Where those who leave their contract go on buying it is whichever is the surer; where they do not,
 * what they buy are bills, and the contract alone decides: when it has ended, only so many go on.
 */
export function chanceAt(m: Memory, at: Instant, rules: TellingRules): number | null {
  const [buys, keeps] = [buysAt(m, at, rules), keepsAt(m, at, rules)]
  if (buys === null) return keeps
  if (keeps === null) return buys * goesOnAfter(m, rules)
  return rules.contract?.decides ? keeps : Math.max(buys, keeps)
}

/** Nobody's share can be above all: where everything is always on offer, it says nothing of anybody that they take it. */
const chanceAbove = (k: number, n: number, { overall, weight }: { readonly overall: number; readonly weight: number }, share: number): number =>
  share >= 1 ? 0 : posteriorAbove(k, n, overall, weight, share)

/** Probability that the share bought on deal is above what was on offer by more than the margin; unknown with too few lines. */
export function dealChance(m: Memory, rules: TellingRules): number | null {
  const { lines, deals, offered } = m.trade
  const offer = rules.model.offer
  if (!offer || lines < rules.policy.bound_least) return null
  return chanceAbove(deals, lines, offer, offered / lines + rules.policy.bound_margin)
}

/** The same of orders paid in part with points. */
export function pointsChance(m: Memory, rules: TellingRules): number | null {
  const { orders, points_orders } = m.trade
  const points = rules.model.points
  if (!points || orders < rules.policy.bound_least) return null
  return chanceAbove(points_orders, orders, { overall: points.mean, weight: points.weight }, points.mean + rules.policy.bound_margin)
}
