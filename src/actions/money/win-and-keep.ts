import { coveredMonths, firstDayOf, type Months } from '#core/money/covered.ts'
import type { CostRow } from '#core/money/cost-row.ts'
import { channelName } from '#core/money/cost-row.ts'
import { keepingOf, LEAST_KEEP_MONTHS, type Given, type Keeping } from '#core/money/keep-cost.ts'
import { paybackOf } from '#core/money/payback.ts'
import { timesAsMuch, winningOf, type Between, type Winning, type Won } from '#core/money/win-keep.ts'
import { isoMonth } from '#core/units/zone.ts'
import type { KEEPING_MISSING, KeepingAnswer } from '#contract/money/keeping.ts'
import { readNewcomers } from '#store/money/keeping.ts'
import type { Pool } from '#store/pool.ts'
import { sliceFor } from './foretell.ts'

type Missing = (typeof KEEPING_MISSING)[number]
type Told = Pick<KeepingAnswer, 'covered' | 'winning' | 'keeping' | 'times' | 'missing'>

export interface WinAndKeep {
  readonly telling: number
  readonly customers: number
  /** The first month in which anybody paid. */
  readonly first: number
  readonly year: Months
  readonly costs: readonly CostRow[]
  /** Newcomers of the year. */
  readonly won: readonly Won[]
  readonly margin: number
  readonly point_minor: number | null
  /** How many paid in the year and in the one before; and what facts of the year say was given. */
  readonly kept: number
  readonly given: Given
}

const YEAR = 12
/** Newcomers of so many months say how soon they pay back. */
const PAYBACK_MONTHS = 36
const MOST_NEWCOMERS = 40_000
/** Of campaigns, and of what costs to keep went to, the dearest. */
const MOST_TOLD = 100

export const inMinor = ({ value, low, high }: Between): Between => ({ value: Math.round(value), low: Math.round(low), high: Math.round(high) })
const maybe = (found: Between | null): Between | null => found && inMinor(found)
const rounded = (found: number | null): number | null => (found === null ? null : Math.round(found))
const lastDay = (end: number): string => new Date((firstDayOf(end) - 1) * 86_400_000).toISOString().slice(0, 10)
export const daysOf = ({ from, end }: Months): { from: string; to: string } => ({ from: isoMonth(from), to: lastDay(end) })

/** What winning a customer costs, what keeping one does, and how the two compare: in the whole months of the year that costs cover. */
export async function winAndKeep(pool: Pool, files: number, asked: WinAndKeep): Promise<{ told: Told; winning: Winning | null }> {
  const { first, year, costs } = asked
  const months = coveredMonths(costs, year)
  const isKnown = year.from - first >= YEAR
  const missing: Missing[] = [...(files === 0 ? ['costs' as const] : months === null ? ['costs_months' as const] : []), ...(isKnown ? [] : ['history' as const])]
  if (months === null || !isKnown) return { told: { covered: months && whole(months), winning: null, keeping: null, times: null, missing }, winning: null }
  const won = asked.won.filter(({ month }) => month >= months.from && month < months.end)
  const winning = winningOf(costs, firstDayOf(months.from), firstDayOf(months.end), won)
  const keeping = keepingOf(costs, year, asked.given, asked.kept, asked.point_minor)
  if (winning.cost === 0) missing.push('win')
  if (winning.cost > 0 && winning.by_costly === 0) missing.push('newcomers')
  if (keeping.covered === null) missing.push('keep')
  else if (keeping.covered.end - keeping.covered.from < LEAST_KEEP_MONTHS) missing.push('keep_months')
  const told = { covered: whole(months), winning: await described(pool, asked, winning), keeping: shown(keeping), times: timesAsMuch(winning, keeping), missing }
  return { told, winning }
}

const whole = (months: Months): NonNullable<Told['covered']> => ({ ...daysOf(months), months: months.end - months.from })

const shown = ({ cost, covered, by, points, moments, each, ...keeping }: Keeping): Told['keeping'] => ({
  ...keeping, cost: Math.round(cost), covered: covered && whole(covered), by: by.slice(0, MOST_TOLD).map((one) => ({ ...one, cost: Math.round(one.cost) })),
  points: { used: points.used, cost: rounded(points.cost) }, moments: { given: moments.given, cost: rounded(moments.cost) }, each: maybe(each),
})

async function described(pool: Pool, { telling, customers, year, first, margin }: WinAndKeep, winning: Winning): Promise<KeepingAnswer['winning']> {
  // Those of the first months of all were customers before: nobody knows since when.
  const from = Math.max(year.end - PAYBACK_MONTHS, first + YEAR)
  const newcomers = Map.groupBy(await readNewcomers(pool, telling, from, year.end, sliceFor(customers, MOST_NEWCOMERS).slice), ({ channel }) => (channel === null ? null : channelName(channel)))
  const channels = winning.channels.map(({ cost, each, at_least, ...channel }) => ({
    ...channel, cost: Math.round(cost), each: maybe(each), at_least: Math.round(at_least),
    payback: each && paybackOf(newcomers.get(channelName(channel.channel)) ?? [], each.value, channel.customers, margin),
  }))
  const { cost, unassigned, at_least } = winning
  const campaigns = winning.campaigns.slice(0, MOST_TOLD).map((one) => ({ ...one, cost: Math.round(one.cost), each: maybe(one.each) }))
  return { ...winning, channels, campaigns, cost: Math.round(cost), unassigned: Math.round(unassigned), each: maybe(winning.each), at_least: rounded(at_least), over_all: maybe(winning.over_all) }
}
