import type { Server } from 'node:http'
import Fastify, { LogController, type FastifyHttpOptions, type FastifyInstance } from 'fastify'
import { createSerializerCompiler } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { USUAL_LIMITS, type Limits } from '#contract/house/limits.ts'
import { USUAL_UPLOAD_BYTES } from '#contract/history/upload.ts'
import { Refused } from '#contract/refusals.ts'
import type { Settings } from '#contract/settings.ts'
import type { Context } from '#actions/context.ts'
import { serveApp, type BuiltApp } from './app.ts'
import { MOST_BODY_BYTES, readBodies } from './door/body.ts'
import { answerClient } from './door/client.ts'
import { answerError, answerErrors } from './door/errors.ts'
import { keepDoor } from './door/keep.ts'
import { limiter } from './door/limit.ts'
import { logAnswers, loggerOf, type LogStream } from './door/log.ts'
import { checkQuery, readQuery } from './door/query.ts'
import { stopInOrder } from './door/stop.ts'
import { ERRORS_PATH, errorsPage } from './house/errors-page.ts'
import { METRICS_PATH, serveMetrics } from './house/serve-metrics.ts'
import { describe, OPENAPI_PATH, serveDocument } from './openapi.ts'
import { methodsOf, nowhereFor, servePages, type Pages } from './pages.ts'
import { refuseOtherMethods, register } from './register.ts'
import { routesOf } from './routes.ts'

export interface ServerOptions {
  /** What actions are handed; the actor of each request takes the place of its own. */
  readonly ctx: Context
  readonly version: string
  /** Pages by their path; `*` stands for every address where there is nothing. */
  readonly pages?: Pages
  /** The app that pages lead to. */
  readonly app?: BuiltApp
  readonly logLevel?: Settings['logLevel']
  readonly logStream?: LogStream
  readonly limits?: Limits
  /** How large a file may be that is uploaded. */
  readonly uploadBytes?: number
  /** Milliseconds from wherever, by which limits are counted. */
  readonly clock?: () => number
}

const MOST_HEADER_BYTES = 16_384

/** Bounds on what a client may send and hold open. A part of a path may be as long as its address. */
const BOUNDS: FastifyHttpOptions<Server> = {
  bodyLimit: MOST_BODY_BYTES,
  routerOptions: { maxParamLength: MOST_HEADER_BYTES, querystringParser: readQuery },
  http: { maxHeaderSize: MOST_HEADER_BYTES, headersTimeout: 15_000 },
  requestTimeout: 60_000,
  keepAliveTimeout: 72_000,
}

/** Reads what a route declares. A body is not looked at here: one wrong fact must not refuse the rest. */
function readAsDeclared(app: FastifyInstance): void {
  app.setValidatorCompiler(({ schema, httpPart }) => (value: unknown) => {
    if (httpPart === 'body' || !(schema instanceof z.ZodObject)) return { value }
    const checked = checkQuery(schema, value)
    return 'refusals' in checked ? { error: new Refused(...checked.refusals) } : checked
  })
  app.setSchemaErrorFormatter((errors) => errors as unknown as Error)
  app.setSerializerCompiler(createSerializerCompiler({}))
}

/** A server that listens to nobody yet: `listen` is its caller's, and tests knock by `inject`. */
export async function makeServer({ ctx, version, pages = {}, app: built, logLevel = 'info', logStream, limits = USUAL_LIMITS, uploadBytes = USUAL_UPLOAD_BYTES, clock }: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    ...BOUNDS,
    logger: loggerOf(logLevel, logStream),
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: () => ctx.random(9).toString('base64url'),
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    clientErrorHandler: answerClient,
    return503OnClosing: false, // what still comes in on an open connection is answered
  })
  readBodies(app)
  readAsDeclared(app)
  keepDoor(app, ctx, limiter(limits, clock))
  const { '*': nowhere, ...ownPages } = pages
  answerErrors(app, nowhereFor(ctx, nowhere))
  logAnswers(app)
  const stopping = stopInOrder(app)
  await describe(app, version)
  const routes = routesOf(version, stopping, uploadBytes)
  for (const route of routes) register(app, ctx, route)
  for (const [path, of] of Map.groupBy(routes, (route) => route.path)) refuseOtherMethods(app, path, of.map((route) => route.method))
  serveDocument(app)
  serveMetrics(app, ctx)
  const all: Pages = { [ERRORS_PATH]: ({ words }) => Promise.resolve(errorsPage(words)), ...ownPages }
  servePages(app, ctx, all)
  if (built) await serveApp(app, built)
  for (const path of [OPENAPI_PATH, METRICS_PATH]) refuseOtherMethods(app, path, ['GET'])
  for (const [path, page] of Object.entries(all)) refuseOtherMethods(app, path, methodsOf(page))
  await app.ready()
  return app
}
