import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type * as z from 'zod'
import { refusalsOf } from '#contract/history/parse.ts'
import { MOST_FACTS } from '#contract/history/send.ts'
import { no, Refused, yes, type Refusal, type RefusalCode, type Result } from '#contract/refusals.ts'
import { readJson, readLines, type Read } from './json.ts'

/** How large a body may be: a thousand facts of five thousand bytes. */
export const MOST_BODY_BYTES = 5_000_000

/** A body as it was read. */
class Sent {
  readonly form: 'json' | 'lines'
  readonly read: readonly Read[]
  constructor(form: 'json' | 'lines', read: readonly Read[]) {
    this.form = form
    this.read = read
  }
}

/** Only plain UTF-8 is read; anything else said of a body would be ignored, and its bytes taken for something they are not. */
function isPlain({ headers }: FastifyRequest): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  return /^(utf-?8|us-ascii)$/i.test(charset) && (headers['content-encoding'] ?? 'identity') === 'identity'
}

/** What somebody filled in, field by field. */
export type Form = Readonly<Record<string, string>>

/** The bytes of a body that is taken as it comes. What breaks off is the sender's doing. */
export async function* bytesOf(body: unknown): AsyncGenerator<Buffer> {
  if (!(body instanceof Readable)) return
  try {
    yield* body as AsyncIterable<Buffer>
  } catch {
    throw new Refused({ code: 'request_unreadable' })
  }
}

/** Teaches a server to read JSON and NDJSON, on pages that have one a form, and where they are wanted bytes as they come; nothing else. */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const reads = (type: string, form: Sent['form'], read: (bytes: Buffer) => readonly Read[]): void => {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (request, bytes, done) => {
      if (isPlain(request) && !request.routeOptions.config.form && !request.routeOptions.config.raw) done(null, new Sent(form, read(bytes as Buffer)))
      else done(new Refused({ code: 'media_type_unknown', values: { found: [request.headers['content-type'], request.headers['content-encoding']].filter(Boolean).join(', ') } }))
    })
  }
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (request, bytes, done) => {
    const { form = false } = request.routeOptions.config
    if (form) done(null, Object.fromEntries(new URLSearchParams(bytes.toString())) satisfies Form)
    else done(new Refused({ code: 'media_type_unknown', values: { found: 'application/x-www-form-urlencoded' } }))
  })
  app.addContentTypeParser('application/octet-stream', (request, payload, done) => {
    if (request.routeOptions.config.raw && isPlain(request)) done(null, payload)
    else done(new Refused({ code: 'media_type_unknown', values: { found: 'application/octet-stream' } }))
  })
  reads('application/json', 'json', (bytes) => [readJson(bytes)])
  reads('application/x-ndjson', 'lines', (bytes) => readLines(bytes, MOST_FACTS))
}

/** One thing of a batch: what was sent, or why it cannot be read. */
export type Item = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Refusal }

/** What was sent to be taken one by one. */
export interface Batch {
  readonly items: readonly Item[]
  /** Was it sent alone? Then its refusal is that of the request. */
  readonly alone: boolean
  /** The pointer of an item into the body. */
  readonly pointer: (index: number) => string
}

const unreadable = ({ what, line, column }: Extract<Read, { ok: false }>): Refusal => ({ code: 'body_unreadable', values: { what, line, column } })

const within = (base: string) => (index: number): string => `${base}/${index}`

const itemsOf = (values: readonly unknown[], base: string): Result<Batch> =>
  bounded({ items: values.map((value) => ({ ok: true, value })), alone: false, pointer: within(base) })

function bounded(batch: Batch): Result<Batch> {
  const { length } = batch.items
  return length > MOST_FACTS ? no('too_many_facts', { found: length, most: MOST_FACTS }) : yes(batch)
}

/** How a body may be refused that is one object. */
export const READING_ONE = ['body_unreadable', 'body_too_large', 'media_type_unknown', 'field_missing', 'field_unknown', 'field_invalid'] as const satisfies readonly RefusalCode[]

/** A body that is one object, held against its schema. */
export function objectOf<S extends z.ZodType>(body: unknown, schema: S): Result<z.output<S>> {
  const batch = batchOf(body)
  if (!batch.ok) return batch
  const [item] = batch.value.items
  if (!batch.value.alone || !item) return no('field_invalid', { field: '', found: 'array', expected: 'object' }, '')
  if (!item.ok) return { ok: false, refusals: [item.refusal] }
  const parsed = schema.safeParse(item.value)
  return parsed.success ? yes(parsed.data) : { ok: false, refusals: refusalsOf(parsed.error, item.value) }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

function batchOfJson(value: unknown): Result<Batch> {
  if (Array.isArray(value)) return itemsOf(value, '')
  if (!isObject(value) || !Object.hasOwn(value, 'facts')) return yes({ items: [{ ok: true, value }], alone: true, pointer: () => '' })
  const others = Object.keys(value).filter((key) => key !== 'facts')
  if (others.length > 0) return { ok: false, refusals: others.slice(0, 20).map((field) => ({ code: 'field_unknown', pointer: pointerTo(field), values: { field } })) }
  return Array.isArray(value.facts) ? itemsOf(value.facts, '/facts') : no('field_invalid', { field: 'facts', found: typeof value.facts, expected: 'array' }, '/facts')
}

const pointerTo = (field: string): string => `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** The items of a body: one alone, an array, `{ "facts": […] }`, or the lines of NDJSON. */
export function batchOf(body: unknown): Result<Batch> {
  if (!(body instanceof Sent)) return no('body_unreadable', { what: 'empty', line: 1, column: 1 })
  if (body.form === 'lines') {
    const items = body.read.map((read): Item => (read.ok ? read : { ok: false, refusal: unreadable(read) }))
    return bounded({ items, alone: false, pointer: within('') })
  }
  const [read] = body.read
  if (!read?.ok) return read ? { ok: false, refusals: [unreadable(read)] } : no('body_unreadable', { what: 'empty', line: 1, column: 1 })
  return batchOfJson(read.value)
}
