/** Where a relationship can stand. A state's number is its place in this list plus one; it is stored. */
export const STATES = ['devoted', 'loyal', 'satisfied', 'disappointed', 'dissatisfied', 'handcuffed', 'new', 'lapsed'] as const
export type State = (typeof STATES)[number]

const NUMBERS: ReadonlyMap<string, number> = new Map(STATES.map((state, i) => [state, i + 1]))
export const stateNumber = (state: State): number => NUMBERS.get(state) as number
export const stateOf = (number: number): State => {
  const state = STATES[number - 1]
  if (state === undefined) throw new RangeError(`no state has the number ${number}`)
  return state
}

/** What a change between two states is called. `stayed` is no change. */
export const CLASSES = ['stayed', 'climbed', 'slipped', 'new_or_back', 'left', 'sideways'] as const
export type FlowClass = (typeof CLASSES)[number]

const C = 'climbed'
const S = 'slipped'
const L = 'left'
const N = 'new_or_back'
const X = 'sideways'
const O = 'stayed'

/**
 * Every ordered pair of states has one class. Rows: from; columns: to; both in the order of STATES.
 * Handcuffed stands off the ladder: getting there from a contented state is a slip and back a climb, but between handcuffed and the
 * two unhappy states neither is better. Leaving newness is `new or back` (no feeling had formed that could climb). Nobody
 * becomes new again; where a change of policy or an undone import makes it so, it is sideways.
 */
const TABLE: readonly (readonly FlowClass[])[] = [
  /* devoted      */ [O, S, S, S, S, S, X, L],
  /* loyal        */ [C, O, S, S, S, S, X, L],
  /* satisfied    */ [C, C, O, S, S, S, X, L],
  /* disappointed */ [C, C, C, O, S, X, X, L],
  /* dissatisfied */ [C, C, C, C, O, X, X, L],
  /* handcuffed   */ [C, C, C, X, X, O, X, L],
  /* new          */ [N, N, N, N, N, N, O, L],
  /* lapsed       */ [N, N, N, N, N, N, N, O],
]

/** The class of a flow or a move; from nothing (not yet a customer) it is `new_or_back`. */
export const classOf = (from: State | null, to: State): FlowClass =>
  from === null ? 'new_or_back' : (TABLE[stateNumber(from) - 1]?.[stateNumber(to) - 1] as FlowClass)
