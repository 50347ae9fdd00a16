import { CLASSES, classOf, STATES, stateOf, type FlowClass, type State } from '#core/relationship/state.ts'
import type { FlowRow, MoveRow } from '#core/map/paths.ts'
import type { MapAnswer } from '#contract/map/map.ts'

/** From rows of flows to the figures of the map. Everything on it is a sum over the same rows, so it always adds up. */

const sum = <T>(rows: readonly T[], pick: (row: T) => number): number => rows.reduce((total, row) => total + pick(row), 0)
const wasOf = (row: { from: number | null }): State | null => (row.from === null ? null : stateOf(row.from))

export const totalsOf = (rows: readonly FlowRow[]): MapAnswer['customers'] => ({
  before: sum(rows, (r) => (r.from === null ? 0 : r.customers)),
  now: sum(rows, (r) => r.customers),
  heard: sum(rows, (r) => r.heard),
  by_conduct: sum(rows, (r) => r.by_conduct),
  value: sum(rows, (r) => r.value_now),
})

export const statesOf = (rows: readonly FlowRow[]): MapAnswer['states'] =>
  STATES.map((state) => {
    const here = rows.filter((r) => stateOf(r.to) === state)
    return {
      state,
      before: sum(rows, (r) => (wasOf(r) === state ? r.customers : 0)),
      now: sum(here, (r) => r.customers),
      value: sum(here, (r) => r.value_now),
      heard: sum(here, (r) => r.heard),
      by_conduct: sum(here, (r) => r.by_conduct),
    }
  })

/** Flows over all groups, the largest first; those who stayed come with them. */
export function flowsOf(rows: readonly FlowRow[]): MapAnswer['flows'] {
  const flows = [...Map.groupBy(rows, (r) => `${r.from} ${r.to}`).values()].map((same) => {
    const [first] = same as [FlowRow]
    const from = wasOf(first)
    const to = stateOf(first.to)
    return { from, to, class: classOf(from, to), customers: sum(same, (r) => r.customers), value: sum(same, (r) => (from === null ? r.value_now : r.value_before)) }
  })
  return flows.toSorted((a, b) => b.customers - a.customers || String(a.from).localeCompare(String(b.from)) || a.to.localeCompare(b.to))
}

export function classCounts(rows: readonly FlowRow[]): Record<FlowClass, number> {
  const counts = Object.fromEntries(CLASSES.map((name) => [name, 0])) as Record<FlowClass, number>
  for (const row of rows) counts[classOf(wasOf(row), stateOf(row.to))] += row.customers
  return counts
}

export const movesOf = (rows: readonly MoveRow[]): MapAnswer['moves'] =>
  [...Map.groupBy(rows, ({ from, to }) => `${from} ${to}`).values()]
    .map((same) => {
      const [first] = same as [MoveRow]
      return { from: wasOf(first), to: stateOf(first.to), class: classOf(wasOf(first), stateOf(first.to)), moves: sum(same, (row) => row.moves) }
    })
    .toSorted((a, b) => b.moves - a.moves || String(a.from).localeCompare(String(b.from)) || a.to.localeCompare(b.to))

export function groupsOf(rows: readonly FlowRow[], names: ReadonlyMap<string, string>): NonNullable<MapAnswer['groups']> {
  const groups = [...Map.groupBy(rows, (r) => r.grp)].map(([key, own]) => {
    const states = statesOf(own)
    const each = (count: 'now' | 'heard'): Record<State, number> => Object.fromEntries(states.map((s) => [s.state, s[count]])) as Record<State, number>
    return {
      key,
      name: key === null ? null : (names.get(key) ?? null),
      customers: sum(own, (r) => r.customers),
      heard: sum(own, (r) => r.heard),
      value: sum(own, (r) => r.value_now),
      states: each('now'),
      heard_by_state: each('heard'),
      classes: classCounts(own),
    }
  })
  return groups.toSorted((a, b) => b.customers - a.customers || String(a.key).localeCompare(String(b.key)))
}
