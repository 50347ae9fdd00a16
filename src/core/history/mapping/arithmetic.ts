import { BadCell, columnReader, type Cells, type Columns, type Form, type Read } from './cells.ts'
import { addDecimals, decimalOf, fixedOf, multiplyDecimals, negateDecimal, numberOf, plainFixed, type Decimal } from './decimal.ts'
import { numberExpected } from './convert.ts'
import type { Column, Expression } from './mapping.ts'
import type { FieldType } from './targets.ts'

interface Term {
  readonly column: string
  readonly sign: 1 | -1
  readonly text: (cells: Cells) => string | undefined
}

/**
 * Sums, differences and products of columns, without loss: list = sales + discount, paid = price × quantity. An empty cell counts
 * as nothing, unless all are empty: then there is no value (or the default).
 */
export function numericOf(expression: Expression, type: FieldType, form: Form, columns: Columns): Read {
  const empty = expression.empty ? new Set(expression.empty) : form.empty
  const term = (sign: 1 | -1) => (column: Column): Term => ({ column: String(column), sign, text: columnReader(columns.indexOf(column), empty) })
  const plus = expression.column === undefined ? (expression.plus ?? []) : [expression.column, ...(expression.plus ?? [])]
  const terms = [...plus.map(term(1)), ...(expression.minus ?? []).map(term(-1))]
  const factor = factorOf(expression.times, (column) => term(1)(column))
  const places = (of: number): number => (type === 'money' && !form.minorUnits ? of : 0)
  const exact = exactly(terms, factor, expression, type, form)
  if (factor || type !== 'money') return (cells, of) => exact(cells, places(of))
  return (cells, of) => {
    const fast = addPlain(terms, cells, form, places(of))
    return Number.isNaN(fast) ? exact(cells, places(of)) : expression.absolute ? Math.abs(fast) : fast
  }
}

/** The sum where every cell is a plain amount; NaN where one is not, or is empty. */
function addPlain(terms: readonly Term[], cells: Cells, form: Form, places: number): number {
  let sum = 0
  for (const { text, sign } of terms) {
    const cell = text(cells)
    if (cell === undefined) return NaN
    sum += sign * plainFixed(cell, form, places)
  }
  return Number.isSafeInteger(sum) ? sum : NaN
}

type Factor = { readonly constant: Decimal } | { readonly term: Term }

function factorOf(times: Expression['times'], term: (column: Column) => Term): Factor | null {
  if (times === undefined) return null
  if (typeof times !== 'number') return { term: term(typeof times === 'object' ? times.column : times) }
  return { constant: decimalOf(String(times), { decimal: '.', thousands: '' }) as Decimal }
}

function exactly(terms: readonly Term[], factor: Factor | null, expression: Expression, type: FieldType, form: Form): (cells: Cells, places: number) => unknown {
  return (cells, places) => {
    let sum: Decimal | undefined
    for (const term of terms) {
      const part = read(term, cells, form)
      if (part instanceof BadCell) return part
      if (part) sum = sum ? addDecimals(sum, part) : part
    }
    if (factor && sum) {
      const by = 'constant' in factor ? factor.constant : read(factor.term, cells, form)
      if (by instanceof BadCell) return by
      sum = by && multiplyDecimals(sum, by)
    }
    if (!sum) return defaultOf(expression, type, form, places)
    if (expression.absolute && sum.digits < 0n) sum = negateDecimal(sum)
    const value = type === 'money' ? fixedOf(sum, places) : numberOf(sum)
    return type === 'text' ? String(value) : Number.isFinite(value) ? value : new BadCell(terms[0]?.column ?? '', 'more digits than can be kept', numberExpected(form))
  }
}

function defaultOf(expression: Expression, type: FieldType, form: Form, places: number): unknown {
  if (expression.default === undefined) return undefined
  const exact = decimalOf(String(expression.default), form)
  return exact ? (type === 'money' ? fixedOf(exact, places) : numberOf(exact)) : new BadCell('', String(expression.default), numberExpected(form))
}

function read({ column, sign, text }: Term, cells: Cells, form: Form): Decimal | BadCell | undefined {
  const cell = text(cells)
  if (cell === undefined) return undefined
  const exact = decimalOf(cell, form)
  if (!exact) return new BadCell(column, cell, numberExpected(form))
  return sign === 1 ? exact : negateDecimal(exact)
}
