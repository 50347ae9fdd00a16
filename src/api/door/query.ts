import * as z from 'zod'
import { refusalsOf, shown } from '#contract/history/parse.ts'
import type { Refusal } from '#contract/refusals.ts'

type Value = string | readonly string[]
type Level = Record<string, Value | Record<string, Value>>

const put = (level: Record<string, unknown>, key: string, value: string): void => {
  const before = level[key]
  level[key] = before === undefined ? value : typeof before === 'string' ? [before, value] : Array.isArray(before) ? [...(before as string[]), value] : before
}

/**
 * Reads a query string. `min.value=5` is `{ min: { value: '5' } }` (what follows the first dot is one name, dots and all), and a
 * parameter that comes several times is an array. There are no prototypes on the way, so no name means more than itself.
 */
export function readQuery(text: string): Level {
  const query = Object.create(null) as Level
  for (const [name, value] of new URLSearchParams(text)) {
    const dot = name.indexOf('.')
    if (dot <= 0) {
      put(query, name, value)
      continue
    }
    const group = name.slice(0, dot)
    const below = query[group] ?? Object.create(null)
    // A name that is both a value and a group is neither: what is wrong with it is said where the query is checked.
    if (typeof below !== 'object' || Array.isArray(below)) put(query, name, value)
    else put((query[group] = below as Record<string, Value>), name.slice(dot + 1), value)
  }
  return query
}

const NO_TEXT = /[\0\p{Cs}]/u

/** The parameters that hold what no database can hold as text, and nobody searches for. */
function unprintable(query: unknown, name = ''): string[] {
  if (typeof query !== 'object' || query === null) return NO_TEXT.test(String(query)) ? [name] : []
  if (Array.isArray(query)) return query.some((value) => NO_TEXT.test(String(value))) ? [name] : []
  return Object.entries(query).flatMap(([key, value]) => (NO_TEXT.test(key) ? ['?'] : unprintable(value, name === '' ? key : `${name}.${key}`)))
}

/** Of a parameter that may come once or several times, the complaint that fits what came. */
const innermost = (issue: z.core.$ZodIssue): z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union') return [issue]
  const fits = (issues: readonly z.core.$ZodIssue[]): boolean => issues.every((inner) => inner.path.length > 0 || inner.code !== 'invalid_type')
  const branch = issue.errors.findLast(fits) ?? issue.errors[0] ?? []
  return branch.flatMap((inner) => innermost({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** The parameter that a pointer leads to; of one that came several times it is the same, whichever of them is wrong. */
const nameOf = (pointer = ''): string =>
  pointer.replace(/\/\d+$/, '').split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.')

/** Everything that is wrong with a query, parameter by parameter. */
export function queryRefusals(error: z.ZodError, query: unknown, known: readonly string[]): Refusal[] {
  const issues = error.issues.flatMap(innermost)
  return refusalsOf(new z.ZodError(issues), query).map(({ code, pointer, values }) => {
    const name = nameOf(pointer)
    if (code === 'field_unknown') return { code: 'query_unknown', pointer: pointer ?? '', values: { name, expected: known.join(', ') } }
    return { code: 'query_invalid', pointer: pointer ?? '', values: { name, found: shown(values?.found ?? ''), expected: String(values?.expected ?? '…') } }
  })
}

/** Checks a query against its schema. */
export function checkQuery(schema: z.ZodObject, query: unknown): { value: unknown } | { refusals: Refusal[] } {
  const empty = unprintable(query)
  if (empty.length > 0) return { refusals: empty.map((name) => ({ code: 'query_invalid', values: { name, found: '\\u0000' } })) }
  const parsed = schema.safeParse(query)
  return parsed.success ? { value: parsed.data } : { refusals: queryRefusals(parsed.error, query, Object.keys(schema.shape)) }
}
