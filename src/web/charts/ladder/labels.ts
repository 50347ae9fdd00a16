import { pointAt, touches } from '../curve.ts'
import { shortly } from '../movements.ts'
import type { Box, Setting } from '../picture.ts'
import { overlaps, placed, type Wish } from '../place.ts'
import { widthOf } from '../text.ts'
import type { Arc } from './arcs.ts'
import { cardBox, type Shape } from './shape.ts'

export const LABEL_SIZE = 12
const HEIGHT = 18
const PAD = 5
/** From the middle of the arc outwards to its ends: a label stands where its arc is furthest from the others. */
const ALONG = [0.5, 0.44, 0.56, 0.38, 0.62, 0.31, 0.69, 0.24, 0.76, 0.17, 0.83] as const
const MOST_WIDE = 16
const MOST_NARROW = 8

/** Where the number of each arc stands: the largest first, each beside its own arc and, if it can, over no other. */
export function labelsOf(shape: Shape, arcs: readonly Arc[], setting: Setting, lit: (arc: Arc) => boolean, isHot: boolean): ReadonlyMap<string, Box> {
  const frame: Box = { x: 0, y: 0, width: shape.width, height: shape.height }
  const cards = [...shape.rows.keys()].map((state) => cardBox(shape, state))
  const taken = [...cards, ...headings(shape)]
  const ranked = arcs.toSorted((a, b) => b.customers - a.customers)
  const labelled = ranked.slice(0, shape.narrow ? MOST_NARROW : MOST_WIDE)
  const wishes = (some: readonly Arc[]): Wish[] => some.map((arc) => ({ id: arc.id, places: placesOf(arc, arcs, shape.width, setting) }))
  const still = placed(wishes(labelled), frame, taken)
  if (!isHot) return still
  // What is pointed at is labelled too; the others keep their places, so that nothing jumps.
  const more = ranked.filter((arc) => lit(arc) && !still.has(arc.id))
  return new Map([...still, ...placed(wishes(more), frame, [...taken, ...still.values()])])
}

/** The room that headings take: above the arcs on both sides, and between the ladder and what stands off it. */
function headings({ card, width, off_y }: Shape): Box[] {
  return [{ x: 0, y: 0, width, height: 20 }, { x: card.x, y: off_y - 13, width: card.width, height: 18 }]
}

function placesOf(arc: Arc, arcs: readonly Arc[], frameWidth: number, setting: Setting): Wish['places'] {
  const width = widthOf(shortly(arc.customers, setting), LABEL_SIZE) + 2 * PAD
  const outwards = arc.side === 'right' ? 1 : -1
  return ALONG.flatMap((t, i) => [outwards, -outwards].map((sign) => {
    const [x, y] = pointAt(arc.curve, t)
    const gap = arc.width / 2 + 1
    const wished = sign > 0 ? x + gap : x - gap - width
    // Where there is no room beside an arc, a label may lie on it rather than leave the picture.
    const kept = Math.min(Math.max(0, wished), frameWidth - width)
    const box: Box = arc.from === null
      ? { x: x - width / 2, y: y + (sign > 0 ? gap : -gap - HEIGHT), width, height: HEIGHT }
      : { x: kept, y: y - HEIGHT / 2, width, height: HEIGHT }
    return { box, cost: i * 0.7 + (sign === outwards ? 0 : 1.5) + Math.abs(kept - wished) / 6 + crossings(box, arc, arcs) * 3 }
  }))
}

/** How many other bands run below the label; half for a hair. */
function crossings(box: Box, arc: Arc, arcs: readonly Arc[]): number {
  const near = arcs.filter((other) => other.id !== arc.id && other.side === arc.side && overlaps(box, around(other)))
  return near.reduce((sum, other) => sum + (touches(other.curve, other.width, box) ? (other.width > 3 ? 1 : 0.5) : 0), 0)
}

/** A box that the whole band lies in: a curve stays within its four points. */
function around({ curve, width }: Arc): Box {
  const xs = curve.map(([x]) => x)
  const ys = curve.map(([, y]) => y)
  const x = Math.min(...xs) - width / 2
  const y = Math.min(...ys) - width / 2
  return { x, y, width: Math.max(...xs) + width / 2 - x, height: Math.max(...ys) + width / 2 - y }
}
