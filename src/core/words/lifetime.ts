import type { Formats } from './format.ts'
import type { Words } from './words.ts'

/** What one customer is still worth, as far as it is said in a sentence. */
export interface SaidLifetime {
  readonly years: number
  readonly discount: number
  readonly p50: number
  readonly within: number
  readonly nothing: number
}

/** What is never quite sure, and never quite ruled out. */
const inHundred = (share: number): number => Math.min(99, Math.max(1, Math.round(share * 100)))

/** Over how long, how often within its range, and where the middle lies: where that is nothing, how often nothing comes. */
export const sayLifetime = (words: Words, { sum, percent }: Formats, { years, discount, p50, within, nothing }: SaidLifetime): string =>
  words.say('person.lifetime_is', { years, discount: percent(discount), p50: sum(p50), within: inHundred(within), median: p50 > 0 ? 'some' : 'none', nothing: inHundred(nothing) })
