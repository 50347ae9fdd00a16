import type { FastifyInstance } from 'fastify'
import type { Context } from '#actions/context.ts'
import { metricsOf } from './metrics.ts'

export const METRICS_PATH = '/metrics'

/** Measures every answer of the routes that are registered after this, and serves what was measured to whoever may operate. */
export function serveMetrics(app: FastifyInstance, ctx: Context): void {
  const metrics = metricsOf(ctx)
  app.addHook('onResponse', async (request, reply) => metrics.answered(request.method, request.is404 ? undefined : request.routeOptions.url, reply.statusCode, reply.elapsedTime / 1000))
  app.addHook('onClose', async () => metrics.end())
  app.get(METRICS_PATH, { config: { access: 'operate' }, schema: { hide: true } }, async (_request, reply) => reply.type(metrics.type).send(await metrics.text()))
}
