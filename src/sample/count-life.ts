import type { Fact } from '#core/history/fact.ts'
import { DAY_MS } from '#core/units/time.ts'
import { YEAR_IN_DAYS } from './events.ts'
import type { Life } from './life.ts'
import type { Tally } from './tally.ts'

/** Counts one customer's life once it has been played. */
export function countLife(tally: Tally, life: Life, referrer: number | undefined): void {
  countFacts(tally, life.facts)
  if (life.gone !== undefined) tally.lapsed++
  if (life.traits.dealProne) tally.deal_prone++
  if (life.traits.wantsCard) tally.card_holders++
  if (referrer !== undefined) tally.won_by_friend++
  countAroundLetter(tally, life)
}

/** Purchases in the half-years before and after the letter, by what the lot said. */
function countAroundLetter(tally: Tally, life: Life): void {
  const at = life.world.events.letter?.at
  if (at === undefined || !life.eligible) return
  const group = tally.letter[life.arm]
  const half = (YEAR_IN_DAYS / 2) * DAY_MS
  for (const fact of life.facts) {
    if (fact.kind !== 'purchase' || Math.abs(fact.at - at) > half) continue
    if (fact.at < at) group.purchases_half_year_before++
    else group.purchases_half_year_after++
  }
}

function countFacts(tally: Tally, facts: readonly Fact[]): void {
  tally.customers++
  tally.facts += facts.length
  for (const fact of facts) {
    tally.kinds[fact.kind] = (tally.kinds[fact.kind] ?? 0) + 1
    if (fact.kind !== 'purchase') continue
    tally.paid_minor += fact.paid
    tally.list_minor += fact.list ?? fact.paid
    tally.cost_minor += fact.cost ?? 0
  }
}
