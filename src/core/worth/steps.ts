import { STATES } from '#core/relationship/state.ts'
import type { Counts } from '#stats/states/transitions.ts'

/**
 * As the store counts it: so many stood in a state at the marks from `lo` up to but not with `hi`, and in `was` at the mark before. Were they of those
 * who were asked for while they stood there (`own`), and before that (`was_own`)?
 */
export interface Stretch {
  readonly was: number | null
  readonly was_own: boolean
  readonly state: number
  readonly own: boolean
  readonly lo: number
  readonly hi: number
  readonly customers: number
}

/** Who stood in which state and, a month later, in which: one table a month; and those who came, by the state at the end of the month they came in. */
export interface Steps {
  readonly months: readonly Counts[]
  readonly came: readonly number[]
}

/** A step is of those who were asked for where it begins, wherever it leads. @param marks how many ends of months were looked at; one more than there are steps */
export function stepsOf(stood: readonly Stretch[], marks: number): Steps {
  const months = Array.from({ length: Math.max(0, marks - 1) }, () => STATES.map(() => STATES.map(() => 0)))
  const came = STATES.map(() => 0)
  for (const { was, was_own, state, own, lo, hi, customers } of stood) {
    const here = state - 1
    if (was !== null && was_own) months[lo - 1]![was - 1]![here]! += customers
    else if (was === null && own && lo > 0) came[here]! += customers
    if (own) for (let step = lo; step < hi - 1; step++) months[step]![here]![here]! += customers
  }
  return { months, came }
}
