/** Between what a figure is drawn, and in how many bars. */
export interface Range {
  readonly low: number
  readonly high: number
  readonly bars: number
}

const BARS = 40

/**
 * The range in which the shape of a figure is seen: that of a chance, a share or a score is its own; that of what has no end goes from nothing to a
 * round number that all but one in a hundred stay under.
 * @param p99 what 99 % do not exceed; null where nobody has the figure
 */
export function rangeOf(figure: 'stay' | 'say' | 'pay' | 'heart' | 'value', p99: number | null): Range {
  if (figure === 'heart') return { low: -1, high: 1, bars: BARS }
  if (figure === 'stay' || figure === 'pay') return { low: 0, high: 1, bars: BARS }
  return { low: 0, high: roundUp(p99 ?? 0), bars: BARS }
}

/** The next of 1, 2, 4 and 5 times a power of ten; 1 where there is nothing. */
function roundUp(value: number): number {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 4, 5, 10].find((step) => step * power >= value) ?? 10) * power
}
