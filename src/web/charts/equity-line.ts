import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { scale, timeTicks } from './axis.ts'
import { px } from './curve.ts'
import { foldedMarks, type FoldedMark } from './equity-line/marks.ts'
import { describeEquity, factsSaid, spanSaid } from './equity-line/said.ts'
import { spansOf, type Span } from './equity-line/spans.ts'
import type { Group, Node, Picture, Point, Setting, State, Target, View } from './picture.ts'
import { fitted, widthOf } from './text.ts'

export type EquityPoint = Pick<CustomerAnswer['equity'][number], 'at' | 'heart'>

/** What an equity line is drawn from. `sayFact` tells a fact that a mark stands for alone, where the page knows it. */
export interface EquityData {
  readonly equity: readonly EquityPoint[]
  readonly marks: CustomerAnswer['marks']
  readonly moves: readonly Pick<CustomerAnswer['moves'][number], 'at' | 'from' | 'to'>[]
  /** Up to when it is told. */
  readonly until: string
  readonly sayFact?: (fact: { readonly source: string; readonly id: string }) => string | null
}

/** What can be clicked: the facts of a mark (one, or all in a time), or a stay in a state. */
export type EquityMark =
  | { readonly kind: 'facts'; readonly at: string; readonly until: string; readonly fact: { readonly source: string; readonly id: string } | null }
  | { readonly kind: 'state'; readonly at: string; readonly state: State }

const GUTTER = 30
const TOP = 8
const FLOOR = 150
const BAND = { y: 162, height: 20 } as const
const LEGEND = 202
/** The line on which deposits stand and from which withdrawals hang. */
const BASE = 244
const REACH = 24
const AXIS = 286
const HEIGHT = 296

interface Sheet {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
  readonly x: (at: number) => number
  readonly y: (heart: number) => number
}

function sheetOf({ equity, marks, moves, until }: EquityData, width: number): Sheet {
  const to = Date.parse(until)
  const from = Math.min(to, ...[equity[0]?.at, marks[0]?.at, moves[0]?.at].flatMap((at) => (at === undefined ? [] : [Date.parse(at)])))
  const [start, end] = [GUTTER, Math.max(GUTTER + 24, width - 4)]
  return { start, end, from, to, x: scale([from, to], [start, end]), y: scale([-1, 1], [FLOOR, TOP]) }
}

/** How a heart went over time, from −1 to 1; under it the states that it led through, and what laid in (above) and took out (below). */
export function equityLine(data: EquityData, setting: Setting, view: View): Picture<EquityMark> {
  const sheet = sheetOf(data, view.width)
  const marks = foldedMarks(data.marks, sheet)
  const spans = spansOf(data, sheet)
  return {
    width: view.width, height: HEIGHT,
    nodes: [
      ...grid(sheet, setting), ...guide(marks, view.hot ?? null),
      ...line(data.equity, sheet),
      ...spans.map((span) => band(span, setting)),
      ...legend(sheet, setting),
      ...marks.map((mark) => bars(mark, marks, setting, view)),
    ],
    targets: [...marks.map((mark) => factsTarget(mark, data, setting)), ...spans.filter(({ width }) => width >= 24).map((span) => spanTarget(span, setting))],
    notes: data.equity.length === 0 ? [setting.words.say('chart.no_equity')] : [],
    says: describeEquity(data, setting),
  }
}

function grid(sheet: Sheet, setting: Setting): Node[] {
  const { start, end, y } = sheet
  const level = (heart: number): Node[] => [
    { shape: 'path', d: `M${px(start)},${px(y(heart))}H${px(end)}`, stroke: heart === 0 ? 'line-strong' : 'line', opacity: heart === 0 ? 0.7 : 1 },
    { shape: 'text', at: [start - 6, px(y(heart) + 4)], text: heart === 0 ? '0' : setting.formats.change(heart), size: 11, tone: 'ink-3', anchor: 'end' },
  ]
  const ticks = timeTicks(sheet.from, sheet.to, [start, end], setting).flatMap(({ x, label }): Node[] => [
    { shape: 'path', d: `M${px(x)},${TOP}V${AXIS - 12}`, stroke: 'line', opacity: 0.7 },
    { shape: 'text', at: [px(x), AXIS + 4], text: label, size: 11, tone: 'ink-3', anchor: 'middle' },
  ])
  return [...ticks, ...[1, 0, -1].flatMap(level), { shape: 'path', d: `M${px(start)},${BASE}H${px(end)}`, stroke: 'line-strong', opacity: 0.7 }]
}

/** The line of the heart, over a ground that says on which side of zero it is. */
function line(points: readonly EquityPoint[], { x, y }: Sheet): Node[] {
  const at = points.map(({ at, heart }): Point => [px(x(Date.parse(at))), px(y(heart))])
  const [first, last] = [at[0], at.at(-1)]
  if (!first || !last) return []
  const d = `M${at.map(([a, b]) => `${a},${b}`).join('L')}`
  return [
    { shape: 'path', d: `${d}V${px(y(0))}H${first[0]}Z`, fill: 'accent', opacity: 0.09 },
    ...(at.length > 1 ? [{ shape: 'path', d, stroke: 'accent', line: at.length > 300 ? 1.25 : 2 } as const] : []),
    { shape: 'circle', at: last, r: 3.5, fill: 'accent' },
  ]
}

function guide(marks: readonly FoldedMark[], hot: string | null): Node[] {
  const mark = marks.find(({ id }) => id === hot)
  return mark ? [{ shape: 'path', d: `M${px(mark.x)},${TOP}V${AXIS - 12}`, stroke: 'ink-3', dashed: true }] : []
}

/** A stay in a state, with its sign and name where there is room for them. */
function band({ state, x, width }: Span, { words }: Setting): Group {
  const name = words.say(`state.${state}`)
  const named = width >= 28 + widthOf(name, 11) + 8
  return {
    shape: 'group', key: `span ${x}`, target: `state ${x}`,
    nodes: [
      { shape: 'rect', x: px(x), y: BAND.y, width: px(Math.max(1, width - 1)), height: BAND.height, radius: Math.min(5, width / 2), fill: `s-${state}`, opacity: width < 20 ? 0.7 : 0.18 },
      ...(width >= 22 ? [{ shape: 'icon', state, at: [px(x + 12), BAND.y + BAND.height / 2], size: 13 } as const] : []),
      ...(named ? [{ shape: 'text', at: [px(x + 23), BAND.y + 14], text: name, size: 11, tone: 'ink-2' } as const] : []),
    ],
  }
}

function legend({ start, end }: Sheet, { words }: Setting): Node[] {
  const up = `▲ ${words.say('chart.deposits')}`
  const down = `▼ ${words.say('chart.withdrawals')}`
  const room = (end - start - 16) / 2
  const first = fitted(up, 11, room)
  return [
    { shape: 'text', at: [start, LEGEND], text: first, size: 11, tone: 'up' },
    { shape: 'text', at: [px(start + widthOf(first, 11) + 16), LEGEND], text: fitted(down, 11, room), size: 11, tone: 'down' },
  ]
}

/** What was laid in and taken out around a moment; more than one of a kind carry their number. */
function bars({ id, x, gain, loss, deposits, withdrawals, wide }: FoldedMark, all: readonly FoldedMark[], { formats }: Setting, { hot = null }: View): Group {
  const most = Math.max(1e-9, ...all.flatMap((mark) => [mark.gain, -mark.loss]))
  const tall = (value: number): number => Math.max(3, (value / most) * (REACH - 6))
  const bar = (value: number, up: boolean): Node[] => {
    const height = tall(value)
    return [{ shape: 'rect', x: px(x - wide / 2), y: px(up ? BASE - height : BASE), width: wide, height: px(height), radius: 1.5, fill: up ? 'up' : 'down' }]
  }
  const number = (count: number, y: number): Node[] => {
    const text = formats.count(count)
    return count < 2 || widthOf(text, 10) > 22 ? [] : [{ shape: 'text', at: [px(x), px(y)], text, size: 10, weight: 550, tone: 'ink-2', anchor: 'middle' }]
  }
  return {
    shape: 'group', key: `mark ${id}`, target: id, opacity: hot === null || hot === id ? 1 : 0.4,
    nodes: [
      { shape: 'hit', d: `M${px(x - 12)},${TOP}h24V${BAND.y - 2}h-24ZM${px(x - 12)},${LEGEND + 4}h24V${AXIS - 10}h-24Z` },
      ...(deposits > 0 ? [...bar(gain, true), ...number(deposits, BASE - tall(gain) - 3)] : []),
      ...(withdrawals > 0 ? [...bar(-loss, false), ...number(withdrawals, BASE + tall(-loss) + 10)] : []),
    ],
  }
}

const factsTarget = (mark: FoldedMark, data: EquityData, setting: Setting): Target<EquityMark> => ({
  id: mark.id, label: factsSaid(mark, setting, mark.fact ? (data.sayFact?.(mark.fact) ?? null) : null),
  box: { x: mark.column, y: LEGEND + 6, width: 24, height: AXIS - LEGEND - 20 },
  mark: { kind: 'facts', at: mark.at, until: mark.until, fact: mark.fact }, tip: true,
})

const spanTarget = (span: Span, setting: Setting): Target<EquityMark> => ({
  id: `state ${span.x}`, label: spanSaid(span, setting), box: { x: span.x, y: BAND.y - 2, width: span.width, height: BAND.height + 4 }, mark: { kind: 'state', at: span.at, state: span.state }, tip: true,
})
