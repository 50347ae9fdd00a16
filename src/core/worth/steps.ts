import { STATES } from '#core/relationship/state.ts'
import type { Counts } from '#stats/states/transitions.ts'
import type { Recall } from './recall.ts'

/**
 * As the store counts it: so many of those who were asked for stood in a state at the marks from `lo` up to but not with `hi`, had come to stand there by the
 * mark `since`, and then stood in `next`. Had they stood anywhere before (`was`)?
 */
export interface Stretch {
  readonly was: boolean
  readonly state: number
  /** As PASTS has them, from 0. */
  readonly past: number
  readonly since: number
  readonly lo: number
  readonly hi: number
  readonly next: number | null
  readonly customers: number
}

/** Who stood where and, a month later, in which state. */
export interface Steps {
  /** From state to state, and from kind to state: one table a month. */
  readonly months: readonly Counts[]
  readonly kind_months: readonly Counts[]
  /** From each place of the chain to each state, over all months. */
  readonly places: Counts
  /** Who stands in each place at the last mark. */
  readonly today: readonly number[]
  /** Who came, by the state at the end of the month they came in, and by the place. */
  readonly came: readonly number[]
  readonly came_to: readonly number[]
}

/** A step is of those who were asked for where it begins, wherever it leads. @param marks how many ends of months there are; steps are looked at from the mark `from` on */
export function stepsOf(stood: readonly Stretch[], { marks, from }: { readonly marks: number; readonly from: number }, { kinds, chain, placeOf }: Recall): Steps {
  const empty = (rows: number): number[][] => Array.from({ length: rows }, () => STATES.map(() => 0))
  const each = Array.from({ length: Math.max(0, marks - 1 - from) })
  const [months, kind_months] = [each.map(() => empty(STATES.length)), each.map(() => empty(kinds.length))]
  const places = empty(chain.state.length)
  const [today, came_to, came] = [places.map(() => 0), places.map(() => 0), STATES.map(() => 0)]
  for (const { was, state, past, since, lo, hi, next, customers } of stood) {
    const here = state - 1
    const placeAt = (mark: number): number => placeOf(here, past, mark - since)
    if (!was && lo > from) {
      came[here]! += customers
      came_to[placeAt(lo)]! += customers
    }
    if (hi >= marks) today[placeAt(marks - 1)]! += customers
    for (let mark = Math.max(lo, from); mark < Math.min(hi, marks - 1); mark++) {
      const to = mark === hi - 1 ? next! - 1 : here
      months[mark - from]![here]![to]! += customers
      kind_months[mark - from]![chain.row[placeAt(mark)]!]![to]! += customers
      places[placeAt(mark)]![to]! += customers
    }
  }
  return { months, kind_months, places, today, came, came_to }
}
