import { BEGINNING, momentOf, NAMED_PERIODS_MS, USUAL_PERIOD, type NamedPeriod } from '#core/map/period.ts'
import { isoOf, type Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { InForce } from '#actions/relationship/rules-in-force.ts'
import type { Pool } from '#store/pool.ts'
import { newestTold } from '#store/relationship/standings.ts'

export interface Period {
  readonly from: Instant
  readonly to: Instant
}

interface AskedPeriod {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly period?: NamedPeriod | undefined
}

/** A period by its words, whose end may move on with what is told: the usual one has one name, said or not. */
export const asNamed = ({ from, to, period }: AskedPeriod): readonly [from: string, to: string | null] => [from ?? period ?? USUAL_PERIOD, to ?? null]

/** The period that was asked for. Without dates it is the usual one, up to when there is something to tell. */
export async function askedPeriod(pool: Pool, force: InForce, query: AskedPeriod): Promise<Result<Period>> {
  // The keeper of time may be some seconds behind the newest fact.
  const latest = Math.max(force.telling.until, (await newestTold(pool, force.telling.id)) ?? 0)
  const zone = zoneOf(force.company.zone)
  const to = query.to === undefined ? latest : momentOf(query.to, zone, 'end')
  if (to === null) return no('period_invalid', { name: 'to', found: query.to ?? '' }, '/to')
  const from = query.from === undefined ? Math.max(BEGINNING, to - NAMED_PERIODS_MS[query.period ?? USUAL_PERIOD]) : momentOf(query.from, zone, 'start')
  if (from === null) return no('period_invalid', { name: 'from', found: query.from ?? '' }, '/from')
  if (from > to) return no('period_invalid', { name: 'from', found: query.from ?? isoOf(from) }, '/from')
  return yes({ from, to })
}
