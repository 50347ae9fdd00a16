import { clamped, scale } from './axis.ts'
import { px } from './curve.ts'
import type { Node, Picture, Setting, Tone, View } from './picture.ts'

/** A figure with its 95 % interval, and how to write it. */
export interface Interval {
  readonly name: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly format: (value: number) => string
}

/** What a bar is measured on. A ratio is measured in steps of doubling (`log`), from the value at which nothing is different. */
export interface Measure {
  readonly least: number
  readonly most: number
  readonly log?: boolean
  /** Where bars begin: 1 for a ratio; else the least. */
  readonly origin?: number
}

const HEIGHT = 10

/** The place of a value on a measure, in px; what lies beyond stands at the end. */
export function placeOn({ least, most, log = false }: Measure, start: number, end: number): (value: number) => number {
  const by = (value: number): number => (log ? Math.log(Math.max(value, 1e-9)) : value)
  const at = scale([by(least), by(most)], [start, end])
  return (value) => at(by(clamped(value, least, most)))
}

/** The bar and band of an interval, in the middle of a line of the given height. */
export function intervalNodes({ value, low, high }: Pick<Interval, 'value' | 'low' | 'high'>, measure: Measure, box: { x: number; y: number; width: number; height: number }, tone: Tone): Node[] {
  const at = placeOn(measure, box.x, box.x + box.width)
  const [from, to, a, b] = [at(measure.origin ?? measure.least), at(value), at(low), at(high)]
  const middle = box.y + box.height / 2
  const origin: Node[] = measure.origin === undefined ? [] : [{ shape: 'path', d: `M${px(from)},${px(box.y)}V${px(box.y + box.height)}`, stroke: 'line-strong' }]
  return [
    { shape: 'rect', x: px(box.x), y: px(middle - 1.5), width: px(Math.max(0, box.width)), height: 3, radius: 1.5, fill: 'sunken' },
    { shape: 'rect', x: px(Math.min(from, to)), y: px(middle - 1.5), width: px(Math.abs(to - from)), height: 3, fill: tone, opacity: 0.8 },
    { shape: 'rect', x: px(a), y: px(middle - 4), width: px(Math.max(1, b - a)), height: 8, radius: 2, fill: tone, opacity: 0.26 },
    { shape: 'rect', x: px(clamped(to - 1, box.x, box.x + box.width - 2)), y: px(middle - 4), width: 2, height: 8, fill: tone },
    ...origin,
  ]
}

/** An interval in words. */
export const describeInterval = ({ name, value, low, high, format }: Interval, { words }: Setting): string =>
  words.say('chart.interval', { name, value: format(value), low: format(low), high: format(high) })

/** A share, a rate or a ratio as a bar, with its interval as a band over it. */
export function intervalBar(interval: Interval, measure: Measure, setting: Setting, view: View & { readonly tone?: Tone }): Picture {
  return {
    width: view.width, height: HEIGHT, targets: [], notes: [],
    nodes: intervalNodes(interval, measure, { x: 0, y: 0, width: view.width, height: HEIGHT }, view.tone ?? 'accent'),
    says: describeInterval(interval, setting),
  }
}
