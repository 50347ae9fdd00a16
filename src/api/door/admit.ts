import type { FastifyRequest } from 'fastify'
import { admits, type Access } from '#contract/house/access.ts'
import { no, Refused, type Result } from '#contract/refusals.ts'
import type { Caller, Context } from '#actions/context.ts'
import { checkSession } from '#actions/house/access/check-session.ts'
import { checkKey } from '#actions/house/check-key.ts'
import { sessionToken } from './cookie.ts'
import { originOf, OWN_HEADER } from './origin.ts'

const BEARER = /^Bearer +(\S+) *$/i
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Lets in who may call the route that was asked for, and notes who it is. What declares nothing lets nobody in. */
export async function admit(ctx: Context, request: FastifyRequest): Promise<void> {
  const { access, page = false } = request.routeOptions.config
  if (request.is404) return
  if (access !== 'open') await admitKnown(ctx, request, access)
  else if (page) await recognise(ctx, request)
  // Whoever lets themselves in by their browser does so on our own pages: no other site signs them in as somebody else.
  if (access === 'open' && !READING.has(request.method) && originOf(request) === 'foreign') throw new Refused({ code: 'origin_foreign' })
}

async function admitKnown(ctx: Context, request: FastifyRequest, access: Access | undefined): Promise<void> {
  const known = await callerOf(ctx, request)
  if (!known.ok) throw new Refused(...known.refusals)
  const { rights, session } = (request.caller = known.value)
  if (session && !READING.has(request.method) && !(originOf(request) === 'own' && request.headers[OWN_HEADER] !== undefined)) throw new Refused({ code: 'origin_foreign' })
  if (access === undefined || !admits(access, rights)) throw new Refused({ code: session ? 'role_not_allowed' : 'key_not_allowed', values: { right: access ?? '–' } })
}

/** Who comes with a key, or in a browser that is signed in. A key is said on purpose, so it goes before what a browser sends by itself. */
async function callerOf(ctx: Context, request: FastifyRequest): Promise<Result<Caller>> {
  const key = BEARER.exec(request.headers.authorization ?? '')?.[1]
  if (key !== undefined) return checkKey(ctx, key)
  const token = sessionToken(request)
  return token === undefined ? no('key_missing') : checkSession(ctx, token)
}

/** A page is there for everybody, and shows more to whoever is signed in. What changes something for them comes from a page of ours. */
export async function recognise(ctx: Context, request: FastifyRequest): Promise<void> {
  const token = sessionToken(request)
  if (token === undefined || (!READING.has(request.method) && originOf(request) !== 'own')) return
  const known = await checkSession(ctx, token)
  if (known.ok) request.caller = known.value
}
