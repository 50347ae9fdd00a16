import type { MapAnswer } from '#contract/map/map.ts'
import type { Driver } from '#core/map/drivers.ts'
import type { State } from '#core/relationship/state.ts'
import type { Query } from '../data/ask.ts'

/** The word of the list for those whose history had not begun yet. */
const NOT_YET = 'none'

/** The search of the list that shows exactly the customers behind a flow of this map. */
export const flowPeople = ({ from, to }: Pick<MapAnswer, 'from' | 'to'>, flow: { readonly from: State | null; readonly to: State }, filter: Query): Query => ({
  ...filter, moved_from: flow.from ?? NOT_YET, moved_to: flow.to, from, to,
})

/** … those who made a move at any time in its period, within so many days after something that they met. */
export const madePeople = ({ from, to }: Pick<MapAnswer, 'from' | 'to'>, made: string, filter: Query, met?: { readonly driver: Driver; readonly window: number }): Query => ({
  ...filter, made, from, to, ...(met && { met: driverName(met.driver), ...(met.window !== 30 && { met_within: met.window }) }),
})

/** A driver's name in addresses: `contact:topic:late_delivery`. */
const driverName = ({ kind, by, what }: Driver): string => (by === null ? kind : `${kind}:${by}:${what}`)

/** … those who stood in a state at the end of its period. */
export const statePeople = ({ from, to }: Pick<MapAnswer, 'from' | 'to'>, state: State, filter: Query): Query => ({ ...filter, moved_to: state, from, to })

/** A flow's name in addresses. `>new` is of those who came. */
export const flowName = ({ from, to }: { readonly from: State | null; readonly to: State }): string => `${from ?? ''}>${to}`
