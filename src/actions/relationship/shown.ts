import { isoOf, type Instant } from '#core/units/time.ts'
import type { Because } from '#core/relationship/because.ts'
import type { Standing } from '#core/relationship/standing.ts'
import type { StandingAnswer } from '#contract/relationship/customer.ts'
import type { MapAnswer } from '#contract/map/map.ts'
import type { Telling } from '#store/relationship/tellings.ts'

/** How what is known inside is written for those outside: instants as ISO 8601 text. */

export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : isoOf(at))

export const tellingOf = (telling: Telling): MapAnswer['telling'] => ({
  id: telling.id, policy: telling.policy_version, model: telling.model.id, made_at: isoOf(telling.made_at), until: isoOf(telling.until),
})

export const becauseOf = (b: Because): StandingAnswer['because'] => ({
  ...b,
  at: isoOf(b.at),
  readings: b.readings.map((r) => ({ ...r, since: isoOrNull(r.since) })),
  facts: b.facts.map((f) => ({ ...f, at: isoOf(f.at) })),
})

export const standingOf = (s: Standing): StandingAnswer => ({
  ...s,
  at: isoOf(s.at),
  since: isoOf(s.since),
  marks: [...s.marks],
  hand: { ...s.hand, first_bought_at: isoOrNull(s.hand.first_bought_at), last_bought_at: isoOrNull(s.hand.last_bought_at), contract_since: isoOrNull(s.hand.contract_since) },
  because: becauseOf(s.because),
})
