import type { Minor } from '#core/units/money.ts'
import { coveredMonths, firstDayOf, type Months } from './covered.ts'
import { channelName, costWithin, type CostRow } from './cost-row.ts'
import { perHead, type Between } from './win-keep.ts'

/** What facts of a year say of what was given to customers that were there. */
export interface Given {
  /** What recoveries cost, of what is known of it. */
  readonly recoveries: Minor
  readonly points: number
  readonly moments: number
}

/** Costs to keep that went to the same. */
export interface KeptBy {
  readonly channel: string | null
  readonly campaign: string | null
  readonly cost: number
}

/** What keeping a customer for a year costs: what was spent to keep, what recoveries and points cost, over those who were kept. */
export interface Keeping {
  /** What was spent, in the months of the year that costs to keep cover; null where they cover none. */
  readonly cost: number
  readonly covered: Months | null
  readonly by: readonly KeptBy[]
  readonly recoveries: Minor
  /** null: nobody says what a point costs. */
  readonly points: { readonly used: number; readonly cost: number | null }
  /** What moments cost is part of `cost`, where costs say so; null where they do not. */
  readonly moments: { readonly given: number; readonly cost: number | null }
  readonly customers: number
  readonly each: Between | null
}

const YEAR = 12
/** Costs of fewer months say too little of a year to stand for it. */
export const LEAST_KEEP_MONTHS = 3

/** How costs call moments, in the languages of the house. */
const MOMENTS = /moment|surprise|øyeblikk|ögonblick|overraskelse|överraskning|hetk|hetke|üllatus|ひととき|瞬間|モーメント|サプライズ|时刻|時刻|惊喜|瞬间/iu

/**
 * @param point_minor what a point costs, in minor units; null where nobody says
 * @param kept who paid in the year before and in this one
 */
export function keepingOf(costs: readonly CostRow[], year: Months, given: Given, kept: number, point_minor: number | null): Keeping {
  const covered = coveredMonths(costs, year, 'keep')
  const by = covered ? spentBy(costs, firstDayOf(covered.from), firstDayOf(covered.end)) : []
  const cost = by.reduce((sum, one) => sum + one.cost, 0)
  const moments = by.filter(({ channel, campaign }) => MOMENTS.test(channel ?? campaign ?? ''))
  const points = { used: given.points, cost: given.points === 0 ? 0 : point_minor === null ? null : given.points * point_minor }
  const months = covered ? covered.end - covered.from : 0
  const all = months >= LEAST_KEEP_MONTHS ? (cost * YEAR) / months + given.recoveries + (points.cost ?? 0) : 0
  return {
    cost, covered, by, recoveries: given.recoveries, points,
    moments: { given: given.moments, cost: moments.length === 0 ? null : moments.reduce((sum, one) => sum + one.cost, 0) },
    customers: kept, each: all > 0 ? perHead(all, kept) : null,
  }
}

function spentBy(costs: readonly CostRow[], first: number, end: number): KeptBy[] {
  const rows = costs.filter(({ purpose }) => purpose === 'keep').map((row) => ({ ...row, cost: costWithin(row, first, end) })).filter(({ cost }) => cost > 0)
  const named = (text: string | null): string => (text === null ? '' : channelName(text))
  return [...Map.groupBy(rows, ({ channel, campaign }) => JSON.stringify([named(channel), named(campaign)])).values()]
    .map((same) => ({ channel: same[0]!.channel, campaign: same[0]!.campaign, cost: same.reduce((sum, row) => sum + row.cost, 0) }))
    .toSorted((a, b) => b.cost - a.cost || named(a.channel).localeCompare(named(b.channel)))
}
