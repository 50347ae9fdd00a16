import type { Column, Condition, Expression, FileSettings, WrittenField, WrittenMapping, WrittenOutput } from '#contract/history/written.ts'
import type { Words } from '#core/words/words.ts'
import { fieldsOf, NESTED_FIELDS, RECORD_FIELDS } from '#core/history/mapping/targets.ts'

/** A mapping of one file while somebody works on it. Every change is a new one. */
export type Draft = WrittenMapping
/** What rows make: a kind of fact or of record. */
export type Owner = Parameters<typeof fieldsOf>[0]

export const ownerOf = (output: WrittenOutput): Owner => output.fact ?? output.record ?? 'purchase'
export const isRecord = (owner: Owner): boolean => Object.hasOwn(RECORD_FIELDS, owner)
export const outputsOf = (draft: Draft): readonly WrittenOutput[] => draft.files[0]?.makes ?? []

/** The settings that hold for the file: its own, else those of all files. */
export function settingsOf({ files: [file], ...whole }: Draft): FileSettings {
  const { name: _name, makes: _makes, ...own } = file ?? { name: '', makes: [] }
  const { files: _files, ...settings } = whole as Draft
  return { ...settings, ...own }
}

const without = <T extends object>(from: T, name: string): T => Object.fromEntries(Object.entries(from).filter(([key]) => key !== name)) as T

/** A setting; undefined takes it away. */
export function withSetting<K extends keyof FileSettings>(draft: Draft, name: K, value: FileSettings[K]): Draft {
  const { files, ...whole } = draft
  const settings = value === undefined ? without(whole, name) : { ...whole, [name]: value }
  return { ...settings, files: files.map((file, i) => (i === 0 ? without(file, name) : file)) }
}

export function withOutputs(draft: Draft, change: (outputs: readonly WrittenOutput[]) => readonly WrittenOutput[]): Draft {
  return { ...draft, files: draft.files.map((file, i) => (i === 0 ? { ...file, makes: change(file.makes) } : file)) }
}

export const withOutput = (draft: Draft, at: number, change: (output: WrittenOutput) => WrittenOutput): Draft =>
  withOutputs(draft, (outputs) => outputs.map((output, i) => (i === at ? change(output) : output)))

export const withoutOutput = (draft: Draft, at: number): Draft => withOutputs(draft, (outputs) => outputs.filter((_, i) => i !== at))

/** A field, or `when` or `group`; undefined takes it away. */
export const withField = (output: WrittenOutput, name: string, field: WrittenField | Condition | readonly Column[] | undefined): WrittenOutput =>
  field === undefined ? without(output, name) : { ...output, [name]: field }

/** An output of another kind, with the fields that this one has too. */
export function asKind(output: WrittenOutput, owner: Owner): WrittenOutput {
  const known = new Set([...fieldsOf(owner).map(({ name }) => name), ...Object.keys(NESTED_FIELDS[owner] ?? {}), 'when', ...(isRecord(owner) ? [] : ['group'])])
  const kept = Object.fromEntries(Object.entries(output).filter(([name]) => known.has(name)))
  const key = isRecord(owner) && kept['key'] === undefined && output['customer'] !== undefined && owner === 'customer' ? { key: output['customer'] } : {}
  return { [isRecord(owner) ? 'record' : 'fact']: owner, ...key, ...kept } as unknown as WrittenOutput
}

/** A new output beside those there are: what names the customer and the moment in one of them does so here too. */
export function newOutput(outputs: readonly WrittenOutput[], owner: Owner): WrittenOutput {
  const [like] = outputs
  if (isRecord(owner)) return { record: owner, ...(owner === 'customer' && like?.['customer'] !== undefined && { key: like['customer'] }) } as WrittenOutput
  return { fact: owner, ...(like?.['customer'] !== undefined && { customer: like['customer'] }), ...(like?.['at'] !== undefined && { at: like['at'] }) } as WrittenOutput
}

/** Where a field's value comes from, as far as a form can say it. */
export type Source =
  | { readonly as: 'none' }
  | { readonly as: 'column'; readonly column: Column; readonly map: Readonly<Record<string, string>> | null }
  | { readonly as: 'value'; readonly value: string }
  /** Something that a form has no words for: it is shown as it is written. */
  | { readonly as: 'other'; readonly text: string }

/** What may be said of a column beside which one it is, and stays said when it is another one. */
const OF_COLUMN = new Set(['column', 'map', 'date', 'absolute', 'default', 'empty', 'split'])

export function sourceOf(field: unknown): Source {
  if (field === undefined) return { as: 'none' }
  if (typeof field === 'string' || typeof field === 'number') return { as: 'column', column: field, map: null }
  const said = field as Expression
  const names = Object.keys(said)
  if (said.column !== undefined && names.every((name) => OF_COLUMN.has(name))) return { as: 'column', column: said.column, map: said.map ? Object.fromEntries(Object.entries(said.map).map(([word, to]) => [word, String(to)])) : null }
  if (said.value !== undefined && names.length === 1) return { as: 'value', value: String(said.value) }
  return { as: 'other', text: plain(said) }
}

const plain = (said: unknown): string => JSON.stringify(said).replaceAll(/"(\w+)":/g, '$1: ').replaceAll('"', '')

/** The same field from another column: how it is written stays, what its words mean does not. */
export function fromColumn(field: WrittenField | undefined, column: Column): WrittenField {
  if (typeof field !== 'object' || sourceOf(field).as !== 'column') return column
  const rest = without(without(field as Expression, 'map'), 'column')
  return Object.keys(rest).length === 0 ? column : { ...rest, column }
}

/** A field with what the words of its column mean; only those that somebody said. */
export function mappedField(field: WrittenField | undefined, column: Column, map: Readonly<Record<string, string>>): WrittenField {
  const plain = fromColumn(field, column)
  const said = Object.fromEntries(Object.entries(map).filter(([, to]) => to !== ''))
  return Object.keys(said).length === 0 ? plain : { ...(typeof plain === 'object' ? plain : {}), column, map: said }
}

/** The columns that nothing is made of. */
export function unusedColumns(draft: Draft, columns: readonly Column[]): readonly Column[] {
  const said = JSON.stringify(outputsOf(draft))
  const isNamed = (column: Column): boolean => (typeof column === 'number' ? new RegExp(`[:\\[,]${column}[,}\\]]`).test(said) : said.includes(JSON.stringify(column)) || said.includes(`{${column}}`))
  return columns.filter((column) => !isNamed(column))
}

/** The columns that fields are read from as they are. */
export const columnsSaid = (draft: Draft): readonly Column[] => outputsOf(draft).flatMap((output) => Object.entries(output).flatMap(([name, field]) => {
  const source = ['fact', 'record', 'when', 'group'].includes(name) ? { as: 'none' as const } : sourceOf(field)
  return source.as === 'column' ? [source.column] : []
}))

/** The values for which an output holds, by the one column that decides; null where every row does, and a text where it is said in another way. */
export function conditionOf(output: WrittenOutput): { readonly column: Column; readonly values: readonly string[] } | string | null {
  const { when } = output
  if (when === undefined) return null
  const all = Array.isArray(when) ? (when as readonly Condition[]) : [when as Condition]
  const [one] = all
  if (all.length !== 1 || !one || Object.keys(one).some((name) => name !== 'column' && name !== 'is') || one.is === undefined) return plain(when)
  return { column: one.column, values: (Array.isArray(one.is) ? (one.is as readonly unknown[]) : [one.is]).map(String) }
}

/** What a field is called to people: by its kind where that makes it another thing. */
export function fieldName(words: Words, owner: Owner, name: string): string {
  const own = `bring.field.${owner}.${name}`
  return words.say(words.has(own) ? own : `bring.field.${name}`)
}
