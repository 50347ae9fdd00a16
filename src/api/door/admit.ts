import type { FastifyRequest } from 'fastify'
import { admits } from '#contract/house/access.ts'
import { Refused } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { checkKey } from '#actions/house/check-key.ts'

const BEARER = /^Bearer +(\S+) *$/i

/** Lets in who may call the route that was asked for, and notes who it is. What declares nothing lets nobody in. */
export async function admit(ctx: Context, request: FastifyRequest): Promise<void> {
  const { access } = request.routeOptions.config
  if (request.is404 || access === 'open') return
  const presented = BEARER.exec(request.headers.authorization ?? '')?.[1]
  if (presented === undefined) throw new Refused({ code: 'key_missing' })
  const known = await checkKey(ctx, presented)
  if (!known.ok) throw new Refused(...known.refusals)
  request.caller = known.value
  if (access === undefined || !admits(access, known.value.rights)) throw new Refused({ code: 'key_not_allowed', values: { right: access ?? '–' } })
}
