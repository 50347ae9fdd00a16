import type { Zone } from '#core/units/zone.ts'
import type { DecimalForm } from './decimal.ts'
import type { Column } from './mapping.ts'

/** A cell that does not hold what the mapping says; the row is refused with it. */
export class BadCell {
  readonly column: string
  readonly found: string
  readonly expected: string
  constructor(column: string, found: string, expected: string) {
    this.column = column
    this.found = found
    this.expected = expected
  }
}

/** How a file writes things down: the settings of mapping and file, with nothing left open. */
export interface Form extends DecimalForm {
  readonly zone: Zone
  readonly date: string
  readonly minorUnits: boolean
  readonly empty: ReadonlySet<string>
}

export type Cells = readonly string[]
/** A field's value from a row; undefined where there is none. `places`: decimals of the row's currency. */
export type Read = (cells: Cells, places: number) => unknown
/** The text of a column; undefined where it is empty. */
export type ReadText = (cells: Cells) => string | undefined

export interface Columns {
  /** Where the column stands in a row; columns were checked before anything is compiled. */
  indexOf(column: Column): number
}

/** Reads one cell, trimmed; an empty one is none. */
export function columnReader(index: number, empty: ReadonlySet<string>): ReadText {
  if (empty.size === 0) return (cells) => cells[index]?.trim() || undefined
  return (cells) => {
    const text = cells[index]?.trim()
    return !text || empty.has(text) ? undefined : text
  }
}
