import type { MapAnswer } from '#contract/map/map.ts'
import type { Box, Setting, State } from '../picture.ts'
import { widthOf } from '../text.ts'
import { shortly } from '../movements.ts'

/** The measures of a ladder for a width: where its cards stand, and how much room is beside them. */
export interface Shape {
  readonly width: number
  readonly height: number
  readonly narrow: boolean
  /** Too narrow for a name and its number in one line: they stand over each other. */
  readonly stacked: boolean
  readonly card: { readonly x: number; readonly width: number; readonly height: number }
  readonly rows: ReadonlyMap<State, number>
  readonly off_y: number
}

const NARROW = 620
const TOP = 26
/** Between the ladder and what stands off it, for a heading. */
const SPLIT = 24
const OFF = 5

/** @param line of how many px cards are higher, for what else is on them */
export function shapeOf(map: Pick<MapAnswer, 'states'>, width: number, setting: Setting, line = 0): Shape {
  const narrow = width < NARROW
  const height = (narrow ? 54 : 52) + line
  const gap = narrow ? 16 : 13
  const cardWidth = Math.max(96, Math.min(narrow ? Math.min(190, width * 0.5) : Math.min(352, width * 0.48), width - 64))
  const y = (i: number): number => TOP + i * (height + gap) + (i >= OFF ? SPLIT : 0)
  const needs = map.states.map(({ state, now }) => widthOf(setting.words.say(`state.${state}`), 13) + widthOf(shortly(now, setting), 15) + 28)
  return {
    width, narrow, stacked: narrow && Math.max(0, ...needs) > cardWidth,
    height: y(map.states.length - 1) + height + 6,
    card: { x: (width - cardWidth) / 2, width: cardWidth, height },
    rows: new Map(map.states.map(({ state }, i) => [state, y(i)])),
    off_y: y(OFF) - 9,
  }
}

export const rowOf = (shape: Shape, state: State): number => shape.rows.get(state) ?? 0

export const cardBox = (shape: Shape, state: State): Box => ({ x: shape.card.x, y: rowOf(shape, state), width: shape.card.width, height: shape.card.height })
