import { numericOf } from './arithmetic.ts'
import { BadCell, columnReader, type Columns, type Form, type Read, type ReadText } from './cells.ts'
import { converterOf, type Convert } from './convert.ts'
import type { Column, Expression, Field } from './mapping.ts'
import type { FieldType } from './targets.ts'

export const asExpression = (field: Field): Expression => (typeof field === 'object' ? field : { column: field })

/** Compiles one field of an output into a function from a row's cells to its value. */
export function compileField(field: Field, type: FieldType, form: Form, columns: Columns): Read {
  const expression = asExpression(field)
  const convert = converterOf(type, expression, form)
  if (expression.plus || expression.minus || expression.times !== undefined || expression.absolute) return numericOf(expression, type, form, columns)
  if (expression.value !== undefined) {
    const value = expression.value
    return (_cells, places) => settled(value, convert, places, '')
  }
  const { text, shown } = textReader(expression, form, columns)
  const look = mapped(expression, convert, shown)
  const fallback = expression.default
  return (cells, places) => {
    const found = text(cells)
    if (found === undefined) return fallback === undefined ? undefined : settled(fallback, convert, places, shown)
    return look(found, places)
  }
}

/** A fixed value of the mapping: as it is where it is no text, else read as a cell would be. */
function settled(value: string | number | boolean, convert: Convert, places: number, column: string): unknown {
  const read = convert(typeof value === 'string' ? value : String(value), places)
  return read instanceof BadCell ? new BadCell(column, read.found, read.expected) : read
}

function mapped(expression: Expression, convert: Convert, shown: string): (text: string, places: number) => unknown {
  const named = (read: unknown): unknown => (read instanceof BadCell ? new BadCell(shown, read.found, read.expected) : read)
  if (!expression.map) return (text, places) => named(convert(text, places))
  const words = new Map(Object.entries(expression.map))
  const rest = words.get('*')
  const expected = `one of ${[...words.keys()].slice(0, 20).join(', ')}`
  const translate = (text: string): string | BadCell => {
    const value = words.get(text) ?? rest
    return value === undefined ? new BadCell(shown, text, expected) : String(value)
  }
  if (expression.split !== undefined) {
    const split = expression.split
    return (text, places) => {
      const entries = text.split(split).map((entry) => entry.trim()).filter(Boolean).map(translate)
      const bad = entries.find((entry) => entry instanceof BadCell)
      return bad ?? named(convert(entries.filter((entry) => typeof entry === 'string').join(split), places))
    }
  }
  return (text, places) => {
    const value = translate(text)
    return value instanceof BadCell ? value : named(convert(value, places))
  }
}

function textReader(expression: Expression, form: Form, columns: Columns): { text: ReadText; shown: string } {
  const empty = expression.empty ? new Set(expression.empty) : form.empty
  if (expression.template !== undefined) return { text: templateReader(expression.template, empty, columns), shown: expression.template }
  const column = expression.column as Column
  return { text: columnReader(columns.indexOf(column), empty), shown: String(column) }
}

/** The columns in a template, in order: `{store}-{basket}` has two. */
export const templateColumns = (template: string): string[] => [...template.matchAll(/\{([^{}]+)\}/g)].map((m) => m[1] as string)

function templateReader(template: string, empty: ReadonlySet<string>, columns: Columns): ReadText {
  const between = template.split(/\{[^{}]+\}/)
  const readers = templateColumns(template).map((name) => columnReader(columns.indexOf(name), empty))
  return (cells) => {
    let text = between[0] as string
    let any = false
    for (let i = 0; i < readers.length; i++) {
      const cell = readers[i]!(cells)
      if (cell !== undefined) any = true
      text += (cell ?? '') + between[i + 1]!
    }
    return any ? text.trim() || undefined : undefined
  }
}
