import { STATES } from '#core/relationship/state.ts'
import type { Recall } from './recall.ts'
import type { Steps } from './steps.ts'

/** Places of the chain, each with its weight: some customers, as shares of them, or what becomes of one. */
export type Sum = readonly (readonly [place: number, weight: number])[]

export const summed = (sum: Sum, v: ArrayLike<number>): number => sum.reduce((total, [place, weight]) => total + weight * v[place]!, 0)

/** Shares of customers by place; null where there is nobody. */
function sharesOf(counts: readonly (readonly [place: number, customers: number])[]): Sum | null {
  const all = counts.reduce((sum, [, n]) => sum + n, 0)
  return all > 0 ? counts.flatMap(([place, n]) => (n > 0 ? [[place, n / all] as const] : [])) : null
}

/** Those of some places: who stands there at the last mark; where nobody does, who stood there at all; null where nobody ever did. */
function standing({ today, places }: Steps, among: readonly number[]): Sum | null {
  return sharesOf(among.map((place) => [place, today[place]!])) ?? sharesOf(among.map((place) => [place, places[place]!.reduce((sum, n) => sum + n, 0)]))
}

const placesWhere = ({ chain }: Recall, is: (place: number) => boolean): number[] => [...chain.state.keys()].filter(is)

/** By state: those who stand there. Where nobody ever did, somebody who comes there. */
export const whoStands = (steps: Steps, recall: Recall): Sum[] =>
  STATES.map((_, state) => standing(steps, placesWhere(recall, (place) => recall.chain.state[place] === state)) ?? [[recall.placeOf(state, 0, 0), 1]])

/** By kind: those who are of it; nobody where nobody ever was. */
export const whoIsOf = (steps: Steps, recall: Recall): Sum[] => recall.kinds.map((_, kind) => standing(steps, placesWhere(recall, (place) => recall.chain.row[place] === kind)) ?? [])

/** By state: those who came to stand there in these months, from another state or as customers. */
export function whoComes({ places, came_to }: Steps, { chain, placeOf }: Recall): Sum[] {
  const entered = [...came_to]
  for (const [place, row] of places.entries()) for (const [to, n] of row.entries()) if (to !== chain.state[place]) entered[chain.next[place * chain.states + to]!]! += n
  return STATES.map((_, state) => sharesOf([...chain.state.keys()].filter((place) => chain.state[place] === state).map((place) => [place, entered[place]!])) ?? [[placeOf(state, 0, 0), 1]])
}

/** What moving to a state makes of some customers: what they are worth as they come there, less what they are worth as they stand. */
export const movedTo = (who: Sum, to: number, { chain }: Recall): Sum => who.flatMap(([place, weight]) => [[chain.next[place * chain.states + to]!, weight] as const, [place, -weight] as const])
