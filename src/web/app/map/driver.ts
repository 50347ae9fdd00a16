import type { DriverAnswer } from '#contract/map/drivers.ts'

/** What the row of a driver shows first: how many times as often, all else alike; or, of what has no such ratio, the share of the moves. */
export type Shown = { readonly as: 'ratio'; readonly value: number; readonly low: number; readonly high: number } | { readonly as: 'share'; readonly value: number; readonly low: number; readonly high: number }

export const shownOf = ({ adjusted, unadjusted, attributable, share }: DriverAnswer): Shown =>
  adjusted ? { as: 'ratio', ...adjusted } : { as: 'share', ...(unadjusted === 'at_once' && attributable ? attributable : share) }

/** Did they surely move more often after it, or surely less? Of what makes the move by rule there is nothing to find. */
export const isClear = ({ stands_out, adjusted, unadjusted }: DriverAnswer): boolean => stands_out || (adjusted === null && unadjusted === 'by_rule')

/** From 1 to this many times, and as far below 1: what the bands of a list are drawn on, together. */
export function reachOf(drivers: readonly DriverAnswer[]): number {
  const ends = drivers.filter(isClear).flatMap(({ adjusted }) => (adjusted ? [adjusted.value, 1 / adjusted.value] : []))
  return Math.min(100, Math.max(4, ...ends.map((end) => 1.5 * end)))
}

/** Where a ratio stands between the ends, in percent: halving is as far as doubling. */
export const placeOf = (ratio: number, reach: number): number => 50 + 50 * Math.max(-1, Math.min(1, Math.log(Math.max(ratio, 1e-9)) / Math.log(reach)))
