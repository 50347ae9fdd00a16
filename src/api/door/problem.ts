import type { FastifyReply, FastifyRequest } from 'fastify'
import { titleOf, typeOf, type Flaw, type Problem } from '#contract/house/problem.ts'
import { REFUSALS, type Refusal } from '#contract/refusals.ts'
import type { Words } from '#core/words/index.ts'
import { FOR_DATA } from './headers.ts'
import { wordsAsked } from './language.ts'
import { flawOf } from './say.ts'

/** The codes whose place is a parameter of the query, not of a body. */
const OF_QUERY: ReadonlySet<string> = new Set(['query_invalid', 'query_unknown', 'period_invalid'])

function placed(words: Words, refusal: Refusal): Flaw {
  const name = refusal.values?.name
  return OF_QUERY.has(refusal.code) ? { ...flawOf(words, refusal, null), ...(name !== undefined && { parameter: String(name) }) } : flawOf(words, refusal)
}

/** What is answered to a request that is refused. */
export function problemOf(refusals: readonly Refusal[], words: Words, requestId: string): Problem {
  const first = refusals[0] ?? { code: 'internal' }
  const errors = refusals.map((refusal) => placed(words, refusal))
  const { code, detail, do: todo } = errors[0] ?? flawOf(words, first)
  return { type: typeOf(code), title: titleOf(code), status: REFUSALS[code], code, detail, do: todo, request_id: requestId, errors }
}

/** Answers with a problem. The headers are set here too: a request that never reached a route has passed no hook. */
export function refuse(request: FastifyRequest, reply: FastifyReply, refusals: readonly Refusal[]): FastifyReply {
  const words = wordsAsked(request.headers)
  const answer = problemOf(refusals.map((refusal) => ({ ...refusal, values: { request_id: request.id, ...refusal.values } })), words, request.id)
  if (answer.status === 401) reply.header('www-authenticate', answer.code !== 'key_unknown' ? 'Bearer realm="troth"' : 'Bearer realm="troth", error="invalid_token"')
  if (answer.status === 503) reply.header('retry-after', '5')
  if (answer.status === 507) reply.header('retry-after', '60')
  if (answer.status === 429) reply.header('retry-after', String(refusals[0]?.values?.['seconds'] ?? 1))
  return reply
    .code(answer.status)
    .headers({ ...FOR_DATA, 'x-request-id': request.id, 'content-language': words.locale, vary: 'accept-language' })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(answer))
}
