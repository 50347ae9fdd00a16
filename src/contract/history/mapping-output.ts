import type * as z from 'zod'
import { KINDS, type Kind } from '#core/history/kinds.ts'
import type { Condition, Field, Output } from '#core/history/mapping/mapping.ts'
import { FACT_FIELDS, NESTED_FIELDS, RECORD_FIELDS, type FieldType } from '#core/history/mapping/targets.ts'
import type { CompanyRecord } from '#core/history/record.ts'
import { READ_FACT_SCHEMAS } from './fact.ts'
import { column, condition, expression, field as fieldShape, type WrittenExpression } from './mapping-shape.ts'
import { READ_RECORD_SCHEMAS } from './record.ts'

/** Something wrong in a mapping; `key` is set where the name of an entry is wrong, not what it holds. */
export interface Issue {
  readonly path: readonly (string | number)[]
  readonly found: string
  readonly expected: string
  readonly key?: boolean
}
type Path = Issue['path']

/** Filled in from elsewhere where an output does not say them. */
const GIVEN = new Set(['kind', 'record', 'id', 'order', 'source'])
const ARITHMETIC = ['plus', 'minus', 'times', 'absolute'] as const

export function shownValue(value: unknown): string {
  const text = value === undefined ? 'nothing' : typeof value === 'string' ? value : jsonOf(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** YAML can say things that contain themselves; JSON cannot. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return 'something that contains itself'
  }
}

/** Holds a value against a shape; what is wrong is added to `issues`. */
export function held<T>(schema: z.ZodType<T>, value: unknown, path: Path, issues: Issue[]): T | undefined {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    const at = [...path, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))]
    if (issue.code === 'unrecognized_keys') {
      const known = knownKeys(schema)
      for (const key of issue.keys) issues.push({ path: [...at, key], found: key, expected: known ? oneOf(known, key) : 'nothing of this name', key: true })
      continue
    }
    const found = issue.path.reduce<unknown>((from, key) => (from as Record<PropertyKey, unknown> | undefined)?.[key], value)
    const expected = issue.code === 'invalid_value' ? issue.values.map(String).join(', ') : issue.message.replace(/^Invalid input: expected /, '')
    issues.push({ path: at, found: shownValue(found), expected })
  }
  return undefined
}

const knownKeys = (schema: z.ZodType): string[] | null => ('shape' in schema ? Object.keys(schema.shape as object) : null)

/** The names that would do, the likeliest first. */
export function oneOf(names: readonly string[], found: string): string {
  const near = names.filter((name) => distance(name, found) <= 2 || name.startsWith(found) || found.startsWith(name))
  return near.length > 0 ? `${near.join(' or ')} (or another of ${names.join(', ')})` : `one of ${names.join(', ')}`
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] as number
}

/** Checks one entry of `makes`. */
export function checkOutput(written: Readonly<Record<string, unknown>>, path: Path, issues: Issue[]): Output | undefined {
  const made = madeBy(written, path, issues)
  if (!made) return undefined
  const { makes, owner, types, shape } = made
  const fields: Record<string, Field> = {}
  const nested: Record<string, Record<string, Field>> = {}
  const { when, group } = { when: written.when, group: written.group }
  for (const [name, value] of Object.entries(written)) {
    if (['fact', 'record', 'when', 'group'].includes(name)) continue
    const within = NESTED_FIELDS[owner]?.[name]
    if (within) nested[name] = checkNested(value, within, [...path, name], issues)
    else if (Object.hasOwn(types, name)) {
      const checked = checkField(value, types[name] as FieldType, [...path, name], issues)
      if (checked !== undefined) fields[name] = checked
    } else issues.push({ path: [...path, name], found: name, expected: oneOf([...Object.keys(types), ...Object.keys(NESTED_FIELDS[owner] ?? {}), 'when', 'group'], name), key: true })
  }
  for (const name of Object.keys(shape))
    if (!GIVEN.has(name) && shape[name]?.safeParse(undefined).success === false && !(name in written))
      issues.push({ path, found: 'nothing', expected: `the field ${name}, which every ${owner} has` })
  return { makes, when: checkWhen(when, [...path, 'when'], issues), group: checkGroup(group, makes, [...path, 'group'], issues), fields, nested }
}

interface Kindly {
  readonly makes: Output['makes']
  readonly owner: string
  readonly types: Readonly<Record<string, FieldType>>
  readonly shape: Readonly<Record<string, z.ZodType>>
}

/** What kind of fact or record an entry is about. */
function madeBy(written: Readonly<Record<string, unknown>>, path: Path, issues: Issue[]): Kindly | undefined {
  const { fact, record } = written
  if ((fact === undefined) === (record === undefined)) {
    issues.push({ path, found: fact === undefined ? 'neither' : 'both', expected: 'either fact: (a kind of fact) or record: (customer, unit, person, promise, rate)' })
    return undefined
  }
  if (fact !== undefined) {
    if (typeof fact === 'string' && Object.hasOwn(FACT_FIELDS, fact)) {
      const kind = fact as Kind
      return { makes: { fact: kind }, owner: kind, types: FACT_FIELDS[kind], shape: READ_FACT_SCHEMAS[kind].shape }
    }
    issues.push({ path: [...path, 'fact'], found: shownValue(fact), expected: oneOf(KINDS, shownValue(fact)) })
    return undefined
  }
  if (typeof record === 'string' && Object.hasOwn(RECORD_FIELDS, record)) {
    const kind = record as CompanyRecord['record']
    return { makes: { record: kind }, owner: kind, types: RECORD_FIELDS[kind], shape: READ_RECORD_SCHEMAS[kind].shape }
  }
  issues.push({ path: [...path, 'record'], found: shownValue(record), expected: oneOf(Object.keys(RECORD_FIELDS), shownValue(record)) })
  return undefined
}

function checkNested(value: unknown, within: { readonly any: FieldType } | Readonly<Record<string, FieldType>>, path: Path, issues: Issue[]): Record<string, Field> {
  const fields: Record<string, Field> = {}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    issues.push({ path, found: shownValue(value), expected: 'names, each with a column' })
    return fields
  }
  for (const [name, one] of Object.entries(value)) {
    const type = typeof within.any === 'string' && Object.keys(within).length === 1 ? within.any : (within as Record<string, FieldType>)[name]
    if (!type) issues.push({ path: [...path, name], found: name, expected: oneOf(Object.keys(within), name), key: true })
    else {
      const checked = checkField(one, type, [...path, name], issues)
      if (checked !== undefined) fields[name] = checked
    }
  }
  return fields
}

function checkField(value: unknown, type: FieldType, path: Path, issues: Issue[]): Field | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const checked = isObject ? held(expression as z.ZodType<WrittenExpression>, value, path, issues) : held(fieldShape as z.ZodType<Field>, value, path, issues)
  if (checked === undefined || typeof checked !== 'object') return checked
  const sums = ARITHMETIC.filter((name) => (checked as WrittenExpression)[name] !== undefined)
  if (sums.length > 0 && type !== 'money' && type !== 'number')
    issues.push({ path: [...path, sums[0] as string], found: sums[0] as string, expected: 'nothing of the kind: this field is no number', key: true })
  if ((checked as WrittenExpression).date !== undefined && type !== 'time' && type !== 'day')
    issues.push({ path: [...path, 'date'], found: 'date', expected: 'nothing of the kind: this field is no date', key: true })
  return checked
}

function checkWhen(value: unknown, path: Path, issues: Issue[]): Condition[] {
  if (value === undefined) return []
  const list = Array.isArray(value)
  return (list ? value : [value]).flatMap((one: unknown, i) => {
    const checked = held(condition as z.ZodType<Condition>, one, list ? [...path, i] : path, issues)
    return checked ? [checked] : []
  })
}

function checkGroup(value: unknown, makes: Output['makes'], path: Path, issues: Issue[]): Output['group'] {
  if (value === undefined) return null
  if ('record' in makes) issues.push({ path, found: 'group', expected: 'no group: a record is made of one row', key: true })
  const list = Array.isArray(value)
  return (list ? value : [value]).flatMap((one: unknown, i) => held(column, one, list ? [...path, i] : path, issues) ?? [])
}
