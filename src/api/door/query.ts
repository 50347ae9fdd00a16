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

/** What no database can hold as text, and nobody searches for. */
const isUnprintable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.entries(value).some(([key, below]) => isUnprintable(key) || isUnprintable(below)) : /[\0\p{Cs}]/u.test(String(value))

/** Of a parameter that may come once or several times, the complaint that fits what came. */
const innermost = (issue: z.core.$ZodIssue): z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union') return [issue]
  const branch = issue.errors.find((issues) => issues.every((inner) => inner.code !== 'invalid_type')) ?? issue.errors[0] ?? []
  return branch.flatMap((inner) => innermost({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue))
}

const nameOf = (pointer = ''): string => pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.')

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
  if (isUnprintable(query)) return { refusals: [{ code: 'query_invalid', values: { name: '?', found: '\\u0000', expected: 'text' } }] }
  const parsed = schema.safeParse(query)
  return parsed.success ? { value: parsed.data } : { refusals: queryRefusals(parsed.error, query, Object.keys(schema.shape)) }
}
