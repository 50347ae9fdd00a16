import { scale, ticks } from './axis.ts'
import { px } from './curve.ts'
import type { Node, Picture, Setting, Tone, View } from './picture.ts'
import { widthOf } from './text.ts'

/** Equally wide bars between two values, and what lies beyond them; as `GET /v1/distributions` tells it. */
export interface Bins {
  readonly n: number
  readonly low: number
  readonly high: number
  readonly bars: readonly number[]
  readonly under: number
  readonly over: number
  readonly median: number | null
}

/** What is measured, and how to write a value of it. */
export interface Figure {
  readonly name: string
  readonly format: (value: number) => string
}

/** The room that the bars of a histogram have. */
export interface Plot {
  readonly start: number
  readonly end: number
  readonly top: number
  readonly base: number
}

const TICK_SIZE = 11
export const AXIS = 18

/** The bars: as high as there are customers in them. */
export function barNodes({ bars }: Bins, { start, end, top, base }: Plot, tone: Tone, opacity = 1): Node[] {
  const most = Math.max(1, ...bars)
  const step = (end - start) / Math.max(1, bars.length)
  const gap = step > 5 ? 1 : 0
  return bars.flatMap((count, i): Node[] => {
    if (count === 0) return []
    // One customer in a million is still somebody: no bar is so low that it cannot be seen.
    const height = Math.max(1, (count / most) * (base - top))
    return [{ shape: 'rect', x: px(start + i * step), y: px(base - height), width: px(Math.max(0.5, step - gap)), height: px(height), radius: Math.min(2, height / 2), fill: tone, opacity }]
  })
}

/** A ground line with round values under it, as many as have room. */
export function axisNodes({ low, high }: Pick<Bins, 'low' | 'high'>, { format }: Figure, { start, end, base }: Plot): Node[] {
  const x = scale([low, high], [start, end])
  const placed = (values: readonly number[]): readonly { readonly label: string; readonly middle: number; readonly half: number }[] => values.map((value) => {
    const label = format(value)
    const half = widthOf(label, TICK_SIZE) / 2
    return { label, half, middle: Math.min(Math.max(x(value), start + half), end - half) }
  })
  const widest = Math.max(widthOf(format(low), TICK_SIZE), widthOf(format(high), TICK_SIZE), 24) + 16
  const room = Math.floor((end - start) / widest)
  const line: Node = { shape: 'path', d: `M${px(start)},${px(base + 0.5)}H${px(end)}`, stroke: 'line-strong', opacity: 0.6 }
  for (let about = Math.min(6, room); about >= 1; about--) {
    const labels = placed(ticks(low, high, about))
    // Neither may two touch, nor two say the same because the range is finer than its writing.
    const apart = labels.every(({ label, middle, half }, i) => i === 0 || (labels[i - 1]!.label !== label && middle - half >= labels[i - 1]!.middle + labels[i - 1]!.half + 12))
    if (apart && labels.length > 0) return [line, ...labels.map(({ label, middle }): Node => ({ shape: 'text', at: [px(middle), px(base + 14)], text: label, size: TICK_SIZE, tone: 'ink-3', anchor: 'middle' }))]
  }
  return [line]
}

/** The histogram in words: the middle, and where the middle half lies. */
export function describeHistogram(bins: Bins, { name, format }: Figure, { words }: Setting): string {
  if (bins.n === 0) return words.say('chart.nothing_known', { name })
  const [low, high] = [quantile(bins, 0.25), quantile(bins, 0.75)]
  return words.say('chart.histogram', { name, n: bins.n, median: format(bins.median ?? quantile(bins, 0.5)), low: format(low), high: format(high) })
}

/** Below which value a share of all lies; within a bar it is taken to be spread evenly. */
export function quantile({ n, low, high, bars, under }: Bins, share: number): number {
  const step = (high - low) / Math.max(1, bars.length)
  let left = share * n - under
  if (left <= 0) return low
  for (const [i, count] of bars.entries()) {
    if (left <= count && count > 0) return low + (i + left / count) * step
    left -= count
  }
  return high
}

/** Which share of all lies below a value. */
export function shareBelow({ n, low, high, bars, under, over }: Bins, value: number): number {
  if (n === 0) return 0
  if (value < low) return under / n / 2
  if (value >= high) return (n - over / 2) / n
  const place = ((value - low) / (high - low)) * bars.length
  const whole = Math.floor(place)
  const before = bars.slice(0, whole).reduce((sum, count) => sum + count, 0)
  return (under + before + (place - whole) * (bars[whole] ?? 0)) / n
}

/** How customers lie on one figure, with how many they are. */
export function histogram(bins: Bins, figure: Figure, setting: Setting, view: View & { readonly tone?: Tone }): Picture {
  const height = 140
  const plot: Plot = { start: 0, end: view.width, top: 8, base: height - AXIS - 4 }
  return {
    width: view.width, height, targets: [],
    nodes: [...barNodes(bins, plot, view.tone ?? 'accent', 0.75), ...axisNodes(bins, figure, plot)],
    notes: notesOf(bins, figure, setting), says: describeHistogram(bins, figure, setting),
  }
}

/** How many it is drawn from, and those who lie beyond its ends. */
export function notesOf({ n, under, over, low, high }: Bins, { name, format }: Figure, { words }: Setting): string[] {
  if (n === 0) return [words.say('chart.nothing_known', { name })]
  return [
    words.say('chart.n_customers', { n }),
    ...(under > 0 ? [words.say('chart.under', { customers: under, value: format(low) })] : []),
    ...(over > 0 ? [words.say('chart.over', { customers: over, value: format(high) })] : []),
  ]
}
