import type { MapAnswer } from '#contract/map/map.ts'
import { px } from './curve.ts'
import { describeTwoDates, placeSaid } from './map-said.ts'
import { changeShortly, CLASS_TONES, flowId, fold, foldedSaid, fromName, moveSaid, shortly, stateId, type Folded, type MapMark } from './movements.ts'
import { DIMMED, type Group, type Node, type Picture, type Setting, type Target, type Tone, type View } from './picture.ts'
import { spread } from './place.ts'
import { fitted, whole, widthOf } from './text.ts'
import { columnsOf, isDrawn, ribbonsOf, type Block, type Columns, type Place, type Ribbon } from './two-dates/columns.ts'

const NARROW = 620
const HEIGHT = 580
const TOP = 30
const MOST_RIBBONS = 40
/** A ribbon thinner than this is no longer seen for what it is. */
const LEAST_PX = 0.5

interface Sheet {
  readonly width: number
  readonly narrow: boolean
  readonly bar: number
  /** The inner edges of the two columns. */
  readonly left: number
  readonly right: number
}

const sheetOf = (width: number): Sheet => {
  const narrow = width < NARROW
  const [margin, bar] = narrow ? [0, 7] : [Math.min(176, width * 0.23), 10]
  return { width, narrow, bar, left: margin + bar, right: Math.max(margin + bar + 20, width - margin - bar) }
}

/** Who stood where at the first date, on the left, and who of them stands where at the second, on the right; height is people. */
export function twoDates(map: MapAnswer, setting: Setting, view: View): Picture<MapMark> {
  const sheet = sheetOf(view.width)
  const columns = columnsOf(map, TOP, HEIGHT - 10)
  const ribbons = ribbonsOf(map, columns)
  const moved = ribbons.filter((ribbon) => ribbon.class !== 'stayed')
  const folded = fold(moved, MOST_RIBBONS, LEAST_PX / Math.max(columns.scale, 1e-12), [view.chosen, view.hot])
  const stayed = ribbons.filter((ribbon) => ribbon.class === 'stayed')
  return {
    width: view.width, height: HEIGHT,
    nodes: [
      ...dates(map, sheet, setting),
      ...[...stayed, ...folded.drawn].map((each) => ribbon(each, sheet, view)),
      ...blocks(map, columns, sheet, setting),
    ],
    targets: targetsOf(map, columns, folded.drawn, sheet, setting),
    notes: notesOf(map, folded, setting),
    says: describeTwoDates(map, setting),
  }
}

function dates(map: MapAnswer, { left, right, narrow }: Sheet, { formats }: Setting): Node[] {
  const base = { shape: 'text', size: 12, weight: 500, tone: 'ink-3' } as const
  return [
    { ...base, at: [narrow ? 0 : px(left), 14], text: formats.day(map.from), anchor: narrow ? 'start' : 'end' },
    { ...base, at: [px(narrow ? right + 7 : right), 14], text: formats.day(map.to), anchor: narrow ? 'end' : 'start' },
  ]
}

function ribbon(each: Ribbon, { left, right }: Sheet, { chosen, hot = null }: View): Group {
  const id = flowId(each)
  const isStay = each.class === 'stayed'
  const middle = px((left + right) / 2)
  const height = Math.max(0.7, each.height)
  const [a, b, c, d] = [each.left_y, each.right_y, each.right_y + height, each.left_y + height].map(px)
  const lit = hot === null || id === hot || each.from === hot || each.to === hot
  const strong = id === hot || (hot === null && id === chosen)
  const path = `M${px(left)},${a}C${middle},${a} ${middle},${b} ${px(right)},${b}V${c}C${middle},${c} ${middle},${d} ${px(left)},${d}Z`
  return {
    shape: 'group', key: `ribbon ${id}`, opacity: lit ? 1 : DIMMED, ...(isStay ? {} : { target: id }),
    nodes: [
      ...(isStay ? [] : [{ shape: 'hit', d: `M${px(left)},${px(each.left_y + height / 2)}C${middle},${px(each.left_y + height / 2)} ${middle},${px(each.right_y + height / 2)} ${px(right)},${px(each.right_y + height / 2)}`, line: Math.max(8, height) } as const]),
      { shape: 'path', d: path, fill: CLASS_TONES[each.class], opacity: isStay ? 0.14 : strong ? 0.95 : 0.5 },
    ],
  }
}

const toneOf = (place: Place): Tone => (place === null ? 'line-strong' : `s-${place}`)

function blocks(map: MapAnswer, columns: Columns, sheet: Sheet, setting: Setting): Node[] {
  const { left, right, bar } = sheet
  const column = (side: readonly Block[], x: number, draw: typeof leftTexts): Group[] => {
    const middles = middlesOf(side, sheet)
    return side.map((block, i): Group => ({
      shape: 'group', key: `block ${x < (left + right) / 2 ? 'before' : 'now'} ${block.place ?? ''}`, ...(block.place === null ? {} : { target: stateId(block.place) }),
      nodes: [
        { shape: 'rect', x: px(x), y: px(block.y), width: bar, height: px(Math.max(1.5, block.height)), radius: Math.min(3, block.height / 2), fill: toneOf(block.place) },
        ...draw(map, block, middles[i] ?? block.y, sheet, setting),
      ],
    }))
  }
  return [...column(columns.before, left - bar, leftTexts), ...column(columns.now, right, rightTexts)]
}

/** Low blocks have their name and number in one line. */
const isLow = ({ height }: Block): boolean => height < 30

/** Names stand beside their blocks, and apart from each other where blocks are low. */
const middlesOf = (side: readonly Block[], { narrow }: Sheet): number[] =>
  spread(side.map((block) => ({ middle: block.y + block.height / 2, height: narrow || isLow(block) ? 18 : 33 })), TOP - 6, HEIGHT - 2)

const countAt = (map: MapAnswer, place: Place, end: 'before' | 'now'): number =>
  place === null ? map.flows.reduce((sum, flow) => (flow.from === null ? sum + flow.customers : sum), 0) : (map.states.find(({ state }) => state === place)?.[end] ?? 0)

function leftTexts(map: MapAnswer, block: Block, y: number, { left, right, narrow, bar }: Sheet, setting: Setting): Node[] {
  const { place } = block
  const name = fromName(place, setting)
  const count = shortly(countAt(map, place, 'before'), setting)
  if (narrow) {
    return [{ shape: 'text', at: [bar + 6, px(y + 4)], text: fitted(name, 12, (right - left) * 0.56), size: 12, weight: 550, tone: 'ink', halo: true }]
  }
  const x = px(left - bar - 12)
  if (isLow(block)) {
    const taken = widthOf(count, 12) + 8
    return [
      { shape: 'text', at: [px(x - taken), px(y + 4)], text: fitted(name, 13, x - taken), size: 13, weight: 550, tone: 'ink', anchor: 'end' },
      { shape: 'text', at: [x, px(y + 4)], text: count, size: 12, tone: 'ink-3', anchor: 'end' },
    ]
  }
  return [
    { shape: 'text', at: [x, px(y - 2)], text: fitted(name, 13, x), size: 13, weight: 550, tone: 'ink', anchor: 'end' },
    { shape: 'text', at: [x, px(y + 13)], text: count, size: 12, tone: 'ink-3', anchor: 'end' },
  ]
}

function rightTexts(map: MapAnswer, block: Block, y: number, { right, width, narrow, bar }: Sheet, setting: Setting): Node[] {
  const { place } = block
  const now = countAt(map, place, 'now')
  const count = shortly(now, setting)
  if (narrow) return [{ shape: 'text', at: [px(right - 6), px(y + 4)], text: count, size: 12, weight: 550, tone: 'ink', anchor: 'end', halo: true }]
  const x = px(right + bar + 12)
  const change = map.customers.before > 0 ? changeShortly(now - countAt(map, place, 'before'), setting) : ''
  const low = isLow(block)
  const name = fitted(fromName(place, setting), 13, width - x - (low ? widthOf(count + change, 12) + 14 : 0))
  const [after, line] = low ? [x + widthOf(name, 13) + 8, y + 4] : [x, y + 13]
  const beside = after + widthOf(count, 12) + 6
  return [
    { shape: 'text', at: [x, px(low ? y + 4 : y - 2)], text: name, size: 13, weight: 550, tone: 'ink' },
    { shape: 'text', at: [px(after), px(line)], text: count, size: 12, tone: 'ink-3' },
    { shape: 'text', at: [px(beside), px(line)], text: whole(change, 12, width - beside), size: 12, weight: 550, tone: 'ink-2' },
  ]
}

function targetsOf(map: MapAnswer, columns: Columns, drawn: readonly Ribbon[], { left, right, bar }: Sheet, setting: Setting): Target<MapMark>[] {
  const states = columns.now.flatMap(({ place, y, height }): Target<MapMark>[] => (place === null ? [] : [{
    id: stateId(place), label: placeSaid(map, place, setting), mark: { kind: 'state', state: place },
    box: { x: right - 12 + bar / 2, y: y + height / 2 - Math.max(24, height) / 2, width: 24, height: Math.max(24, height) },
  }]))
  const flows = drawn.map((each): Target<MapMark> => ({
    id: flowId(each), label: moveSaid(each, setting), mark: { kind: 'flow', from: each.from, to: each.to }, tip: true,
    box: { x: (left + right) / 2 - 16, y: (each.left_y + each.right_y + each.height) / 2 - 12, width: 32, height: 24 },
  }))
  return [...states, ...flows]
}

function notesOf(map: MapAnswer, folded: Folded<Ribbon>, setting: Setting): string[] {
  const lapsed = map.flows.filter((flow) => !isDrawn(flow)).reduce((sum, { customers }) => sum + customers, 0)
  return [...(lapsed > 0 ? [setting.words.say('chart.stayed_lapsed', { customers: lapsed })] : []), ...foldedSaid(folded, setting)]
}
