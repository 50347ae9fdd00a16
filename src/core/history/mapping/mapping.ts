import type { Kind } from '#core/history/kinds.ts'
import type { CompanyRecord } from '#core/history/record.ts'
import type { Encoding } from './encoding.ts'

/**
 * A mapping says what the rows of a company's own files mean: which facts and records each row makes, and which column is
 * which field. It is written by an operator as YAML; `contract/history/mapping.ts` reads and checks it, docs/reference/mapping.md
 * explains it. A setting of a file overrides the same setting of the whole mapping.
 */
export interface Mapping extends FileSettings {
  readonly files: readonly FileMapping[]
}

export interface FileSettings {
  /** The system the facts come from; part of a fact's identity. */
  readonly source?: string | undefined
  /** IANA zone of dates that carry no offset. */
  readonly zone?: string | undefined
  /** A pattern such as `yyyy-MM-dd HH:mm`, or `iso`, `unix`, `unix_ms`. */
  readonly date?: string | undefined
  readonly currency?: string | undefined
  readonly decimal?: '.' | ',' | undefined
  readonly thousands?: string | undefined
  /** Whether amounts are written in major units (12.50) or minor ones (1250). */
  readonly money?: 'major' | 'minor' | undefined
  /** Cells that mean nothing is there, beside the empty one. */
  readonly empty?: readonly string[] | undefined
  readonly format?: 'csv' | 'ndjson' | undefined
  /** One character, or `whitespace` for any run of spaces and tabs. */
  readonly delimiter?: string | undefined
  /** true: the first line names the columns; false: columns have numbers only; a list: their names. */
  readonly header?: boolean | readonly string[] | undefined
  /** Lines before the header. */
  readonly skip?: number | undefined
  readonly encoding?: Encoding | undefined
}

export interface FileMapping extends FileSettings {
  /** Base names, with `*` and `?`; `.gz` need not be said. */
  readonly name: string | readonly string[]
  readonly makes: readonly Output[]
}

/** A column by its name, or by its place counted from 1. */
export type Column = string | number

/** Where a field's value comes from; a bare column stands for `{ column }`. */
export interface Expression {
  readonly column?: Column | undefined
  readonly value?: string | number | boolean | undefined
  /** Text with `{column}` in it. */
  readonly template?: string | undefined
  readonly plus?: readonly Column[] | undefined
  readonly minus?: readonly Column[] | undefined
  /** A number, or a column to multiply by. */
  readonly times?: number | string | { readonly column: Column } | undefined
  readonly absolute?: boolean | undefined
  /** What each word in the file means here; a word that is not listed is refused. */
  readonly map?: Readonly<Record<string, string | number | boolean>> | undefined
  /** Used where the cell is empty. */
  readonly default?: string | number | boolean | undefined
  readonly empty?: readonly string[] | undefined
  readonly date?: string | undefined
  /** Between the entries of a list. */
  readonly split?: string | undefined
}
export type Field = Column | Expression

/** Holds for a row or not; every part that is given must hold. */
export interface Condition {
  readonly column: Column
  readonly is?: string | number | boolean | readonly (string | number | boolean)[] | undefined
  readonly not?: string | number | boolean | readonly (string | number | boolean)[] | undefined
  readonly empty?: boolean | undefined
  readonly starts?: string | undefined
  readonly above?: number | undefined
  readonly below?: number | undefined
}

/** One fact or record that a row, or a group of rows, makes. */
export interface Output {
  readonly makes: { readonly fact: Kind } | { readonly record: CompanyRecord['record'] }
  readonly when: readonly Condition[]
  /** Rows with equal values in these columns make one fact together. */
  readonly group: readonly Column[] | null
  readonly fields: Readonly<Record<string, Field>>
  /** A customer's or unit's `attributes`, a customer's `consents`, the `items` of an order. */
  readonly nested: Readonly<Record<string, Readonly<Record<string, Field>>>>
}
