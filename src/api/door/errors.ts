import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refused, type Refusal, type RefusalCode } from '#contract/refusals.ts'
import { refusalOfFailure } from '#actions/failure.ts'
import { MOST_BODY_BYTES } from './body.ts'
import { refuse } from './problem.ts'

/** What the framework blames on the client, and nothing else here knows. */
const isTheirs = ({ code = '', statusCode = 500 }: Partial<FastifyError>): boolean => code.startsWith('FST_ERR_') && statusCode >= 400 && statusCode < 500

/** PostgreSQL was given text with a NUL in it. Bodies and queries are checked for it; what is inside a cursor is not. */
const NO_TEXT = '22021'

/** What is our fault, or our machine's: whoever runs this finds it in the log. */
const OURS: ReadonlySet<string> = new Set<RefusalCode>(['internal', 'unavailable', 'disk_full'])

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
      return [refusalOfFailure(error) ?? { code: isTheirs(error) ? 'request_unreadable' : 'internal' }]
  }
}

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** Answers what went wrong, and logs what should not have. Where there is nothing, `nowhere` may have a page for who asks. */
export function answerErrors(app: FastifyInstance, nowhere?: (request: FastifyRequest) => Answer | undefined): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply))
  app.setNotFoundHandler((request, reply) => nowhere?.(request)?.(request, reply) ?? refuse(request, reply, [{ code: 'not_found' }]))
}

export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusals = refusalsFor(error, request)
  if (refusals.some(({ code }) => OURS.has(code))) request.log.error({ err: error }, 'failed')
  return refuse(request, reply, refusals)
}
