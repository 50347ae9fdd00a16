import { scale, ticks } from './axis.ts'
import { px } from './curve.ts'
import type { Node, Picture, Setting, Tone, View } from './picture.ts'
import { listed, widthOf } from './text.ts'

/** Answers by value, and from which value on one is high, and up to which low; as `GET /v1/answers` tells it. */
export interface Answers {
  readonly lowest: number
  readonly histogram: readonly number[]
  readonly isHigh: (value: number) => boolean
  readonly isLow: (value: number) => boolean
}

const HEIGHT = 168
const ABOVE = 22
const BELOW = 22
const WIDEST_COLUMN = 64

/** A column for each answer that could be given, with how many gave it. */
export function answerColumns({ lowest, histogram, isHigh, isLow }: Answers, setting: Setting, view: View): Picture {
  const { formats, words } = setting
  const step = Math.min(WIDEST_COLUMN, view.width / histogram.length)
  const most = Math.max(1, ...histogram)
  const base = HEIGHT - BELOW
  const gap = step > 40 ? 8 : Math.min(3, step / 3)
  const nodes = histogram.flatMap((n, i): Node[] => {
    const value = lowest + i
    const middle = (i + 0.5) * step
    const height = n === 0 ? 0 : Math.max(1, (n / most) * (base - ABOVE))
    const tone: Tone = isHigh(value) ? 'up' : isLow(value) ? 'down' : 'ink-3'
    const count = formats.short(n)
    return [
      ...(n > 0 ? [{ shape: 'rect', x: px(i * step + gap / 2), y: px(base - height), width: px(step - gap), height: px(height), radius: Math.min(3, height / 2), fill: tone, opacity: 0.85 } as const] : []),
      ...(n > 0 && widthOf(count, 11) < step - 2 ? [{ shape: 'text', at: [px(middle), px(base - height - 6)], text: count, size: 11, tone: 'ink-2', anchor: 'middle' } as const] : []),
      { shape: 'text', at: [px(middle), px(base + 16)], text: formats.count(value), size: 12, tone: 'ink-2', anchor: 'middle' },
    ]
  })
  const line: Node = { shape: 'path', d: `M0,${px(base + 0.5)}H${px(step * histogram.length)}`, stroke: 'line-strong', opacity: 0.6 }
  return {
    width: view.width, height: HEIGHT, nodes: [...nodes, line], targets: [], notes: [],
    says: listed(histogram.map((n, i) => words.say('answers.column', { value: lowest + i, n })), words.locale),
  }
}

/** The score of a month with its 95 % interval; null with too few answers. */
export interface MonthScore {
  /** Its first day. */
  readonly month: string
  readonly n: number
  readonly score: { readonly value: number; readonly low: number; readonly high: number } | null
}

const PLOT = { height: 188, top: 10, left: 38, right: 8, below: 24 } as const

/** A score month by month, each with its interval; a line joins months that follow each other. */
export function scoreMonths(months: readonly MonthScore[], format: (value: number) => string, setting: Setting, view: View): Picture {
  const known = months.flatMap(({ score }) => (score ? [score.low, score.high] : []))
  const [least, most] = known.length === 0 ? [0, 1] : [Math.min(...known), Math.max(...known)]
  const base = PLOT.height - PLOT.below
  const step = (view.width - PLOT.left - PLOT.right) / Math.max(1, months.length)
  const x = (i: number): number => PLOT.left + (i + 0.5) * step
  const y = scale([least, most], [base - 6, PLOT.top])
  const dots = months.flatMap(({ score }, i): Node[] => score === null ? [] : [
    { shape: 'path', d: `M${px(x(i))},${px(y(score.low))}V${px(y(score.high))}`, stroke: 'accent', line: Math.min(10, step * 0.4), opacity: 0.22 },
    { shape: 'circle', at: [px(x(i)), px(y(score.value))], r: 3.5, fill: 'accent' },
  ])
  const line = months.map(({ score }, i) => (score === null ? '' : `${i > 0 && months[i - 1]!.score ? 'L' : 'M'}${px(x(i))},${px(y(score.value))}`)).join('')
  return {
    width: view.width, height: PLOT.height, targets: [], notes: [],
    nodes: [...grid([least, most], y, format, view.width), ...labels(months, x, base, step, setting), ...(line === '' ? [] : [{ shape: 'path', d: line, stroke: 'accent', line: 1.5 } as const]), ...dots],
    says: saidOf(months, format, setting),
  }
}

const grid = ([least, most]: readonly [number, number], y: (value: number) => number, format: (value: number) => string, width: number): Node[] =>
  ticks(least, most, 4).flatMap((at): Node[] => [
    { shape: 'path', d: `M${PLOT.left},${px(y(at))}H${px(width - PLOT.right)}`, stroke: 'line' },
    { shape: 'text', at: [PLOT.left - 6, px(y(at) + 4)], text: format(at), size: 11, tone: 'ink-3', anchor: 'end' },
  ])

/** Names of months, as many as have room, the last among them. */
function labels(months: readonly MonthScore[], x: (i: number) => number, base: number, step: number, { formats }: Setting): Node[] {
  const names = months.map(({ month }) => formats.monthName(`${month}T12:00:00Z`))
  const every = Math.max(1, Math.ceil((Math.max(0, ...names.map((name) => widthOf(name, 11))) + 8) / Math.max(1, step)))
  return names.flatMap((text, i): Node[] => ((names.length - 1 - i) % every === 0 ? [{ shape: 'text', at: [px(x(i)), px(base + 16)], text, size: 11, tone: 'ink-3', anchor: 'middle' }] : []))
}

function saidOf(months: readonly MonthScore[], format: (value: number) => string, { words, formats }: Setting): string {
  const told = months.flatMap(({ month, score, n }) => (score ? [`${words.say('chart.interval', { name: formats.month(`${month}T12:00:00Z`), value: format(score.value), low: format(score.low), high: format(score.high) })} (${words.say('chart.n', { n })})`] : []))
  return told.length === 0 ? words.say('answers.no_months') : listed(told, words.locale)
}
