import type { MapAnswer } from '#contract/map/map.ts'
import { px } from '../curve.ts'
import type { Group, Node, Setting, State } from '../picture.ts'
import { changeShortly, shortly, stateId } from '../movements.ts'
import { fitted, whole, widthOf } from '../text.ts'
import { cardBox, type Shape } from './shape.ts'
import { worthTexts, type CardWorth } from './worth.ts'

type StateCount = MapAnswer['states'][number]

/** What all cards share: the largest number, and whether there was a date before. */
export interface Cards {
  readonly most: number
  readonly changed: boolean
  /** Is there room for what they pay beside what the state means? If not on one card, then on none. */
  readonly paid: boolean
  readonly chosen: boolean
}

const RADIUS = 10
/** Beside the two texts of a line: the icon, the margins, and what is kept between them. */
const SIDES = 58 + 12 + 16

/** A state: who stands there, how that changed, what they pay; along its foot how many that is beside the largest. */
export function card(shape: Shape, count: StateCount, cards: Cards, setting: Setting, worth?: CardWorth): Group {
  const { x, y, width, height } = cardBox(shape, count.state)
  const tone = `s-${count.state}` as const
  const foot = (width - 2 * RADIUS) * (count.now / Math.max(1, cards.most))
  return {
    shape: 'group', key: `card ${count.state}`, target: stateId(count.state),
    nodes: [
      { shape: 'rect', x: px(x), y, width: px(width), height, radius: RADIUS, fill: 'surface', stroke: cards.chosen ? 'accent' : 'line', line: cards.chosen ? 2 : 1 },
      // The edge of its colour lies in the card's own rounding.
      { shape: 'path', d: `M${px(x + 4)},${y + 2}A${RADIUS},${RADIUS} 0 0 0 ${px(x)},${y + RADIUS}V${y + height - RADIUS}A${RADIUS},${RADIUS} 0 0 0 ${px(x + 4)},${y + height - 2}Z`, fill: tone },
      ...(foot > 0 ? [{ shape: 'rect', x: px(x + RADIUS), y: y + height - 3, width: px(Math.max(1, foot)), height: 3, fill: tone, opacity: 0.4 } as const] : []),
      ...(shape.narrow ? narrowTexts(shape, count, cards, setting) : wideTexts(shape, count, cards, setting)),
      ...(worth ? worthTexts(worth, cardBox(shape, count.state), shape.narrow, setting) : []),
    ],
  }
}

function noteOf({ now, before, value }: Pick<StateCount, 'now' | 'before' | 'value'>, changed: boolean, setting: Setting): string {
  return [changed ? changeShortly(now - before, setting) : '', value > 0 ? setting.formats.shortSum(value) : ''].filter(Boolean).join(' · ')
}

function wideTexts(shape: Shape, { state, now, before, value }: StateCount, cards: Cards, setting: Setting): Node[] {
  const { words } = setting
  const { x, y, width } = cardBox(shape, state)
  const note = noteOf({ now, before, value: cards.paid ? value : 0 }, cards.changed, setting)
  const right = x + width - 16
  const room = (taken: string, size: number): number => right - widthOf(taken, size) - 12 - (x + 58)
  const count = shortly(now, setting)
  return [
    { shape: 'circle', at: [px(x + 31), y + 26], r: 15, fill: `s-${state}`, opacity: 0.15 },
    { shape: 'icon', state, at: [px(x + 31), y + 26], size: 18 },
    { shape: 'text', at: [px(x + 58), y + 22], text: fitted(words.say(`state.${state}`), 14, room(count, 16)), size: 14, weight: 600, tone: 'ink' },
    { shape: 'text', at: [px(x + 58), y + 40], text: fitted(words.say(`state_hint.${state}`), 12, room(note, 12)), size: 12, tone: 'ink-3' },
    { shape: 'text', at: [px(right), y + 23], text: count, size: 16, weight: 600, tone: now === 0 ? 'ink-3' : 'ink', anchor: 'end' },
    { shape: 'text', at: [px(right), y + 40], text: note, size: 12, weight: 500, tone: 'ink-2', anchor: 'end' },
  ]
}

function narrowTexts(shape: Shape, { state, now, before }: StateCount, { changed }: Cards, setting: Setting): Node[] {
  const { words } = setting
  const { x, y, width } = cardBox(shape, state)
  const left = px(x + 12)
  const right = px(x + width - 10)
  const change = changed ? changeShortly(now - before, setting) : ''
  const count = shortly(now, setting)
  const tone = now === 0 ? 'ink-3' : 'ink'
  const alone = !shape.stacked && change === ''
  const name = { shape: 'text', at: [left, alone ? y + 31 : y + 22], text: fitted(words.say(`state.${state}`), 13, width - (shape.stacked ? 20 : 28 + widthOf(count, 15))), size: 13, weight: 600, tone: 'ink' } as const
  if (shape.stacked) {
    return [
      name,
      { shape: 'text', at: [left, y + 42], text: count, size: 15, weight: 600, tone },
      { shape: 'text', at: [right, y + 42], text: whole(change, 12, width - 34 - widthOf(count, 15)), size: 12, tone: 'ink-3', anchor: 'end' },
    ]
  }
  return [
    name,
    { shape: 'text', at: [left, y + 40], text: whole(change, 12, width - 30 - widthOf(count, 15)), size: 12, tone: 'ink-3' },
    { shape: 'text', at: [right, y + 32], text: count, size: 15, weight: 600, tone, anchor: 'end' },
  ]
}

/** What the cards of a map share. */
export function cardsOf(map: MapAnswer, shape: Shape, setting: Setting, chosen: string | null | undefined): (state: State) => Cards {
  const most = Math.max(0, ...map.states.map(({ now }) => now))
  const changed = map.customers.before > 0
  const fits = (count: StateCount): boolean =>
    SIDES + widthOf(setting.words.say(`state_hint.${count.state}`), 12) + widthOf(noteOf(count, changed, setting), 12) <= shape.card.width
  const paid = map.states.every(fits)
  return (state) => ({ most, changed, paid, chosen: chosen === stateId(state) })
}
