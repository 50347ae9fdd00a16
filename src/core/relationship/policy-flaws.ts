import type { Policy } from './policy.ts'
import { settingsOf } from './policy-changes.ts'

/** How a setting must lie to another. */
export type Relation = 'above' | 'at_least' | 'at_most'

/** What does not hang together in a policy whose settings are each within their bounds. */
export type PolicyFlaw =
  | { readonly kind: 'order'; readonly name: string; readonly found: number; readonly relation: Relation; readonly other: string; readonly limit: number }
  /** A gate of a score that would be left on the other side of zero, which a score that only fades never reaches. */
  | { readonly kind: 'band'; readonly name: string; readonly found: number; readonly band: number; readonly most: number }

const ORDER: readonly (readonly [name: string, relation: Relation, other: string])[] = [
  ['heart_high', 'above', 'heart_positive'],
  ['heart_positive', 'above', 'heart_negative'],
  ['lapse_leave', 'at_least', 'lapse_below'],
  ['lapse_gaps', 'at_least', 'quiet_gaps'],
  ['bound_enter', 'at_least', 'bound_leave'],
  ['conduct_gaps_leave', 'at_least', 'conduct_gaps'],
  ['conduct_chance', 'at_least', 'conduct_chance_leave'],
  ['deposits.stance_betrayed', 'at_most', 'deposits.stance_uneasy'],
]

const holds = (a: number, relation: Relation, b: number): boolean => (relation === 'above' ? a > b : relation === 'at_least' ? a >= b : a <= b)

const BANDED = ['heart_positive', 'heart_negative', 'head_negative'] as const

/**
 * Everything in a policy that does not hang together: gates that would be left before they are entered, states out of order, bands that
 * reach over zero (and so overlap). An empty list is a policy under which histories can be told.
 */
export function policyFlaws(policy: Policy): PolicyFlaw[] {
  const settings = settingsOf(policy)
  const at = (name: string): number => settings.get(name) as number
  const order = ORDER.filter(([name, relation, other]) => !holds(at(name), relation, at(other)))
    .map(([name, relation, other]): PolicyFlaw => ({ kind: 'order', name, found: at(name), relation, other, limit: at(other) }))
  const bands = BANDED.filter((name) => policy.score_band >= Math.abs(policy[name]))
    .map((name): PolicyFlaw => ({ kind: 'band', name, found: policy[name], band: policy.score_band, most: Math.abs(policy[name]) }))
  return [...order, ...bands]
}
