/** Equally wide bars between two values, with those who are beyond them. */
export interface Counted {
  readonly low: number
  readonly high: number
  readonly bars: readonly number[]
  readonly under: number
  readonly over: number
}

/** The same in bars so many times as wide. */
export const widened = ({ bars, ...rest }: Counted, times: number): Counted => ({
  ...rest, bars: Array.from({ length: Math.ceil(bars.length / times) }, (_, i) => bars.slice(i * times, (i + 1) * times).reduce((sum, n) => sum + n, 0)),
})

/**
 * The value that a half does not exceed, as exactly as the bars are fine: within a bar all are taken to lie evenly. Null where there is nobody; the
 * border where more than a half are beyond it.
 */
export function medianOf({ low, high, bars, under, over }: Counted): number | null {
  const half = (bars.reduce((sum, n) => sum + n, 0) + under + over) / 2
  if (half === 0) return null
  const width = (high - low) / bars.length
  let below = under
  if (below >= half) return low
  for (const [i, n] of bars.entries()) {
    if (below + n >= half) return low + (i + (half - below) / n) * width
    below += n
  }
  return high
}
