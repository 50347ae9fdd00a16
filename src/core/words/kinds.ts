import type { Past } from '#core/worth/recall.ts'
import type { Words } from './words.ts'

interface OfPast {
  readonly past: Past
}

/** What customers of a kind were before; nothing where all of their state were the same. */
export const pastSaid = ({ past }: OfPast, among: readonly OfPast[], words: Words): string => (among.some((each) => each.past !== past) ? words.say(`past.${past}`) : '')

/** For how long customers of a kind have stood where they stand, in months from when they came; nothing where that is not told apart. */
export function stoodFor({ from_months: from, until_months: until }: { readonly from_months: number; readonly until_months: number | null }, words: Words): string {
  if (until === null) return from === 0 ? '' : words.say('worth.over', { from })
  return from === 0 ? words.say('worth.under', { until }) : words.say('worth.between', { from, until })
}
