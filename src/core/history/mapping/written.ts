import type { Kind } from '#core/history/kinds.ts'
import type { CompanyRecord } from '#core/history/record.ts'
import type { Column, Condition, Field, FileSettings } from './mapping.ts'

/** A mapping as it is written down, in YAML or as JSON: what `parseMapping` reads. */
export interface WrittenMapping extends FileSettings {
  readonly files: readonly WrittenFile[]
}

export interface WrittenFile extends FileSettings {
  readonly name: string | readonly string[]
  readonly makes: readonly WrittenOutput[]
}

/** One entry of `makes`: what it is, for which rows, and its fields by their names. */
export type WrittenOutput = ({ readonly fact: Kind; readonly record?: never } | { readonly record: CompanyRecord['record']; readonly fact?: never }) & {
  readonly when?: Condition | readonly Condition[]
  readonly group?: Column | readonly Column[]
} & { readonly [field: string]: WrittenField | Condition | readonly Condition[] | readonly Column[] | undefined }

/** Where a field's value comes from, or for `items`, `attributes` and `consents` the values of the fields within. */
export type WrittenField = Field | Readonly<Record<string, Field>>
