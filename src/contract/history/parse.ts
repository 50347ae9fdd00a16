import type * as z from 'zod'
import { KINDS } from '#core/history/kinds.ts'
import type { Fact } from '#core/history/fact.ts'
import type { CompanyRecord } from '#core/history/record.ts'
import { no, yes, type Refusal, type Result } from '#contract/refusals.ts'
import { FACT_SCHEMAS, READ_FACT_SCHEMAS } from './fact.ts'
import { quickly, UNSURE } from './quick.ts'
import { READ_RECORD_SCHEMAS, RECORD_SCHEMAS } from './record.ts'

type Schemas = Readonly<Record<string, z.ZodType>>

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const QUICK = new Map([FACT_SCHEMAS, READ_FACT_SCHEMAS].flatMap((schemas) => Object.values<z.ZodType>(schemas).map((schema) => [schema, quickly(schema)] as const)))

/** Reads one fact as sent (`at` as ISO text). Refusals point into the fact (RFC 6901) and say what was expected. */
export const parseFact = (input: unknown): Result<Fact> => factBy(FACT_SCHEMAS, input)

/** Reads one fact whose moments were read already (ms since 1970), as a mapping makes them. */
export const parseReadFact = (input: unknown): Result<Fact> => factBy(READ_FACT_SCHEMAS, input)

function factBy(schemas: Schemas, input: unknown): Result<Fact> {
  if (!isObject(input)) return no('field_invalid', { field: '', found: typeName(input), expected: 'object' }, '')
  const kind = input.kind
  if (kind === undefined) return no('field_missing', { field: 'kind' }, '/kind')
  const schema = typeof kind === 'string' && Object.hasOwn(schemas, kind) ? schemas[kind] : undefined
  if (!schema) return no('kind_unknown', { found: shown(kind), expected: KINDS.join(', ') }, '/kind')
  const quick = QUICK.get(schema)?.(input)
  if (quick !== undefined && quick !== UNSURE) return yes(quick as Fact)
  const parsed = schema.safeParse(input)
  return parsed.success ? yes(parsed.data as Fact) : { ok: false, refusals: refusalsOf(parsed.error, input) }
}

/** Reads one record of the company (customer, unit, person, promise, rate) as sent. */
export const parseRecord = (input: unknown): Result<CompanyRecord> => recordBy(RECORD_SCHEMAS, input)

/** Reads one record whose moments were read already. */
export const parseReadRecord = (input: unknown): Result<CompanyRecord> => recordBy(READ_RECORD_SCHEMAS, input)

function recordBy(schemas: Schemas, input: unknown): Result<CompanyRecord> {
  if (!isObject(input)) return no('field_invalid', { field: '', found: typeName(input), expected: 'object' }, '')
  const kind = input.record
  const schema = typeof kind === 'string' && Object.hasOwn(schemas, kind) ? schemas[kind] : undefined
  if (!schema) return no('record_invalid', { field: 'record', found: shown(kind), expected: Object.keys(schemas).join(', ') }, '/record')
  const parsed = schema.safeParse(input)
  return parsed.success ? yes(parsed.data as CompanyRecord) : { ok: false, refusals: refusalsOf(parsed.error, input) }
}

const typeName = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** What was found, short enough for a message. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

const pointerOf = (path: readonly PropertyKey[]): string => path.map((p) => `/${String(p).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** One refusal for each thing that is wrong, in the order of the schema. */
export function refusalsOf(error: z.ZodError, input: unknown): Refusal[] {
  return error.issues.flatMap((issue): Refusal[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ code: 'field_unknown', pointer: pointerOf([...issue.path, key]), values: { field: key } }))
    const found = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], input)
    const pointer = pointerOf(issue.path)
    if (found === undefined) return [{ code: 'field_missing', pointer, values: { field: String(issue.path.at(-1) ?? '') } }]
    return [{ code: 'field_invalid', pointer, values: { field: String(issue.path.at(-1) ?? ''), found: shown(found), expected: expectedOf(issue) } }]
  })
}

/** What the patterns of names, texts and currencies ask for, in words. */
const CHARACTERS = 'characters that can be printed'
const CURRENCY = 'three capital letters (ISO 4217)'

function expectedOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'whole number' : issue.expected
    case 'invalid_value':
      return issue.values.map(String).join(', ')
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? `length ≥ ${issue.minimum}` : `≥ ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? `length ≤ ${issue.maximum}` : `≤ ${issue.maximum}`
    case 'invalid_format':
      if (issue.format === 'regex') return issue.pattern?.includes('A-Z') ? CURRENCY : CHARACTERS
      if (issue.format === 'email') return 'name@company.example'
      return issue.format === 'datetime' ? 'ISO 8601 with offset, such as 2026-03-01T09:30:00+02:00' : (issue.pattern ?? issue.format)
    default:
      return issue.message
  }
}
