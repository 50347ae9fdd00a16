import type { State } from '#core/relationship/state.ts'
import type { Minor } from '#core/units/money.ts'

/** One customer at the cut, as was known then, and what they did in the time after it. */
export interface Observed {
  readonly state: State
  /** Their heart, from −1 to 1; null where it was not known from their own words. */
  readonly heart: number | null
  /** The chance of coming back in the time after that the model gave; null where it gave none. */
  readonly chance: number | null
  /** Days with a purchase up to the cut, and days of silence since the last; null for whoever had never bought. */
  readonly bought_days: number
  readonly silent_days: number | null
  /** In each other telling of them (a threshold moved down or up), the state they would have stood in. */
  readonly variants: readonly State[]
  /** Bought in the time after, or was under contract at its end. */
  readonly returned: boolean
  /** Referred somebody or praised in public. */
  readonly referred: boolean
  /** Of the orders after whose list price is known. */
  readonly paid: Minor
  readonly list: Minor
}

/** What a customer is held to do, or not. */
export const DEEDS = ['returned', 'referred'] as const
export type Deed = (typeof DEEDS)[number]

/** Groups of states that are compared, from the top down. */
export const TIERS = {
  loyal_or_devoted: ['devoted', 'loyal'],
  satisfied: ['satisfied'],
  unhappy: ['disappointed', 'dissatisfied'],
} as const satisfies Readonly<Record<string, readonly State[]>>
export type Tier = keyof typeof TIERS

export const tierOf = (state: State): Tier | null => (Object.keys(TIERS) as Tier[]).find((tier) => (TIERS[tier] as readonly State[]).includes(state)) ?? null

/** The steps that a map has to show: the higher tier does it more often than the lower. */
export const STEPS: readonly (readonly [higher: Tier, lower: Tier])[] = [['loyal_or_devoted', 'satisfied'], ['satisfied', 'unhappy']]
