import { clamped, scale } from './axis.ts'
import { px } from './curve.ts'
import { AXIS, axisNodes, barNodes, describeHistogram, notesOf, shareBelow, type Bins, type Figure, type Plot } from './histogram.ts'
import type { Node, Picture, Setting, Tone, View } from './picture.ts'

/** One customer's own figure; the interval may be missing (a sum that was paid is no estimate). */
export interface Own {
  readonly value: number
  readonly low: number
  readonly high: number
}

const HEIGHT = 74

/** The company's own distribution, and on it where one customer lies, with the interval of what is known of them. */
export function distribution(bins: Bins, own: Own | null, figure: Figure, setting: Setting, view: View & { readonly tone?: Tone }): Picture {
  const plot: Plot = { start: 0, end: view.width, top: 10, base: HEIGHT - AXIS - 2 }
  const tone = view.tone ?? 'accent'
  return {
    width: view.width, height: HEIGHT, targets: [],
    nodes: [...barNodes(bins, plot, 'line-strong', 0.42), ...axisNodes(bins, figure, plot), ...medianNodes(bins, plot), ...(own ? ownNodes(own, bins, plot, tone) : [])],
    notes: notesOf(bins, figure, setting),
    says: describeDistribution(bins, own, figure, setting),
  }
}

function medianNodes({ median, low, high, n }: Bins, { start, end, base }: Plot): Node[] {
  if (median === null || n === 0) return []
  const x = scale([low, high], [start, end])(clamped(median, low, high))
  return [{ shape: 'path', d: `M${px(x)},${px(base - 5)}l4,7h-8Z`, fill: 'ink-3' }]
}

function ownNodes({ value, low, high }: Own, bins: Bins, { start, end, top, base }: Plot, tone: Tone): Node[] {
  const x = (at: number): number => scale([bins.low, bins.high], [start, end])(clamped(at, bins.low, bins.high))
  const middle = clamped(x(value), start + 4, end - 4)
  return [
    { shape: 'rect', x: px(x(low)), y: top, width: px(Math.max(0, x(high) - x(low))), height: px(base - top), fill: tone, opacity: 0.14 },
    { shape: 'path', d: `M${px(x(low))},${px(top)}V${px(base)}M${px(x(high))},${px(top)}V${px(base)}`, stroke: tone, opacity: 0.45, dashed: true },
    { shape: 'path', d: `M${px(middle)},${px(top)}V${px(base)}`, stroke: tone, line: 2 },
    { shape: 'circle', at: [px(middle), top], r: 4, fill: tone },
  ]
}

/** One customer's figure in words: what it is, how sure that is, and how it compares. */
export function describeDistribution(bins: Bins, own: Own | null, figure: Figure, setting: Setting): string {
  const { words, formats } = setting
  const { name, format } = figure
  const all = describeHistogram(bins, figure, setting)
  if (!own) return `${words.say('chart.own_unknown', { name })} ${all}`
  const value = own.low === own.high ? words.say('chart.bar', { name, value: format(own.value) }) : words.say('chart.interval', { name, value: format(own.value), low: format(own.low), high: format(own.high) })
  if (bins.n === 0) return words.say('chart.own_alone', { figure: value })
  return words.say('chart.own', { figure: value, share: formats.percent(shareBelow(bins, own.value)), customers: bins.n, median: format(bins.median ?? 0) })
}
