import { STATES } from '#core/relationship/state.ts'
import type { Counts } from '#stats/states/transitions.ts'

/** As the store counts it: so many stood in a state at the marks from `lo` up to but not with `hi`, and in `was` at the mark before. */
export interface Stretch {
  readonly was: number | null
  readonly state: number
  readonly lo: number
  readonly hi: number
  readonly customers: number
}

/** Who stood in which state and, a month later, in which: one table a month; and those who came, by the state at the end of the month they came in. */
export interface Steps {
  readonly months: readonly Counts[]
  readonly came: readonly number[]
}

/** @param marks how many ends of months were looked at; one more than there are steps */
export function stepsOf(stood: readonly Stretch[], marks: number): Steps {
  const months = Array.from({ length: Math.max(0, marks - 1) }, () => STATES.map(() => STATES.map(() => 0)))
  const came = STATES.map(() => 0)
  for (const { was, state, lo, hi, customers } of stood) {
    const here = state - 1
    if (was !== null) months[lo - 1]![was - 1]![here]! += customers
    else if (lo > 0) came[here]! += customers
    for (let step = lo; step < hi - 1; step++) months[step]![here]![here]! += customers
  }
  return { months, came }
}
