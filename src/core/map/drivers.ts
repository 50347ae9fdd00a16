import type { Kind } from '#core/history/kinds.ts'
import type { State } from '#core/relationship/state.ts'

/** What tells facts of one kind apart: a complaint by its topic, a rating by its question and whether it was low or high. */
export const SPLITS = [
  'topic', 'resolved', 'price', 'unit', 'channel', 'action', 'play', 'accepted', 'promise', 'decision', 'feeling', 'question', 'stance', 'why', 'step',
] as const
export type Split = (typeof SPLITS)[number]

/** A kind of thing that customers meet, and that may have to do with their moving. */
export interface Driver {
  readonly kind: Kind
  readonly by: Split | null
  readonly what: string | null
}

/**
 * What a driver has to do with the states by definition. `by_rule`: such a fact makes the move, or ends the state, by the rules. `measured`: it is
 * part of what the states are measured by, so that some of the association is how they are measured. `apart`: no rule looks at it.
 */
export const TIES = ['by_rule', 'measured', 'apart'] as const
export type Tie = (typeof TIES)[number]

/** Kinds that no rule looks at. */
const UNSEEN: ReadonlySet<Kind> = new Set<Kind>(['visit', 'contact', 'asked', 'told', 'moment', 'rival'])
/** Kinds by which customers speak: whoever has spoken is new no more. */
const SPOKEN: ReadonlySet<Kind> = new Set<Kind>(['felt', 'rating', 'stance', 'reason', 'complaint', 'praise', 'referral'])
const TRADED: ReadonlySet<Kind> = new Set<Kind>(['purchase', 'refund', 'contract'])
/** Between these the bond decides, and whether deals, points or a contract bind: what they buy, and how, is looked at. */
const BY_BINDING: ReadonlySet<State> = new Set<State>(['devoted', 'loyal', 'satisfied', 'handcuffed'])
/**
 * What a driver has to do with a move by definition. Answers come together, so one that no rule looks at (what they think of the price) comes with
 * others that are: all of them are `measured`.
 */
export function tieOf({ kind, by, what }: Driver, from: State, to: State): Tie {
  if (to === 'lapsed') return kind === 'contract' && what === 'cancelled' ? 'by_rule' : TRADED.has(kind) && by !== 'unit' ? 'measured' : 'apart'
  if (UNSEEN.has(kind)) return 'apart'
  if (from === 'new' && (SPOKEN.has(kind) || TRADED.has(kind))) return 'by_rule'
  if (from === 'lapsed' && TRADED.has(kind)) return 'by_rule'
  if (to === 'disappointed' && (kind === 'broke' || (kind === 'stance' && what === 'betrayed'))) return 'by_rule'
  if (from === 'disappointed' && (kind === 'kept' || kind === 'recovery')) return 'by_rule'
  // What they bought counts, and at which price; where they did is looked at by nothing.
  if (TRADED.has(kind)) return by !== 'unit' && BY_BINDING.has(from) && BY_BINDING.has(to) ? 'measured' : 'apart'
  if (kind === 'complaint') return from === 'dissatisfied' || to === 'dissatisfied' ? 'measured' : 'apart'
  return 'measured'
}

