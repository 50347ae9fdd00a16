import type { MapAnswer } from '#contract/map/map.ts'
import type { SeriesAnswer } from '#contract/map/series.ts'
import { movementsOf, type Movement } from '#core/words/finding.ts'
import { sparkline } from './by-state/sparkline.ts'
import { px } from './curve.ts'
import { changeShortly, CLASS_TONES, flowId, fromName, moveSaid, shortly, stateId, type MapMark } from './movements.ts'
import { DIMMED, type Box, type Group, type Node, type Picture, type Setting, type State, type Target, type View } from './picture.ts'
import { stateSaid } from './map-said.ts'
import { fitted, widthOf } from './text.ts'

type Count = MapAnswer['states'][number]
type Series = SeriesAnswer['states']

const LEAST_WIDTH = 232
const GAP = 12
const PAD = 14
/** Between where they came from and where they went. */
const BETWEEN = 12
const COURSE = { y: 56, height: 52 } as const
const FLOWS_Y = 122
const ROW = 34
const ROWS = 3
/** A panel that lists so many movements. */
const heightFor = (rows: number): number => FLOWS_Y + 12 + rows * ROW + 8

/** What the panels share: the movements in and out of each state, and the largest of all, by which their bars are measured. */
interface Panels {
  readonly map: MapAnswer
  readonly series: Series
  readonly movements: readonly Movement[]
  readonly most: number
}

/** Each state in a panel of its own: its course month by month, and where its customers came from and went to. */
export function byState(map: MapAnswer, series: Series, setting: Setting, view: View): Picture<MapMark> {
  const { movements } = movementsOf(map)
  const panels: Panels = { map, series, movements, most: Math.max(1, ...movements.map(({ customers }) => customers)) }
  const columns = Math.max(1, Math.min(4, Math.floor((view.width + GAP) / (LEAST_WIDTH + GAP))))
  const width = (view.width - (columns - 1) * GAP) / columns
  // Panels beside each other are as high as the one that lists most.
  const heights = Array.from({ length: Math.ceil(map.states.length / columns) }, (_, line) =>
    heightFor(Math.max(1, ...map.states.slice(line * columns, (line + 1) * columns).map(({ state }) => Math.max(largest(state, 'in', panels).length, largest(state, 'out', panels).length)))))
  const topOf = (line: number): number => heights.slice(0, line).reduce((sum, height) => sum + height + GAP, 0)
  const boxOf = (i: number): Box => ({ x: (i % columns) * (width + GAP), y: topOf(Math.floor(i / columns)), width, height: heights[Math.floor(i / columns)] ?? 0 })
  const rows = map.states.flatMap((count, i) => rowsOf(count, boxOf(i), panels))
  return {
    width: view.width, height: Math.max(0, topOf(heights.length) - GAP), notes: [],
    nodes: [...map.states.map((count, i) => panel(count, boxOf(i), panels, setting, view)), ...rows.map((row) => flowRow(row, panels, setting, view))],
    targets: targetsOf(map, rows, boxOf, setting),
    says: map.states.map((count) => courseSaid(count, panels, setting)).join(' '),
  }
}

function panel(count: Count, { x, y, width, height }: Box, { map, series }: Panels, setting: Setting, { chosen }: View): Group {
  const { words, formats } = setting
  const right = px(x + width - PAD)
  const now = shortly(count.now, setting)
  const change = map.customers.before > 0 && count.now !== count.before ? words.say('chart.since', { change: changeShortly(count.now - count.before, setting), day: formats.day(map.from) }) : ''
  const column = (width - 2 * PAD - BETWEEN) / 2
  const points = series.find(({ state }) => state === count.state)?.points ?? []
  const heading = (text: string, left: number): Node => ({ shape: 'text', at: [px(left), y + FLOWS_Y], text: fitted(text, 12, column), size: 12, tone: 'ink-3' })
  return {
    shape: 'group', key: `panel ${count.state}`, target: stateId(count.state),
    nodes: [
      { shape: 'rect', x: px(x) + 0.5, y: y + 0.5, width: px(width - 1), height: height - 1, radius: 10, fill: 'surface', stroke: chosen === count.state ? 'accent' : 'line' },
      { shape: 'circle', at: [px(x + PAD + 12), y + 26], r: 12, fill: `s-${count.state}`, opacity: 0.15 },
      { shape: 'icon', state: count.state, at: [px(x + PAD + 12), y + 26], size: 14 },
      { shape: 'text', at: [px(x + PAD + 32), y + 31], text: fitted(words.say(`state.${count.state}`), 14, width - 2 * PAD - 40 - widthOf(now, 16)), size: 14, weight: 600, tone: 'ink' },
      { shape: 'text', at: [right, y + 31], text: now, size: 16, weight: 600, tone: count.now === 0 ? 'ink-3' : 'ink', anchor: 'end' },
      { shape: 'text', at: [right, y + 48], text: fitted(change, 12, width - 2 * PAD), size: 12, tone: 'ink-3', anchor: 'end' },
      ...sparkline(points, { x: x + PAD, y: y + COURSE.y, width: width - 2 * PAD, height: COURSE.height }, `s-${count.state}`),
      heading(words.say('chart.came_from'), x + PAD), heading(words.say('chart.went_to'), x + PAD + column + BETWEEN),
    ],
  }
}

/** A line of a panel: a movement in or out, or nobody. */
interface Row {
  readonly move: Movement | null
  readonly end: 'in' | 'out'
  readonly key: string
  readonly box: Box
}

/** The largest movements into a state, or out of it. */
const largest = (state: State, end: Row['end'], { movements }: Panels): readonly Movement[] =>
  movements.filter((move) => (end === 'in' ? move.to : move.from) === state && move.customers > 0).toSorted((a, b) => b.customers - a.customers).slice(0, ROWS)

function rowsOf({ state }: Count, { x, y, width }: Box, panels: Panels): Row[] {
  const column = (width - 2 * PAD - BETWEEN) / 2
  return (['in', 'out'] as const).flatMap((end) => {
    const top = largest(state, end, panels)
    return (top.length > 0 ? top : [null]).map((move, i): Row => ({
      move, end, key: `${state} ${end} ${i}`, box: { x: x + PAD + (end === 'in' ? 0 : column + BETWEEN), y: y + FLOWS_Y + 10 + i * ROW, width: column, height: ROW - 2 },
    }))
  })
}

function flowRow({ move, end, key, box }: Row, { most }: Panels, setting: Setting, { hot = null, chosen }: View): Group {
  const { words } = setting
  const { x, y, width, height } = box
  if (!move) return { shape: 'group', key, nodes: [{ shape: 'text', at: [px(x), y + 12], text: words.say('chart.nobody'), size: 12, tone: 'ink-3' }] }
  const id = flowId(move)
  const count = shortly(move.customers, setting)
  const other = end === 'in' ? move.from : move.to
  const long = Math.max(2, (move.customers / most) * (width - widthOf(count, 12) - 8))
  const marked = id === hot || id === chosen
  return {
    shape: 'group', key, target: id, opacity: hot === null || id === hot || move.from === hot || move.to === hot ? 1 : DIMMED * 3,
    nodes: [
      ...(marked ? [{ shape: 'rect', x: px(x - 5), y, width: px(width + 8), height, radius: 6, fill: id === chosen ? 'accent-soft' : 'hover' } as const] : []),
      { shape: 'hit', d: `M${px(x - 5)},${y}h${px(width + 8)}v${height}h${px(-width - 8)}Z` },
      { shape: 'text', at: [px(x), y + 12], text: fitted(fromName(other, setting), 12, width + BETWEEN - 4), size: 12, tone: 'ink-2' },
      { shape: 'rect', x: px(x), y: y + 20, width: px(long), height: 4, radius: 2, fill: CLASS_TONES[move.class], opacity: 0.85 },
      { shape: 'text', at: [px(x + long + 6), y + 26], text: count, size: 12, weight: 500, tone: 'ink-2' },
    ],
  }
}

/** Every state and every movement once, wherever it stands twice. */
function targetsOf(map: MapAnswer, rows: readonly Row[], boxOf: (i: number) => Box, setting: Setting): Target<MapMark>[] {
  const states = map.states.map((count, i): Target<MapMark> => ({ id: stateId(count.state), label: stateSaid(map, count, setting), box: { ...boxOf(i), height: FLOWS_Y - 14 }, mark: { kind: 'state', state: count.state } }))
  const flows = new Map(rows.flatMap(({ move, box }) => (move ? [[flowId(move), { move, box }] as const] : [])).toReversed())
  return [...states, ...[...flows].map(([id, { move, box }]): Target<MapMark> => ({ id, label: moveSaid(move, setting), box, mark: { kind: 'flow', from: move.from, to: move.to } })).toReversed()]
}

function courseSaid(count: Count, { map, series }: Panels, setting: Setting): string {
  const { words, formats } = setting
  const points = series.find(({ state }) => state === count.state)?.points ?? []
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return `${stateSaid(map, count, setting)}.`
  const values = points.map(({ customers }) => customers)
  return words.say('chart.series', {
    state: words.say(`state.${count.state}`), first: first.customers, from: formats.day(first.at), last: last.customers, to: formats.day(last.at), least: Math.min(...values), most: Math.max(...values),
  })
}
