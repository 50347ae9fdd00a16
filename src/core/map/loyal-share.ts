import type { State } from '#core/relationship/state.ts'
import { wilson, type Share } from '#stats/proportions.ts'

/** With fewer heard than this a share says nothing. */
export const FEWEST_HEARD = 20

export interface LoyalShare extends Share {
  readonly heard: number
}

/**
 * The share who are loyal or devoted, of those who were heard and have not lapsed, with its 95 % interval: among all it would grow with the response
 * rate and not with love. null where too few were heard.
 */
export function loyalShare(states: readonly { readonly state: State; readonly heard: number }[]): LoyalShare | null {
  const here = states.filter(({ state }) => state !== 'lapsed')
  const count = (of: typeof here): number => of.reduce((sum, { heard }) => sum + heard, 0)
  const heard = count(here)
  return heard < FEWEST_HEARD ? null : { ...wilson(count(here.filter(({ state }) => state === 'loyal' || state === 'devoted')), heard), heard }
}
