import { decimalOf, numberOf } from './decimal.ts'
import { columnReader, type Cells, type Columns, type Form } from './cells.ts'
import type { Condition } from './mapping.ts'

export type Holds = (cells: Cells) => boolean

/** Compiles the conditions of an output; all must hold. */
export function compileConditions(conditions: readonly Condition[], form: Form, columns: Columns): Holds {
  const tests = conditions.flatMap((condition) => testsOf(condition, form, columns))
  return (cells) => tests.every((test) => test(cells))
}

function testsOf(condition: Condition, form: Form, columns: Columns): Holds[] {
  const text = columnReader(columns.indexOf(condition.column), form.empty)
  const tests: Holds[] = []
  const { is, not, empty, starts, above, below } = condition
  if (is !== undefined) {
    const words = wordsOf(is)
    tests.push((cells) => words.has(text(cells) ?? ''))
  }
  if (not !== undefined) {
    const words = wordsOf(not)
    tests.push((cells) => !words.has(text(cells) ?? ''))
  }
  if (empty !== undefined) tests.push((cells) => (text(cells) === undefined) === empty)
  if (starts !== undefined) tests.push((cells) => text(cells)?.startsWith(starts) ?? false)
  const number = (cells: Cells): number => {
    const exact = decimalOf(text(cells) ?? '', form)
    return exact ? numberOf(exact) : NaN
  }
  if (above !== undefined) tests.push((cells) => number(cells) > above)
  if (below !== undefined) tests.push((cells) => number(cells) < below)
  return tests
}

const wordsOf = (words: NonNullable<Condition['is']>): ReadonlySet<string> => new Set((Array.isArray(words) ? words : [words]).map(String))
