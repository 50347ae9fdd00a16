import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifySchema, HTTPMethods } from 'fastify'
import * as z from 'zod'
import { problem } from '#contract/house/problem.ts'
import { REFUSALS, type RefusalCode } from '#contract/refusals.ts'
import { NOBODY, type Context } from '#actions/context.ts'
import { withAge } from '#actions/pictures/drawn.ts'
import { addressOf } from './door/address.ts'
import { seatOf } from './door/cookie.ts'
import { wordsAsked } from './door/language.ts'
import { refuse } from './door/problem.ts'
import type { Asked, FileAnswer, Route } from './route.ts'

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** `/v1/customers/{key}` as the router writes it. */
const pattern = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

/** What anybody may be told before a route has anything to say. */
const KNOWN = ['key_missing', 'key_unknown', 'session_unknown'] as const
const AT_THE_DOOR = { known: KNOWN, right: [...KNOWN, 'key_not_allowed', 'role_not_allowed'] } as const

/** The refusals by status, each with the codes it may carry. */
function refusalsByStatus({ method, access, refusals }: Route): Record<string, unknown> {
  const codes: readonly RefusalCode[] = [...(access === 'open' ? [] : AT_THE_DOOR[access === 'known' ? 'known' : 'right']), ...(method === 'GET' ? [] : (['origin_foreign'] as const)), ...refusals, 'rate_limited', 'unavailable', 'disk_full', 'internal']
  return Object.fromEntries(
    [...Map.groupBy(codes, (code) => REFUSALS[code])].map(([status, of]) => [
      status,
      { description: of.map((code) => `\`${code}\``).join(', '), content: { 'application/problem+json': { schema: problem } } },
    ]),
  )
}

/** What the server checks by and the document is made from. A body is never checked here: it is read item by item, in its action. */
function schemaOf(route: Route): FastifySchema {
  const { summary, description, params, query, body, access, answer } = route
  return {
    summary,
    ...(description !== undefined && { description }),
    operationId: operationIdOf(route),
    tags: [tagOf(route)],
    security: access === 'open' ? [] : ['key', 'session'].map((scheme) => ({ [scheme]: access === 'known' ? [] : [access] })),
    ...(params && { params }),
    querystring: query,
    ...(body && { body }),
    response: { 200: route.file === undefined ? { description: 'Done.', content: { 'application/json': { schema: answer } } } : { description: 'The file.', content: { [route.file]: { schema: z.string() } } }, ...refusalsByStatus(route) },
  }
}

const tagOf = ({ path }: Route): string => path.split('/')[2] ?? 'house'
const operationIdOf = ({ method, path }: Route): string => `${method.toLowerCase()}_${path.replaceAll(/[{}]/g, '').split('/').filter((part) => part && part !== 'v1').join('_')}`

/** Registers a route. */
export function register(app: FastifyInstance, ctx: Context, route: Route): void {
  const act = route.act as (asked: Asked<unknown, unknown>) => ReturnType<Route['act']>
  app.route({
    method: route.method,
    url: pattern(route.path),
    config: { access: route.access, ...(route.raw && { raw: true }) },
    schema: schemaOf(route),
    handler: async (request, reply) => {
      const { params, query, body } = request
      const caller = request.caller ?? NOBODY
      const { actor, reach } = caller
      const seat = seatOf(request, reply, ctx.now())
      // Whatever it does is done by whoever asks, and as far as they reach.
      const { value: result, age } = await withAge(async () => act({ ctx: { ...ctx, actor, reach }, caller, address: addressOf(request), seat, words: wordsAsked(request.headers), params, query, body }))
      if (age > 0) reply.header('age', age)
      if (!result.ok) return refuse(request, reply, result.refusals)
      if (route.file !== undefined) return sendFile(reply, route.file, result.value as FileAnswer)
      return reply.type('application/json; charset=utf-8').send(result.value)
    },
  })
}

/** Hands a file out, piece by piece, to be kept and not shown. */
function sendFile(reply: FastifyReply, type: string, { name, bytes }: FileAnswer): FastifyReply {
  const plain = name.replaceAll(/[^\w.-]+/g, '_')
  return reply
    .type(`${type}; charset=utf-8`)
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(Readable.from(bytes))
}

/** Has every other method on a path answered with what the path knows. */
export function refuseOtherMethods(app: FastifyInstance, path: string, methods: readonly string[]): void {
  const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  app.route({
    method: METHODS.filter((method) => !allowed.includes(method)),
    url: pattern(path),
    config: { access: 'open' },
    schema: { hide: true },
    // Before the body is read: whatever it is, nobody wants it.
    onRequest: (request, reply, _done) => void refuse(request, reply.header('allow', allowed.join(', ')), [{ code: 'method_unknown', values: { found: request.method, expected: allowed.join(', ') } }]),
    handler: () => Promise.resolve(),
  })
}
