import { Refused } from '#contract/refusals.ts'
import type { PanelCell } from '#stats/states/panel.ts'
import { badRow, columnFor, neededColumn, numbersOf, type Names, type Table } from './table.ts'

/** Who was seen where, and then where. */
export interface Sights {
  /** In the order of their names, numbers by size. */
  readonly states: readonly string[]
  readonly cells: readonly PanelCell[]
  /** Of each cell, where segments were asked for. */
  readonly segments: readonly string[] | null
}

const byName = (a: string, b: string): number => Number(a) - Number(b) || a.localeCompare(b, 'en')

/** Rows of who, when and in which state, in any order. Times are numbers, in any unit. @throws Refused */
export function sightsOf(table: Table, names: Names, by: string | undefined): Sights {
  const [who, where] = [neededColumn(table, 'customer', names), neededColumn(table, 'state', names)]
  const when = numbersOf(table, neededColumn(table, 'time', names))
  const segment = by === undefined ? undefined : columnFor(table, 'by', { by })
  const states = [...new Set(table.rows.map((row) => row[where]!.trim()))].sort(byName)
  const index = new Map(states.map((name, i) => [name, i]))
  const order = table.rows.map((_, i) => i).sort((a, b) => byName(table.rows[a]![who]!, table.rows[b]![who]!) || when[a]! - when[b]!)
  const cells: PanelCell[] = []
  const segments: string[] = []
  for (const [k, at] of order.entries()) {
    const before = order[k - 1]
    if (before === undefined || table.rows[before]![who] !== table.rows[at]![who]) continue
    const gap = when[at]! - when[before]!
    if (!(gap > 0)) throw badRow(table, at, 't > t₋₁')
    cells.push({ from: index.get(table.rows[before]![where]!.trim())!, to: index.get(table.rows[at]![where]!.trim())!, gap, n: 1 })
    if (segment !== undefined) segments.push(table.rows[before]![segment]!.trim())
  }
  return { states, cells, segments: segment === undefined ? null : segments }
}

/** The place of a state that was named. @throws Refused */
export function stateNamed(states: readonly string[], option: string, name: string): number {
  const at = states.indexOf(name)
  if (at < 0) throw new Refused({ code: 'query_invalid', values: { name: option, found: name, expected: states.join(', ') } })
  return at
}
