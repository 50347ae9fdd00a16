import { buyerOf, isForetold } from '#core/money/buyer.ts'
import { lifetimeOf } from '#core/money/lifetime.ts'
import type { Fact } from '#core/history/fact.ts'
import type { Instant } from '#core/units/time.ts'
import type { Zone } from '#core/units/zone.ts'
import type { LifetimeAnswer } from '#contract/money/lifetime.ts'
import type { Foreseen } from './foretell.ts'

/** What one customer is still worth, from their history; or what is missing to tell it. @param held for how many days they have been under contract; null where they are not */
export function lifetimeSaid(facts: readonly Fact[], until: Instant, zone: Zone, held: number | null, foreseen: Pick<Foreseen, 'foretelling' | 'margin'> | null): LifetimeAnswer {
  const buyer = buyerOf(facts, until, zone, held, foreseen?.foretelling.stay.season)
  if (!buyer) return { figures: null, missing: 'purchase' }
  if (!isForetold(buyer)) return { figures: null, missing: 'money' }
  if (!foreseen) return { figures: null, missing: 'model' }
  const { foretelling, margin } = foreseen
  const { expected, purchases, spread, within, nothing } = lifetimeOf(buyer, { ...foretelling, day: zone.dayOf(until) })
  const [p10, p50, p90] = spread.map(Math.round) as [number, number, number]
  return { figures: { years: foretelling.years, discount: foretelling.discount, margin, expected: Math.round(expected), p10, p50, p90, within, nothing, purchases }, missing: null }
}
