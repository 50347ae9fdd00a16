import { momentOf } from '#core/map/period.ts'
import { DAY_MS, type Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { no, yes, type Result } from '#contract/refusals.ts'

/** When a played company ends: at the beginning of a day on its calendar, today's where none is named. */
export function sampleEnd(zoneName: string, now: Instant, text?: string): Result<Instant> {
  const zone = zoneOf(zoneName)
  if (text !== undefined) {
    const at = momentOf(text, zone, 'start')
    return at === null ? no('period_invalid', { name: 'end', found: text }) : yes(at)
  }
  const today = new Date(zone.dayOf(now) * DAY_MS)
  return yes(zone.instantOf({ year: today.getUTCFullYear(), month: today.getUTCMonth() + 1, day: today.getUTCDate() }))
}
