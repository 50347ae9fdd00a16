/** An answer to "would you recommend us" as everybody counts it. */
export const LEANINGS = ['high', 'middle', 'low'] as const
export type Leaning = (typeof LEANINGS)[number]
export const leaningOf = (recommend: number): Leaning => (recommend >= 9 ? 'high' : recommend >= 7 ? 'middle' : 'low')
