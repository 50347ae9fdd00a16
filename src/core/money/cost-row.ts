import type { Minor } from '#core/units/money.ts'
import { DAY_MS } from '#core/units/time.ts'

/** What money was spent for: to win customers, or to keep those there are. */
export const PURPOSES = ['win', 'keep'] as const
export type Purpose = (typeof PURPOSES)[number]

/** Money spent over some days, the first and the last of them (YYYY-MM-DD) within. */
export interface CostRow {
  readonly purpose: Purpose
  readonly channel: string | null
  readonly campaign: string | null
  readonly from: string
  readonly to: string
  readonly amount: Minor
}

/** Days since 1970-01-01 of a day as text. */
export const dayOfText = (day: string): number => Math.round(Date.parse(day) / DAY_MS)

/** The part of a cost that fell on the days from one up to but not with another, each of its days bearing as much. */
export function costWithin({ from, to, amount }: Pick<CostRow, 'from' | 'to' | 'amount'>, first: number, end: number): number {
  const [a, b] = [dayOfText(from), dayOfText(to) + 1]
  return (amount * Math.max(0, Math.min(b, end) - Math.max(a, first))) / (b - a)
}

/** `Paid Search`, `paid-search` and `paid_search` are one channel. */
export const channelName = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/[\s_./-]+/g, ' ').trim()
