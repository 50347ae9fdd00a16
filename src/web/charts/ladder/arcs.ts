import type { Movement } from '#core/words/finding.ts'
import { flowId } from '../movements.ts'
import { px, type Curve } from '../curve.ts'
import type { State } from '../picture.ts'
import { rowOf, type Shape } from './shape.ts'

/** A movement as it is drawn: a band along a curve, with its arrowhead. */
export interface Arc extends Movement {
  readonly id: string
  readonly side: 'left' | 'right'
  readonly width: number
  readonly curve: Curve
  readonly head: string
}

const LEAST_WIDTH = 1.25
/** However wide the picture is, an arc is still to be seen as one with its cards. */
const MOST_DEPTH = 210
/** What is kept free at the upper and lower end of a card's edge. */
const EDGE = 5

/** Upwards is right, downwards is left; who joins comes in from the right. */
const sideOf = (shape: Shape, { from, to }: Movement): Arc['side'] => (from === null || rowOf(shape, to) < rowOf(shape, from) ? 'right' : 'left')
const stepsOf = (shape: Shape, { from, to }: Movement): number => {
  const states = [...shape.rows.keys()]
  return from === null ? 0 : Math.abs(states.indexOf(to) - states.indexOf(from))
}

interface End {
  readonly move: Movement
  readonly end: 'start' | 'tip'
}

/** What leaves and reaches each edge of each card. */
function edgesOf(shape: Shape, moves: readonly Movement[]): ReadonlyMap<string, readonly End[]> {
  const edges = new Map<string, End[]>()
  const add = (state: State, move: Movement, end: End['end']): void => {
    const key = `${state} ${sideOf(shape, move)}`
    edges.set(key, [...(edges.get(key) ?? []), { move, end }])
  }
  for (const move of moves) {
    if (move.from !== null) add(move.from, move, 'start')
    add(move.to, move, 'tip')
  }
  return edges
}

/** Nested as they bend: near arcs inside, far arcs around them; those who join come in below all others. */
function ordered(shape: Shape, ends: readonly End[], isRight: boolean): readonly End[] {
  const of = (end: End['end'], joined: boolean): End[] => ends.filter((each) => each.end === end && (each.move.from === null) === joined)
  const near = (a: End, b: End): number => stepsOf(shape, a.move) - stepsOf(shape, b.move) || b.move.customers - a.move.customers
  const out = of('start', false).toSorted(near)
  const into = of('tip', false).toSorted(near).reverse()
  return isRight ? [...out, ...into, ...of('tip', true)] : [...into.toReversed(), ...out.toReversed()]
}

/**
 * px for a customer: the fullest edge fills its card. Where next to nobody moved, bands are as thin as if one in twenty had, so that
 * stillness looks still.
 */
function scaleOf(shape: Shape, edges: ReadonlyMap<string, readonly End[]>, customers: number): number {
  const room = shape.card.height - 2 * EDGE
  const fullest = Math.max(...[...edges.values()].map((ends) => ends.reduce((sum, { move }) => sum + move.customers, 0)), customers / 20, 10)
  let scale = room / fullest
  const full = (ends: readonly End[]): number => ends.reduce((sum, { move }) => sum + widthAt(scale, move), 0)
  // What is drawn wider than it is, to be seen at all, takes room from the rest.
  while ([...edges.values()].some((ends) => full(ends) > room + 1e-9) && scale > 1e-12) scale *= 0.97
  return scale
}

const widthAt = (scale: number, { customers }: Movement): number => Math.max(LEAST_WIDTH, customers * scale)

/** From the fewest customers that a line stands for without lying about them (0.4 px), given all that moved. */
export function leastDrawn(shape: Shape, moves: readonly Movement[], customers: number): number {
  return moves.length === 0 ? 1 : Math.ceil(0.4 / scaleOf(shape, edgesOf(shape, moves), customers))
}

/** The arcs of all movements that are drawn, far ones first, so that near ones lie over them. */
export function arcsOf(shape: Shape, moves: readonly Movement[], customers: number): Arc[] {
  const edges = edgesOf(shape, moves)
  const scale = scaleOf(shape, edges, customers)
  const at = new Map<string, { start?: number; tip?: number }>()
  for (const [key, ends] of edges) {
    const [state, side] = key.split(' ') as [State, Arc['side']]
    const sequence = ordered(shape, ends, side === 'right')
    let y = rowOf(shape, state) + (shape.card.height - sequence.reduce((sum, { move }) => sum + widthAt(scale, move), 0)) / 2
    for (const { move, end } of sequence) {
      const width = widthAt(scale, move)
      at.set(flowId(move), { ...at.get(flowId(move)), [end]: y + width / 2 })
      y += width
    }
  }
  const arcs = moves.map((move) => arcOf(shape, move, widthAt(scale, move), at.get(flowId(move)) ?? {}))
  return arcs.toSorted((a, b) => (a.from === null ? 0 : 1) - (b.from === null ? 0 : 1) || stepsOf(shape, b) - stepsOf(shape, a) || b.customers - a.customers)
}

function arcOf(shape: Shape, move: Movement, width: number, { start, tip = 0 }: { start?: number; tip?: number }): Arc {
  const side = sideOf(shape, move)
  const sign = side === 'right' ? 1 : -1
  const edge = side === 'right' ? shape.card.x + shape.card.width : shape.card.x
  const head = Math.min(9, 3.5 + width * 0.4)
  const end = edge + sign * (head + 2)
  const reach = depthOf(shape, stepsOf(shape, move)) * 1.34
  const curve: Curve = start === undefined
    ? [[edge + joinLength(shape), tip], [edge + joinLength(shape) * 0.7, tip], [edge + joinLength(shape) * 0.4, tip], [end, tip]]
    : [[edge, start], [edge + sign * reach, start], [edge + sign * reach, tip], [end, tip]]
  const half = width / 2 + 2.2
  return { ...move, id: flowId(move), side, width, curve, head: `M${px(edge + sign * 2)},${px(tip)}L${px(end + sign)},${px(tip - half)}V${px(tip + half)}Z` }
}

/** How far those who join come from: as far as there is room, and no further than the eye needs. */
const joinLength = (shape: Shape): number => Math.max(24, Math.min(110, shape.card.x - 24))

/** How far an arc reaches out, by how many rows it climbs. */
function depthOf(shape: Shape, steps: number): number {
  const room = Math.max(26, Math.min(MOST_DEPTH, shape.card.x - (shape.narrow ? 40 : 52)))
  const nearest = Math.min(room, shape.narrow ? 22 : 60)
  return nearest + (room - nearest) * (Math.max(0, steps - 1) / 6) ** 0.8
}
