import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { makeServer, type ServerOptions } from '#api/server.ts'
import { makeKey } from '#actions/house/make-key.ts'
import { RIGHTS } from '#contract/house/access.ts'
import { openHouse } from '#actions/house/open-house.ts'
import type { Pool } from '#store/pool.ts'
import { contextOf } from '#test/actions/world.ts'

/** A server over a test's database, a clock that the test sets, and a key that may do everything. */
export interface Served {
  readonly app: FastifyInstance
  readonly ctx: ReturnType<typeof contextOf>
  readonly key: string
  readonly get: (url: string, headers?: Record<string, string>) => Promise<LightMyRequestResponse>
  readonly post: (url: string, body: unknown, headers?: Record<string, string>) => Promise<LightMyRequestResponse>
}

/** @param now what the clock says at first */
export async function serve(pool: Pool, now: number, options: Partial<ServerOptions> = {}): Promise<Served> {
  const ctx = contextOf(pool, now)
  await openHouse(ctx)
  const app = await makeServer({ ctx, version: '0.0.0-test', logLevel: 'silent', ...options })
  const made = await makeKey(ctx, { name: 'test', scopes: RIGHTS })
  if (!made.ok) throw new Error('no key was made')
  const { key } = made.value
  const authorization = `Bearer ${key}`
  return {
    app, ctx, key,
    get: (url, headers = {}) => app.inject({ method: 'GET', url, headers: { authorization, ...headers } }),
    post: (url, body, headers = {}) =>
      app.inject({
        method: 'POST', url,
        headers: { authorization, 'content-type': 'application/json', ...headers },
        payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      }),
  }
}
