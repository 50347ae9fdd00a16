/**
 * Earned growth (Reichheld, Darnell & Burns 2021): net revenue retention + revenue from customers who came because of others − 100 %. All from one
 * bridge between two periods, in whole minor units of money.
 */
export interface RevenueBridge {
  /** In the first period, of everybody. */
  readonly before: number
  /** In the second, of those who bought in the first. */
  readonly kept: number
  /** In the second, of newcomers whom a referral or good word brought. */
  readonly earned: number
  /** Of newcomers who were bought: adverts, discounts, sales. */
  readonly bought: number
  /** Of newcomers of whom nobody knows. */
  readonly unknown: number
}

export interface EarnedGrowth {
  /** As shares of the revenue before; .85 is 85 %. */
  readonly retention: number
  readonly earnedNew: number
  /** Unknown newcomers as they would be if they were like the known ones; as if all bought where none are known. */
  readonly value: number
  /** None of the unknown earned … all of them. */
  readonly low: number
  readonly high: number
  /** All growth, earned or bought. */
  readonly growth: number
  /** Share of newcomers' revenue whose origin is known; 1 without newcomers. */
  readonly known: number
}

/** Null without revenue before: then there is nothing to grow from. */
export function earnedGrowth({ before, kept, earned, bought, unknown }: RevenueBridge): EarnedGrowth | null {
  if (![before, kept, earned, bought, unknown].every((sum) => Number.isFinite(sum))) throw new RangeError('not revenue')
  if (!(before > 0)) return null
  const [retention, earnedNew] = [kept / before, earned / before]
  const known = earned + bought
  const low = retention + earnedNew - 1
  const likely = known > 0 ? (unknown * earned) / known : 0
  return {
    retention, earnedNew, value: low + likely / before, low, high: low + unknown / before,
    growth: (kept + earned + bought + unknown) / before - 1, known: known + unknown > 0 ? known / (known + unknown) : 1,
  }
}
