import type { MapAnswer } from '#contract/map/map.ts'
import type { State } from '../picture.ts'

type Flow = MapAnswer['flows'][number]
/** A state, or what was before: not yet a customer. */
export type Place = State | null

/** A block of one column: who stood or stands there, as far as they are drawn. */
export interface Block {
  readonly place: Place
  readonly customers: number
  readonly y: number
  readonly height: number
}
export interface Columns {
  readonly before: readonly Block[]
  readonly now: readonly Block[]
  /** px for a customer. */
  readonly scale: number
}

const GAP = 13
/** Around what stands off the ladder. */
const WIDE_GAP = 26
const OFF: readonly Place[] = ['handcuffed', 'new', 'lapsed', null]

/** Who stayed lapsed is not drawn: they would be most of the picture, and say nothing of the time between. */
export const isDrawn = ({ from, to, customers }: Flow): boolean => customers > 0 && !(from === 'lapsed' && to === 'lapsed')

/** Both columns in the order of the ladder; those who were not yet customers come above the lapsed. Both share one scale. */
export function columnsOf(map: Pick<MapAnswer, 'states' | 'flows'>, top: number, bottom: number): Columns {
  const states = map.states.map(({ state }) => state)
  const flows = map.flows.filter(isDrawn)
  const joined = flows.some(({ from }) => from === null)
  const left: Place[] = joined ? states.flatMap((state): Place[] => (state === 'lapsed' ? [null, state] : [state])) : states
  const count = (place: Place, end: 'from' | 'to'): number => flows.reduce((sum, flow) => (flow[end] === place ? sum + flow.customers : sum), 0)
  const total = Math.max(1, flows.reduce((sum, { customers }) => sum + customers, 0))
  const scale = Math.max(0, bottom - top - gapsOf(left)) / total
  const stack = (places: readonly Place[], end: 'from' | 'to'): Block[] => {
    let y = top
    return places.map((place, i) => {
      if (i > 0) y += gapBefore(place)
      const block = { place, customers: count(place, end), y, height: count(place, end) * scale }
      y += block.height
      return block
    })
  }
  return { before: stack(left, 'from'), now: stack(states, 'to'), scale }
}

const gapBefore = (place: Place): number => (OFF.includes(place) ? WIDE_GAP : GAP)
const gapsOf = (places: readonly Place[]): number => places.slice(1).reduce((sum, place) => sum + gapBefore(place), 0)

/** A flow as a ribbon: where it leaves one column and reaches the other, both measured from above. */
export interface Ribbon extends Flow {
  readonly left_y: number
  readonly right_y: number
  readonly height: number
}

/** Ribbons leave and reach a block in the order of the other column, so that they cross as little as they can. */
export function ribbonsOf(map: Pick<MapAnswer, 'states' | 'flows'>, { before, now, scale }: Columns): Ribbon[] {
  const flows = map.flows.filter(isDrawn)
  const at = (blocks: readonly Block[], place: Place): number => blocks.findIndex((block) => block.place === place)
  const run = (blocks: readonly Block[], end: 'from' | 'to', others: readonly Block[], far: 'from' | 'to'): ReadonlyMap<Flow, number> => {
    const next = new Map(blocks.map(({ place, y }) => [place, y]))
    const tops = new Map<Flow, number>()
    for (const flow of flows.toSorted((a, b) => at(others, a[far]) - at(others, b[far]))) {
      const y = next.get(flow[end]) ?? 0
      tops.set(flow, y)
      next.set(flow[end], y + flow.customers * scale)
    }
    return tops
  }
  const left = run(before, 'from', now, 'to')
  const right = run(now, 'to', before, 'from')
  return flows.map((flow) => ({ ...flow, left_y: left.get(flow) ?? 0, right_y: right.get(flow) ?? 0, height: flow.customers * scale }))
}
