import type { MapAnswer } from '#contract/map/map.ts'
import type { FlowClass } from './movements.ts'
import type { Setting, State } from './picture.ts'

/** A cell: who stood in the state of its row and stands in that of its column. Its class is null where there was no way between them. */
export interface FlowCell {
  readonly from: State | null
  readonly to: State
  readonly class: FlowClass | null
  readonly customers: number
  readonly value: number
  /** Of those who stood in the row. */
  readonly share: number
}
export interface FlowRow {
  readonly from: State | null
  readonly cells: readonly FlowCell[]
  readonly total: number
}

/** The whole map as a table: rows are where they stood (last: not there yet), columns where they stand. */
export interface FlowTable {
  readonly caption: string
  readonly columns: readonly State[]
  readonly rows: readonly FlowRow[]
  readonly totals: readonly number[]
  readonly total: number
}

export function flowTable(map: MapAnswer, { words, formats }: Setting): FlowTable {
  const columns = map.states.map(({ state }) => state)
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
  const joined = map.flows.some(({ from, customers }) => from === null && customers > 0)
  const rows = [...columns, ...(joined ? [null] : [])].map((from): FlowRow => {
    const flows = map.flows.filter((flow) => flow.from === from)
    const total = sum(flows.map(({ customers }) => customers))
    const cells = columns.map((to): FlowCell => {
      const flow = flows.find((each) => each.to === to)
      return { from, to, class: flow?.class ?? null, customers: flow?.customers ?? 0, value: flow?.value ?? 0, share: total === 0 ? 0 : (flow?.customers ?? 0) / total }
    })
    return { from, cells, total }
  })
  const totals = columns.map((_, i) => sum(rows.map(({ cells }) => cells[i]?.customers ?? 0)))
  return { caption: words.say('chart.table', { from: formats.day(map.from), to: formats.day(map.to) }), columns, rows, totals, total: sum(totals) }
}
