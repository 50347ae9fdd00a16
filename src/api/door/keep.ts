import type { FastifyInstance } from 'fastify'
import { ACCESS, type Access } from '#contract/house/access.ts'
import type { Context } from '#actions/context.ts'
import { admit } from './admit.ts'
import { FOR_DATA } from './headers.ts'
import type { limiter } from './limit.ts'

/** One line of the table of routes. */
export interface Served {
  readonly method: string
  readonly url: string
  readonly access: Access
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Everything that is served, and who may call it. */
    readonly routeTable: readonly Served[]
  }
}

/**
 * Stands at the door of every route that is registered after this: none is served that does not say who may call it.
 * @param count counts a request, and refuses it where there were too many
 */
export function keepDoor(app: FastifyInstance, ctx: Context, count: ReturnType<typeof limiter>): void {
  app.decorateRequest('caller', null)
  const table: Served[] = []
  app.decorate('routeTable', table)
  app.addHook('onRoute', ({ url, method, config }) => {
    const access = ACCESS.find((one) => one === config?.access)
    if (!access) throw new Error(`${url} does not say who may call it`)
    for (const one of [method].flat()) table.push({ method: one, url, access })
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...FOR_DATA, 'x-request-id': request.id })
    const refused = await admit(ctx, request).then(() => null, (error: Error) => error)
    count(request, reply)
    if (refused) throw refused
  })
}
