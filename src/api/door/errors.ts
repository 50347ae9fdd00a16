import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refused, type Refusal } from '#contract/refusals.ts'
import { MOST_BODY_BYTES } from './body.ts'
import { refuse } from './problem.ts'

/** PostgreSQL goes away, comes up, or has no room; and what a socket says when nobody is there. */
const AWAY = /^(08...|57P0[1-5]|53300|25006|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/
const AWAY_SAID = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

function isAway(error: Error & { readonly code?: string }): boolean {
  return AWAY.test(error.code ?? '') || AWAY_SAID.test(error.message)
}

/** What the framework blames on the client, and nothing else here knows. */
const isTheirs = ({ code = '', statusCode = 500 }: Partial<FastifyError>): boolean => code.startsWith('FST_ERR_') && statusCode >= 400 && statusCode < 500

/** PostgreSQL was given text with a NUL in it. Bodies and queries are checked for it; what is inside a cursor is not. */
const NO_TEXT = '22021'

/** What a thrown error is to the one who asked. */
function refusalsFor(error: FastifyError, request: FastifyRequest): readonly Refusal[] {
  if (error instanceof Refused) return error.refusals
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return [{ code: 'body_too_large', values: { most: MOST_BODY_BYTES } }]
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return [{ code: 'media_type_unknown', values: { found: request.headers['content-type'] ?? '–' } }]
    case 'FST_ERR_BAD_URL':
      return [{ code: 'url_unreadable' }]
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return [{ code: 'request_unreadable' }]
    case NO_TEXT:
      return [{ code: 'query_invalid', values: { name: '?', found: '\\u0000' } }]
    default:
      return [{ code: isAway(error) ? 'unavailable' : isTheirs(error) ? 'request_unreadable' : 'internal' }]
  }
}

/** Answers what went wrong, and logs what should not have. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply))
  app.setNotFoundHandler((request, reply) => refuse(request, reply, [{ code: 'not_found' }]))
}

export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusals = refusalsFor(error, request)
  if (refusals.some(({ code }) => code === 'internal' || code === 'unavailable')) request.log.error({ err: error }, 'failed')
  return refuse(request, reply, refusals)
}
