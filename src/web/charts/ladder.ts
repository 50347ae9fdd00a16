import type { MapAnswer } from '#contract/map/map.ts'
import { movementsOf, type Movement } from '#core/words/finding.ts'
import { arcsOf, leastDrawn, type Arc } from './ladder/arcs.ts'
import { card, cardsOf } from './ladder/cards.ts'
import { LABEL_SIZE, labelsOf } from './ladder/labels.ts'
import { cardBox, shapeOf, type Shape } from './ladder/shape.ts'
import { WORTH_LINE, worthSaid, type CardWorth } from './ladder/worth.ts'
import { CLASS_SIGNS, CLASS_TONES, fold, foldedSaid, moveSaid, shortly, stateId, type FlowClass, type MapMark } from './movements.ts'
import { describeLadder, stateSaid } from './map-said.ts'
import { pathOf, pointAt, px } from './curve.ts'
import { widthOf } from './text.ts'
import { DIMMED, type Box, type Fade, type Group, type Node, type Picture, type Setting, type Target, type View } from './picture.ts'

const MOST_WIDE = 24
const MOST_NARROW = 16

/** How the ladder is looked at; what states are worth is written on their cards, with room kept for it while it is not known yet (null). */
export interface LadderView extends View {
  readonly worth?: readonly CardWorth[] | null | undefined
}

/**
 * The ladder: all states in one column; what climbs runs up on the right, what slips or leaves runs down on the left, and width is people.
 * Movements too small to be seen are folded and counted in words. Where nobody was there at the first date, the arcs are of all moves since.
 */
export function ladder(map: MapAnswer, setting: Setting, view: LadderView): Picture<MapMark> {
  const shape = shapeOf(map, view.width, setting, view.worth === undefined ? 0 : WORTH_LINE)
  const { movements } = movementsOf(map)
  const least = leastDrawn(shape, movements, map.customers.now)
  const folded = fold(movements, shape.narrow ? MOST_NARROW : MOST_WIDE, least, [view.chosen, view.hot])
  const arcs = arcsOf(shape, folded.drawn, map.customers.now)
  const hot = view.hot ?? null
  const isLit = (arc: Arc): boolean => hot === null || arc.id === hot || arc.from === hot || arc.to === hot
  const cards = cardsOf(map, shape, setting, view.chosen)
  const labels = labelsOf(shape, arcs, setting, isLit, hot !== null)
  return {
    width: view.width, height: shape.height,
    nodes: [
      ...headings(shape, setting),
      ...arcs.map((arc) => band(arc, isLit(arc) ? 1 : DIMMED)),
      ...map.states.map((count) => card(shape, count, cards(count.state), setting, view.worth?.find(({ state }) => state === count.state))),
      ...arcs.flatMap((arc) => label(arc, labels.get(arc.id), { lit: isLit(arc), marked: arc.id === hot || (hot === null && arc.id === view.chosen) }, setting)),
    ],
    targets: targetsOf(map, shape, arcs, labels, setting, view.worth),
    notes: [...foldedSaid(folded, setting), ...(view.worth && !shape.narrow ? [setting.words.say('worth.cards_note')] : [])],
    says: describeLadder(map, setting),
  }
}

function headings({ card: { x, width }, width: all, off_y }: Shape, { words }: Setting): Node[] {
  const sign = (name: FlowClass): string => `${CLASS_SIGNS[name]} ${words.say(`class.${name}`)}`
  const [left, right] = [sign('slipped'), sign('climbed')]
  return [
    { shape: 'text', at: [px(Math.max(widthOf(left, 12), x - 8)), 14], text: left, size: 12, weight: 550, tone: 'down', anchor: 'end' },
    { shape: 'text', at: [px(Math.min(all - widthOf(right, 12), x + width + 8)), 14], text: right, size: 12, weight: 550, tone: 'up' },
    { shape: 'text', at: [px(x + 2), off_y], text: words.say('map.off_the_ladder'), size: 12, tone: 'ink-3' },
  ]
}

/** A band fades from where they came from to where they went, and ends in a head. */
function band({ id, curve, width, class: name, head, from }: Arc, opacity: number): Group {
  const tone = CLASS_TONES[name]
  const d = pathOf(curve)
  const [start, , , tip] = curve
  const fade: Fade = from === null ? { tone, from: start, to: tip, opacity: [0, 0.8] } : { tone, from: [0, start[1]], to: [0, tip[1]], opacity: [0.22, 0.85] }
  return {
    shape: 'group', key: `arc ${id}`, target: id, opacity,
    nodes: [
      { shape: 'hit', d, line: Math.max(12, width) },
      // Neither up nor out: broken, so that its grey is not taken for that of leaving.
      { shape: 'path', d, stroke: fade, line: px(width), dashed: name === 'sideways' },
      { shape: 'path', d: head, fill: tone },
    ],
  }
}

function label({ id, class: name, customers }: Arc, box: Box | undefined, { lit, marked }: { lit: boolean; marked: boolean }, setting: Setting): Group[] {
  if (!box) return []
  const at = [px(box.x + box.width / 2), px(box.y + 13)] as const
  const text = shortly(customers, setting)
  return [{
    shape: 'group', key: `label ${id}`, target: id, opacity: lit ? 1 : 0.25,
    nodes: marked
      ? [{ shape: 'rect', ...box, radius: box.height / 2, fill: name === 'sideways' ? 'ink-2' : CLASS_TONES[name] }, { shape: 'text', at, text, size: LABEL_SIZE, weight: 600, tone: 'surface', anchor: 'middle' }]
      : [{ shape: 'text', at, text, size: LABEL_SIZE, weight: 500, tone: 'ink-2', anchor: 'middle', halo: true }],
  }]
}

function targetsOf(map: MapAnswer, shape: Shape, arcs: readonly Arc[], labels: ReadonlyMap<string, Box>, setting: Setting, worth: LadderView['worth']): Target<MapMark>[] {
  const states = map.states.map((count): Target<MapMark> => ({
    id: stateId(count.state), label: `${stateSaid(map, count, setting)}${worthSaid(count.state, worth, setting)}`, box: cardBox(shape, count.state), mark: { kind: 'state', state: count.state },
  }))
  const flows = arcs.toSorted((a, b) => b.customers - a.customers).map((arc): Target<MapMark> => ({
    id: arc.id, label: arcSaid(arc, setting), box: labels.get(arc.id) ?? boxAround(arc), mark: { kind: 'flow', from: arc.from, to: arc.to }, tip: true,
  }))
  return [...states, ...flows]
}

const arcSaid = (arc: Movement, setting: Setting): string => `${moveSaid(arc, setting)} (${setting.words.say(`class.${arc.class}`)})`

function boxAround({ curve }: Arc): Box {
  const [x, y] = pointAt(curve, 0.5)
  return { x: x - 12, y: y - 12, width: 24, height: 24 }
}
