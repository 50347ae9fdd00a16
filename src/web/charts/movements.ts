import type { MapAnswer } from '#contract/map/map.ts'
import type { Movement } from '#core/words/finding.ts'
import type { Setting, State, Tone } from './picture.ts'

export type FlowClass = MapAnswer['flows'][number]['class']

/** What can be clicked in a picture of the map, so that a page can show these people. A flow from `null` is of those who joined. */
export type MapMark =
  | { readonly kind: 'state'; readonly state: State }
  | { readonly kind: 'flow'; readonly from: State | null; readonly to: State }

/** A flow's name, as in addresses: `satisfied>disappointed`, `>new`. */
export const flowId = ({ from, to }: Pick<Movement, 'from' | 'to'>): string => `${from ?? ''}>${to}`
export const stateId = (state: State): string => state

export const CLASS_TONES: Readonly<Record<FlowClass, Tone>> = { climbed: 'up', slipped: 'down', new_or_back: 'join', left: 'leave', sideways: 'line-strong', stayed: 'stay' }
/** Beside words and numbers, so that the direction does not hang on a colour. */
export const CLASS_SIGNS: Readonly<Record<FlowClass, string>> = { climbed: '↑', slipped: '↓', new_or_back: '+', left: '−', sideways: '↔', stayed: '·' }

/** Where a movement starts, in words. */
export const fromName = (from: State | null, { words }: Setting): string => words.say(from === null ? 'map.not_yet' : `state.${from}`)

/** A movement as a sentence. */
export const moveSaid = ({ from, to, customers }: Omit<Movement, 'class'>, setting: Setting): string =>
  setting.words.say('chart.move', { from: fromName(from, setting), to: setting.words.say(`state.${to}`), customers })

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10] as const

/** The smallest round number that is at least this: all below ten, then 15, 20, 30 and so on. */
export function niceAbove(value: number): number {
  if (value <= 10) return Math.max(1, Math.ceil(value))
  const power = 10 ** Math.floor(Math.log10(value))
  return (ROUND.find((step) => step * power >= value) ?? 10) * power
}

/** Movements apart: those that are drawn, and those that are too small or too many and are told in words instead. */
export interface Folded<M extends Movement> {
  readonly drawn: readonly M[]
  readonly folded: readonly M[]
  /** All drawn have at least so many customers (but for what is chosen), all folded have fewer. */
  readonly floor: number
}

/**
 * At most `most` movements, none under `least` customers, the largest first. The limit is a round number, so that it can be said.
 * @param always an id that is drawn however small it is
 */
export function fold<M extends Movement>(movements: readonly M[], most: number, least: number, always: readonly (string | null | undefined)[] = []): Folded<M> {
  const sorted = movements.filter(({ customers }) => customers > 0).toSorted((a, b) => b.customers - a.customers)
  const next = sorted[most]?.customers ?? 0
  const floor = niceAbove(Math.max(least, next === 0 ? 0 : next + 1))
  const isDrawn = (move: M): boolean => move.customers >= floor || always.includes(flowId(move))
  return { drawn: sorted.filter(isDrawn), folded: sorted.filter((move) => !isDrawn(move)), floor }
}

/** What was folded, in words; nothing where nothing was. */
export function foldedSaid({ folded, floor }: Folded<Movement>, { words }: Setting): string[] {
  if (folded.length === 0) return []
  return [words.say('chart.folded', { flows: folded.length, floor, customers: folded.reduce((sum, move) => sum + move.customers, 0) })]
}

/** A change with its sign, shortened as `shortly` does; nothing for none. */
export const changeShortly = (value: number, { formats }: Setting): string =>
  Math.abs(value) < 100_000 ? formats.change(value) : `${value > 0 ? '+' : '−'}${formats.short(Math.abs(value))}`

/** Figures that have to stand in little room: whole up to five signs, shortened beyond. */
export const shortly = (value: number, { formats }: Setting): string => (Math.abs(value) < 100_000 ? formats.count(value) : formats.short(value))
