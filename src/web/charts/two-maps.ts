import type { TryPolicyAnswer } from '#contract/relationship/policy-answers.ts'
import { scale } from './axis.ts'
import { px } from './curve.ts'
import { changeShortly, shortly, stateId, type MapMark } from './movements.ts'
import { DIMMED, type Group, type Node, type Picture, type Setting, type Target, type View } from './picture.ts'
import { fitted, listed, widthOf } from './text.ts'

type Counted = TryPolicyAnswer['states'][number]

const NARROW = 460
const HEAD = 24

interface Sheet {
  readonly narrow: boolean
  readonly row: number
  readonly start: number
  readonly end: number
  readonly at: (customers: number) => number
}

function sheetOf(states: readonly Counted[], setting: Setting, { width }: View): Sheet {
  const narrow = width < NARROW
  const most = Math.max(1, ...states.flatMap(({ now, would }) => [now.value, would.high]))
  const numbers = Math.max(0, ...states.map((state) => widthOf(numberOf(state, setting), 12)))
  const start = narrow ? 0 : Math.min(width * 0.34, 30 + Math.max(0, ...states.map(({ state }) => widthOf(setting.words.say(`state.${state}`), 13))) + 12)
  const end = narrow ? width : Math.max(start + 40, width - numbers - 14)
  return { narrow, row: narrow ? 56 : 40, start, end, at: scale([0, most], [start, end]) }
}

/** The map as it is and as it would be under another policy: for each state two bars, the second with the interval of the trial. */
export function twoMaps(states: readonly Counted[], setting: Setting, view: View): Picture<MapMark> {
  const sheet = sheetOf(states, setting, view)
  return {
    width: view.width, height: HEAD + states.length * sheet.row, notes: [],
    nodes: [...legend(setting, sheet), ...states.map((state, i) => row(state, HEAD + i * sheet.row, sheet, setting, view))],
    targets: states.map((state, i): Target<MapMark> => ({
      id: stateId(state.state), label: wouldSaid(state, setting), mark: { kind: 'state', state: state.state }, box: { x: 0, y: HEAD + i * sheet.row, width: view.width, height: sheet.row }, tip: true,
    })),
    says: listed(states.map((state) => wouldSaid(state, setting)), setting.words.locale),
  }
}

function legend({ words }: Setting, { start }: Sheet): Node[] {
  const now = words.say('chart.now')
  const second = start + 14 + widthOf(now, 12) + 18
  const bar = (x: number, filled: boolean): Node => ({ shape: 'rect', x: px(x), y: 7, width: 9, height: 6, radius: 2, fill: filled ? 'ink-2' : 'surface', stroke: 'ink-2', line: 1 })
  return [
    bar(start, false), { shape: 'text', at: [px(start + 14), 14], text: now, size: 12, tone: 'ink-2' },
    bar(second, true), { shape: 'text', at: [px(second + 14), 14], text: words.say('chart.would_be'), size: 12, tone: 'ink-2' },
  ]
}

function row(counted: Counted, y: number, { narrow, row: height, start, end, at }: Sheet, setting: Setting, view: View): Group {
  const { state, now, would } = counted
  const tone = `s-${state}` as const
  const top = narrow ? y + 26 : y + 7
  const width = (value: number): number => px(Math.max(0, at(value) - start))
  const numbers = numberOf(counted, setting)
  const name = fitted(setting.words.say(`state.${state}`), 13, (narrow ? end - widthOf(numbers, 12) - 12 : start - 12) - 30)
  const base = narrow ? y + 17 : y + height / 2 + 4.5
  return {
    shape: 'group', key: `state ${state}`, target: stateId(state), opacity: view.hot === undefined || view.hot === null || view.hot === state ? 1 : DIMMED * 3,
    nodes: [
      { shape: 'hit', d: `M0,${y}H${view.width}V${y + height}H0Z` },
      { shape: 'icon', state, at: [10, px(base - 4.5)], size: 18 },
      { shape: 'text', at: [30, px(base)], text: name, size: 13, weight: view.chosen === state ? 650 : 550, tone: 'ink' },
      { shape: 'rect', x: px(start), y: top, width: width(now.value), height: 10, radius: 2, fill: 'surface', stroke: tone, line: 1.5 },
      { shape: 'rect', x: px(start), y: top + 13, width: width(would.value), height: 10, radius: 2, fill: tone },
      ...whisker(would, top + 18, at),
      { shape: 'text', at: [px(view.width), px(base)], text: numbers, size: 12, weight: 500, tone: 'ink-2', anchor: 'end' },
    ],
  }
}

/** The interval of an estimate; none where everyone was looked at. */
function whisker({ low, high }: Counted['would'], y: number, at: Sheet['at']): Node[] {
  if (high <= low) return []
  const [a, b] = [px(at(low)), px(at(high))]
  return [{ shape: 'path', d: `M${a},${y}H${b}M${a},${y - 4}v8M${b},${y - 4}v8`, stroke: 'ink', line: 1.25 }]
}

/** How many would stand there, and how many more or fewer that is; `≈` where the interval of the change holds none. */
function numberOf({ would, change }: Counted, setting: Setting): string {
  const unsure = change.low < 0 && change.high > 0
  const by = unsure ? '≈' : change.value === 0 ? '±0' : changeShortly(change.value, setting)
  return `${shortly(would.value, setting)} (${by})`
}

function wouldSaid({ state, now, would, change }: Counted, { words }: Setting): string {
  const sure = change.low >= 0 ? (change.low === 0 && change.high === 0 ? 'same' : 'more') : change.high <= 0 ? 'fewer' : 'unsure'
  return words.say('chart.would', { state: words.say(`state.${state}`), now: now.value, would: would.value, low: would.low, high: would.high, sure })
}
