import { px } from './curve.ts'
import { intervalNodes, type Interval, type Measure } from './interval.ts'
import type { Group, Node, Picture, Setting, Target, Tone, View } from './picture.ts'
import { fitted, listed, widthOf } from './text.ts'
import { DIMMED } from './picture.ts'

/** A bar: a figure with a name and, where it is known, how many it rests on and its interval. */
export interface Bar extends Omit<Interval, 'low' | 'high'> {
  readonly id: string
  readonly low?: number
  readonly high?: number
  readonly n?: number
  readonly tone?: Tone
}

const NARROW = 460
const GAP = 14

/** Figures under each other, each with its name, its number and its n. Clicking one gives its id. */
export function bars(rows: readonly Bar[], setting: Setting, view: View, measure: Measure = measureOf(rows)): Picture<string> {
  const narrow = view.width < NARROW
  const height = narrow ? 42 : 30
  const rights = rows.map((row) => rightText(row, setting))
  const rightWidth = Math.min(view.width * 0.6, Math.max(0, ...rights.map((text) => widthOf(text, 12))))
  const labelWidth = narrow ? view.width - rightWidth - GAP : Math.min(view.width * 0.4, Math.max(0, ...rows.map(({ name }) => widthOf(name, 13))))
  return {
    width: view.width, height: Math.max(height, rows.length * height), notes: [],
    nodes: rows.map((row, i): Group => ({
      shape: 'group', key: `bar ${row.id}`, target: row.id, opacity: view.hot === undefined || view.hot === null || view.hot === row.id ? 1 : DIMMED * 3,
      nodes: line(row, rights[i] ?? '', { y: i * height, height, narrow, width: view.width, labelWidth, rightWidth }, measure, view.chosen === row.id),
    })),
    targets: rows.map((row, i): Target<string> => ({ id: row.id, label: barSaid(row, setting), box: { x: 0, y: i * height, width: view.width, height }, mark: row.id })),
    says: listed(rows.map((row) => barSaid(row, setting)), setting.words.locale),
  }
}

interface Line {
  readonly y: number
  readonly height: number
  readonly narrow: boolean
  readonly width: number
  readonly labelWidth: number
  readonly rightWidth: number
}

function line(row: Bar, right: string, { y, height, narrow, width, labelWidth, rightWidth }: Line, measure: Measure, chosen: boolean): Node[] {
  const base = narrow ? y + 16 : y + height / 2 + 4.5
  const box = narrow ? { x: 0, y: y + 22, width, height: 12 } : { x: labelWidth + GAP, y: y + height / 2 - 6, width: Math.max(0, width - labelWidth - rightWidth - 2 * GAP), height: 12 }
  return [
    ...(chosen ? [{ shape: 'rect', x: 0, y, width, height, radius: 6, fill: 'accent-soft' } as const] : []),
    { shape: 'hit', d: `M0,${y}H${width}V${y + height}H0Z` },
    { shape: 'text', at: [0, px(base)], text: fitted(row.name, 13, labelWidth), size: 13, tone: 'ink' },
    ...intervalNodes({ value: row.value, low: row.low ?? row.value, high: row.high ?? row.value }, measure, box, row.tone ?? 'accent'),
    { shape: 'text', at: [px(width), px(base)], text: fitted(right, 12, rightWidth), size: 12, weight: 500, tone: 'ink-2', anchor: 'end' },
  ]
}

const rightText = ({ value, n, format }: Bar, { words }: Setting): string => (n === undefined ? format(value) : `${format(value)} · ${words.say('chart.n', { n })}`)

/** Long enough for the highest interval. */
function measureOf(rows: readonly Bar[]): Measure {
  const values = rows.flatMap(({ value, low = value, high = value }) => [value, low, high])
  const most = Math.max(0, ...values)
  const least = Math.min(0, ...values)
  return { least, most: most === least ? 1 : most, ...(least < 0 ? { origin: 0 } : {}) }
}

function barSaid({ name, value, low, high, n, format }: Bar, { words }: Setting): string {
  const figure = low === undefined || high === undefined
    ? words.say('chart.bar', { name, value: format(value) })
    : words.say('chart.interval', { name, value: format(value), low: format(low), high: format(high) })
  return n === undefined ? figure : `${figure} (${words.say('chart.n', { n })})`
}
