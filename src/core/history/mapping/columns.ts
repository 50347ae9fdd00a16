import type { Columns } from './cells.ts'
import { asExpression, templateColumns } from './expression.ts'
import type { Column, Field, FileMapping } from './mapping.ts'

/** Every column that a file's mapping speaks of. */
export function columnsOf(file: FileMapping): Column[] {
  const found = file.makes.flatMap((output) => [
    ...output.when.map((condition) => condition.column),
    ...(output.group ?? []),
    ...Object.values(output.fields).flatMap(columnsOfField),
    ...Object.values(output.nested).flatMap((fields) => Object.values(fields).flatMap(columnsOfField)),
  ])
  return [...new Set(found)]
}

/** The columns a field is made from. */
export function columnsOfField(field: Field): Column[] {
  const { column, template, plus, minus, times } = asExpression(field)
  const by = typeof times === 'object' ? [times.column] : typeof times === 'string' ? [times] : []
  return [...(column === undefined ? [] : [column]), ...(template === undefined ? [] : templateColumns(template)), ...(plus ?? []), ...(minus ?? []), ...by]
}

/** The columns of a file by its header (names, as written and trimmed), or by number alone where it has none. */
export function columnsIn(header: readonly string[] | null, count: number): Columns & { missing(columns: readonly Column[]): Column[] } {
  const places = new Map((header ?? []).map((name, i) => [name.trim(), i]))
  const indexOf = (column: Column): number => places.get(String(column).trim()) ?? (Number.isInteger(Number(column)) ? Number(column) - 1 : -1)
  return {
    indexOf,
    missing: (columns) => columns.filter((column) => {
      const at = indexOf(column)
      return at < 0 || at >= count
    }),
  }
}

/** Base names with `*` and `?`; a name that ends in `.gz` is also known without it. */
export function matches(pattern: string | readonly string[], baseName: string): boolean {
  const names = [baseName, baseName.replace(/\.gz$/i, '')]
  return (typeof pattern === 'string' ? [pattern] : pattern).some((one) => {
    const body = one.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*').replaceAll('?', '.')
    return names.some((name) => new RegExp(`^${body}$`, 'iu').test(name))
  })
}
