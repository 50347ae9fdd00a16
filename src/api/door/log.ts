import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import type { Settings } from '#contract/settings.ts'
import type { Context } from '#actions/context.ts'
import { NOBODY } from '#actions/context.ts'

/** Where lines of the log go; standard output where none is given. */
export interface LogStream {
  write(line: string): void
}

/** Where an answer was not what its schema promises. */
function placesOf(cause: unknown): string[] | undefined {
  const issues = (cause as { issues?: readonly { path: readonly PropertyKey[]; code: string }[] } | undefined)?.issues
  return issues?.slice(0, 10).map(({ path, code }) => `${path.map(String).join('.')} ${code}`)
}

/**
 * An error without anything of a customer: a database quotes the row it stumbled over, so of its errors only the place is kept, and
 * whatever others quote is blanked.
 */
function errorShown(error: Error & Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { name, code, table, constraint, routine, severity } = error
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim())
  const message = severity === undefined ? error.message.replaceAll(/(["'`“«])[^]*?(["'`”»]|$)/g, '$1…$2') : undefined
  return { type: name, message, code, table, constraint, routine, places: placesOf(error.cause), frames }
}

/** The logger: JSON lines, without addresses, bodies or URLs, for URLs have customers' keys in them. */
export const loggerOf = (level: Settings['logLevel'], stream?: LogStream): NonNullable<FastifyServerOptions['logger']> => ({
  level,
  serializers: {
    req: (request) => ({ method: request.method }),
    res: (reply) => ({ statusCode: reply.statusCode }),
    err: (error) => errorShown(error as unknown as Error & Record<string, unknown>) as { type: string; message: string; stack: string },
  },
  ...(stream && { stream }),
})

/** One line for each answer, with the pattern of its route. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? undefined : request.routeOptions.url
    request.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, actor: (request.caller ?? NOBODY).actor }, 'answered')
  })
}

/** Where work in the background tells what became of it: lines as those of requests, under the name of the work and an id of their own. */
export const jobLog = (app: FastifyInstance, ctx: Pick<Context, 'random'>, job: string) => ({
  done: (told: Readonly<Record<string, number>>, ms: number): void => app.log.info({ job, jobId: ctx.random(9).toString('base64url'), ...told, ms: Math.round(ms) }, 'done'),
  failed: (error: Error): void => app.log.error({ job, jobId: ctx.random(9).toString('base64url'), err: error }, 'failed'),
})
