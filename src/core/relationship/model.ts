import type { Instant } from '#core/units/time.ts'
import type { Policy } from './policy.ts'
import type { ContractModel } from './contract.ts'
import type { Leaning } from './leaning.ts'
import { horizonFor, type FittedStay } from './stay.ts'

/**
 * What was learned from this company's own customers and is needed to tell one customer's history. A model is made once, has an id,
 * and never changes: telling a history again under the same policy and model gives the same memory to the bit.
 */
export interface Model {
  readonly id: number
  /** The moment up to which facts were looked at. */
  readonly through: Instant | null
  readonly customers: number
  /** Customers with purchases on two or more days. */
  readonly repeaters: number
  /** Geometric mean of the repeaters' mean gaps, in days; unknown with too few repeaters. */
  readonly usual_gap_days: number | null
  /** By what the chances of return are foretold. */
  readonly stay: FittedStay | null
  /** How long contracts run and how many stay; null where there are none. */
  readonly contract: ContractModel | null
  readonly offer: Offer | null
  /** Orders paid in part with points, as a share of all, and how many orders that knowledge weighs. */
  readonly points: Prior | null
  /** Referrals and praise per customer and year: Gamma(shape, rate) over customers; a fresh answer on recommending counts as so many of them (less than none: fewer follow it). */
  readonly say: { readonly shape: number; readonly rate: number; readonly heard: Readonly<Record<Leaning, number>> } | null
  /** Share of list price paid by the company's customers, how many orders that knowledge weighs, and how one customer's orders spread about their own share. */
  readonly pay: (Prior & { readonly spread: number }) | null
  /** Does this company collect answers at all? */
  readonly answered: boolean
}

export interface Prior {
  readonly mean: number
  /** In lines or orders. */
  readonly weight: number
}

/** Share of lines bought on deal in each week: what was on offer. `weeks[i]` is week `first + i` since 1970-01-01 (Thursdays). */
export interface Offer {
  readonly overall: number
  readonly weight: number
  readonly first: number
  readonly weeks: readonly number[]
}

/** Before anything was learned: silence, deals and rates say nothing yet. */
export const EMPTY_MODEL: Model = {
  id: 0, through: null, customers: 0, repeaters: 0, usual_gap_days: null, stay: null, contract: null, offer: null, points: null, say: null, pay: null, answered: false,
}

/** The share of lines on deal in the week of an instant; the overall share where that week was not seen. */
export function offerAt(offer: Offer, at: Instant): number {
  return offer.weeks[Math.floor(at / 604_800_000) - offer.first] ?? offer.overall
}

/** Does it know how customers stay? A young company's does not yet. */
export const knowsStaying = ({ stay, contract }: Model): boolean => stay !== null || (contract?.fit ?? null) !== null

/** The settings that decide whether there is a model; all others are asked of it only when a history is told, but that one which counts by season tells nothing of a horizon shorter than one (`modelUnder`). */
export const LEARNED_UNDER: readonly (keyof Policy)[] = ['least_repeaters']

/**
 * What this model would hold had it been learned under another policy: with too few who came back, it knows nothing of gaps and chances.
 * Null where only learning anew can tell what it would know.
 */
export function modelUnder(model: Model, policy: Policy): Model | null {
  const contract = contractUnder(model.contract, policy)
  if (contract === undefined) return null
  const known = contract === model.contract ? model : { ...model, contract }
  const enough = model.repeaters >= policy.least_repeaters
  if (enough && model.stay && horizonFor(model.stay, policy.horizon_days) === 0) return null
  if (model.usual_gap_days === null) return enough ? null : known
  return enough ? known : { ...known, usual_gap_days: null, stay: null }
}

/** Undefined where only learning anew can tell. */
function contractUnder(contract: ContractModel | null, policy: Policy): ContractModel | null | undefined {
  if (!contract) return null
  const isKnown = contract.missing !== 'too_few'
  if (contract.contracts >= policy.least_repeaters) return isKnown ? contract : undefined
  return isKnown ? { ...contract, fit: null, missing: 'too_few', held: null } : contract
}
