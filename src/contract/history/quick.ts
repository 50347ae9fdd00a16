import type * as z from 'zod'

/** What a quick reader answers where it does not say yes: the schema itself has to look, and says what is wrong. */
export const UNSURE = Symbol('unsure')

/** Reads a value as its schema would, or is unsure. It never says yes where the schema says no. */
export type Quick = (value: unknown) => unknown

/** What is read here of a schema's definition; the rest of what zod can say is left to zod. */
interface Definition {
  readonly type: string
  readonly format?: string
  readonly pattern?: RegExp
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[]
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly catchall?: z.ZodType
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
  readonly in?: z.ZodType
  readonly out?: z.ZodType
  readonly values?: readonly unknown[]
  readonly entries?: Readonly<Record<string, string>>
  readonly transform?: (value: unknown, payload: { addIssue(issue: unknown): void }) => unknown
}
interface Check {
  readonly check: string
  readonly minimum?: number
  readonly maximum?: number
  readonly value?: number
  readonly inclusive?: boolean
  readonly format?: string
  readonly pattern?: RegExp
}
type Holds = (value: never) => boolean

const definitionOf = (schema: z.ZodType): Definition => schema.def

/**
 * A quick reader made from a schema: checking every fact with zod took more than half of the time that reading a file takes. It is the
 * schema's own definition that is read, so that there is one truth; null where something in it is not known here.
 */
export function quickly(schema: z.ZodType): Quick | null {
  const def = definitionOf(schema)
  switch (def.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'array':
      return plain(schema, def)
    case 'literal':
      return (value) => (def.values?.includes(value) === true ? value : UNSURE)
    case 'enum': {
      const known = new Set<unknown>(Object.values(def.entries ?? {}))
      return (value) => (known.has(value) ? value : UNSURE)
    }
    case 'pipe':
      return piped(def)
    case 'object':
      return def.checks || definitionOf(def.catchall as z.ZodType).type !== 'never' ? null : fields(def.shape ?? {})
    default:
      return null
  }
}

function plain(schema: z.ZodType, def: Definition): Quick | null {
  const checks = (def.checks ?? []).map(({ _zod: { def: check } }) => holdsFor(def.type, check))
  const own = formatOf(schema, def)
  if (own === null || checks.includes(null)) return null
  const all = [...own, ...checks] as ((value: unknown) => boolean)[]
  const holds = (value: unknown): boolean => {
    for (const one of all) if (!one(value)) return false
    return true
  }
  if (def.type === 'array') return list(def, holds)
  const { type } = def
  return (value) => (typeof value === type && holds(value) ? value : UNSURE)
}

/** What the kind of string or number itself asks for. */
function formatOf(schema: z.ZodType, { type, format }: Definition): Holds[] | null {
  if (type === 'number') return format === 'safeint' ? [(value: number) => Number.isSafeInteger(value)] : format === undefined ? [(value: number) => Number.isFinite(value)] : null
  if (format === undefined) return []
  const { pattern } = definitionOf(schema)
  return format === 'datetime' && pattern ? [(value: string) => pattern.test(value)] : null
}

function holdsFor(type: string, { check, minimum = 0, maximum = Infinity, value: bound = 0, inclusive, format, pattern }: Check): Holds | null {
  if (type !== 'number') {
    if (check === 'min_length') return (value: string) => value.length >= minimum
    if (check === 'max_length') return (value: string) => value.length <= maximum
    if (check === 'string_format' && format === 'regex' && pattern && !pattern.global && !pattern.sticky) return (value: string) => pattern.test(value)
    return null
  }
  if (check === 'greater_than' && inclusive) return (value: number) => value >= bound
  if (check === 'less_than' && inclusive) return (value: number) => value <= bound
  return null
}

function list({ element }: Definition, holds: (value: unknown) => boolean): Quick | null {
  const each = quickly(element as z.ZodType)
  return each && ((value) => {
    if (!Array.isArray(value) || !holds(value)) return UNSURE
    const read: unknown[] = []
    for (const one of value as unknown[]) {
      const made = each(one)
      if (made === UNSURE) return UNSURE
      read.push(made)
    }
    return read
  })
}

/** A text that is made into something else. */
function piped({ in: from, out }: Definition): Quick | null {
  const before = quickly(from as z.ZodType)
  const { type, transform } = definitionOf(out as z.ZodType)
  if (!before || type !== 'transform' || !transform) return null
  let refused = false
  const payload = { addIssue: () => void (refused = true) }
  return (value) => {
    const text = before(value)
    if (text === UNSURE) return UNSURE
    refused = false
    const made = transform(text, payload)
    return refused ? UNSURE : made
  }
}

interface Field {
  readonly name: string
  readonly optional: boolean
  readonly read: Quick
}

/** An object that has its own fields and no others. */
function fields(shape: Readonly<Record<string, z.ZodType>>): Quick | null {
  const known: Field[] = []
  for (const [name, schema] of Object.entries(shape)) {
    const def = definitionOf(schema)
    const read = quickly(def.type === 'optional' ? (def.innerType as z.ZodType) : schema)
    if (!read) return null
    known.push({ name, read, optional: def.type === 'optional' })
  }
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return UNSURE
    const made: Record<string, unknown> = {}
    let found = 0
    for (const { name, optional, read } of known) {
      const given = (value as Record<string, unknown>)[name]
      if (given === undefined) {
        // A key that is there with nothing in it is looked at by the schema.
        if (optional && !(name in value)) continue
        return UNSURE
      }
      const one = read(given)
      if (one === UNSURE) return UNSURE
      made[name] = one
      found++
    }
    return found === Object.keys(value).length ? made : UNSURE
  }
}
