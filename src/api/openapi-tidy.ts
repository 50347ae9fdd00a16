type Json = Readonly<Record<string, unknown>>
/** An OpenAPI document, as far as it is touched here. */
export interface Document {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Json }
}
type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly description?: string; readonly style?: string; readonly explode?: boolean; readonly schema?: Json & { readonly propertyNames?: Json } }

const SCHEMA = '#/components/schemas/'

/** Every component that is referred to from somewhere, directly or through others. */
function inUse(document: Json, schemas: Json): Set<string> {
  const used = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, below] of Object.entries(value)) {
      if (key === '$ref' && typeof below === 'string' && !used.has(below.slice(SCHEMA.length))) {
        used.add(below.slice(SCHEMA.length))
        walk(schemas[below.slice(SCHEMA.length)])
      } else walk(below)
    }
  }
  walk(document)
  return used
}

/** Each schema is made once for what comes in and once for what goes out; what is used one way only needs no second name. */
function withPlainNames(document: Document): Document {
  const { schemas = {}, ...components } = document.components ?? {}
  const used = inUse(document.paths ?? {}, schemas)
  const named = (name: string): string => (name.endsWith('Input') && !used.has(name.slice(0, -'Input'.length)) ? name.slice(0, -'Input'.length) : name)
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)).map(([name, schema]) => [named(name), schema]))
  const whole = { ...document, components: { ...components, schemas: kept } }
  return JSON.parse(JSON.stringify(whole), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? `${SCHEMA}${named(value.slice(SCHEMA.length))}` : value,
  ) as Document
}

/** A group of parameters as OpenAPI can say it: `min.value` by name, `attribute.ANYTHING` by pattern. */
function asSent(parameter: Parameter): Parameter[] {
  const { schema, name } = parameter
  if (parameter.in !== 'query' || schema?.type !== 'object') return [parameter]
  const names = schema.propertyNames?.enum as readonly string[] | undefined
  const each = schema.additionalProperties as Json
  if (names) return names.map((below) => ({ ...parameter, name: `${name}.${below}`, schema: each }))
  return [{ ...parameter, style: 'form', explode: true, schema: { type: 'object', patternProperties: { [`^${name}\\.`]: each }, additionalProperties: false } }]
}

type Operation = { parameters?: Parameter[]; requestBody?: { content: Record<string, unknown> } }

function tidyOperation(path: string, operation: Operation): void {
  if (operation.parameters) operation.parameters = operation.parameters.flatMap(asSent)
  const content = operation.requestBody?.content
  if (content && content['application/json'] !== undefined && path.startsWith('/v1/facts')) content['application/x-ndjson'] = { schema: { type: 'string', description: 'The same objects, one on each line; blank lines count as none.' } }
}

/** The document as somebody would have written it by hand. */
export function tidied(document: Document): Document {
  const tidy = withPlainNames(document)
  for (const [path, methods] of Object.entries(tidy.paths ?? {})) for (const operation of Object.values(methods)) tidyOperation(path, operation)
  return tidy
}
