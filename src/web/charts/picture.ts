import type { MapAnswer } from '#contract/map/map.ts'
import type { Formats } from '#core/words/format.ts'
import type { Words } from '#core/words/index.ts'

export type State = MapAnswer['states'][number]['state']

/** A colour by its meaning: the name of a custom property of `tokens.css`. What it looks like is up to the theme. */
export type Tone =
  | 'surface' | 'sunken' | 'hover' | 'line' | 'line-strong' | 'ink' | 'ink-2' | 'ink-3' | 'accent' | 'accent-soft'
  | 'up' | 'down' | 'join' | 'leave' | 'stay' | `s-${State}`

/** One tone that gets stronger or weaker from one point to another. */
export interface Fade {
  readonly tone: Tone
  readonly from: Point
  readonly to: Point
  readonly opacity: readonly [from: number, to: number]
}
export type Paint = Tone | Fade

export type Point = readonly [x: number, y: number]
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Painted {
  readonly fill?: Paint
  readonly stroke?: Paint
  readonly line?: number
  readonly opacity?: number
}
export interface Rect extends Painted, Box {
  readonly shape: 'rect'
  readonly radius?: number
}
export interface Path extends Painted {
  readonly shape: 'path'
  readonly d: string
  readonly dashed?: boolean
}
export interface Circle extends Painted {
  readonly shape: 'circle'
  readonly at: Point
  readonly r: number
}
export interface Text {
  readonly shape: 'text'
  readonly at: Point
  readonly text: string
  readonly size: number
  readonly weight?: number
  readonly tone: Tone
  readonly anchor?: 'start' | 'middle' | 'end'
  /** A rim in the colour of the ground, for text that lies over lines. */
  readonly halo?: boolean
}
/** The sign of a state; `at` is its middle. */
export interface Icon {
  readonly shape: 'icon'
  readonly state: State
  readonly at: Point
  readonly size: number
}
/** What can only be felt by a pointer: never painted, and no part of an exported picture. */
export interface Hit {
  readonly shape: 'hit'
  readonly d: string
  /** How wide the line is to feel; an area where it is absent. */
  readonly line?: number
}
/** Marks that belong together. `target` is what is meant when a pointer is on them. */
export interface Group {
  readonly shape: 'group'
  readonly key: string
  readonly target?: string
  readonly opacity?: number
  readonly nodes: readonly Node[]
}
export type Node = Rect | Path | Circle | Text | Icon | Hit | Group

/** Something that can be pointed at, chosen and clicked: its name for those who listen, where it is, and what it stands for. */
export interface Target<Mark> {
  readonly id: string
  readonly label: string
  readonly box: Box
  readonly mark: Mark
  /** Is its name shown to those who point at it? What the picture writes beside it need not be said twice. */
  readonly tip?: boolean
}

/** A chart, drawn: the same for the screen (where it is alive) and for a file. */
export interface Picture<Mark = never> {
  readonly width: number
  readonly height: number
  readonly nodes: readonly Node[]
  readonly targets: readonly Target<Mark>[]
  /** What the picture leaves out, in words; they stand below it. */
  readonly notes: readonly string[]
  /** The picture in words, for those who do not see it. */
  readonly says: string
}

/** In whose words and formats a chart is drawn. */
export interface Setting {
  readonly words: Words
  readonly formats: Formats
}

/** How a chart is looked at: how wide it may be, what is chosen (stays marked) and what is pointed at (all else steps back). */
export interface View {
  readonly width: number
  readonly chosen?: string | null
  readonly hot?: string | null
}

/** What steps back while something else is pointed at. */
export const DIMMED = 0.14
