import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { wordsOf, type Words } from '#core/words/index.ts'
import { NOBODY, type Caller, type Context } from '#actions/context.ts'
import { hasAccounts } from '#actions/house/access/list-accounts.ts'
import { addressOf } from './door/address.ts'
import type { Form } from './door/body.ts'
import { seatOf, type Seat } from './door/cookie.ts'
import { FOR_PAGES } from './door/headers.ts'
import { wordsAsked } from './door/language.ts'

/** What a page is asked for with. */
export interface PageAsked {
  /** Whatever it does is done by whoever asks, and as far as they reach. */
  readonly ctx: Context
  readonly caller: Caller
  readonly words: Words
  readonly query: Readonly<Record<string, unknown>>
  /** What was filled in and sent; null where the page is only looked at. */
  readonly form: Form | null
  /** Where on the network it comes from. */
  readonly address: string
  readonly seat: Seat
}

const LOCAL_NAME = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/**
 * A server that listens to this machine alone is still reached by others: through a proxy that runs beside it, and by any web site
 * that has its own name point here and asks from a browser on this machine. The name that was asked for tells them apart.
 */
export const isLocal = ({ headers }: FastifyRequest): boolean => LOCAL_NAME.test(headers.host ?? '') && FORWARDED.every((name) => headers[name] === undefined)

/** Somebody at the machine of a house in which nobody has an account yet: they may look at the map. */
const GUEST: Caller = { ...NOBODY, rights: ['map.read'], reach: 'all' }

/** What a page answers, beyond HTML in the language that the browser asked for. */
export interface Shown {
  readonly body: string
  readonly type?: 'text/html' | 'text/css'
  /** The BCP 47 tag it is written in, where the reader chose another than the browser's; null for what is in none. */
  readonly language?: string | null
  readonly status?: number
  /** Seconds after which to try again. */
  readonly seconds?: number
}

/** The way to another page, which is then asked for anew: reloading it sends nothing again. */
export interface Elsewhere {
  readonly to: string
}

type Answer = (asked: PageAsked) => Promise<string | Shown | Elsewhere>

/** A page, or one with a form that is sent back to it. */
export type Page = Answer | { readonly form: Answer }

/** Pages by their path, each a whole document. */
export type Pages = Readonly<Record<string, Page>>

/** A form is a few lines that somebody typed. */
const MOST_FORM_BYTES = 10_000

/** @param guests whether somebody at this machine may look at the map while nobody has an account */
export function servePages(app: FastifyInstance, ctx: Context, pages: Pages, guests: boolean): void {
  for (const [path, page] of Object.entries(pages)) {
    const answer = typeof page === 'function' ? page : page.form
    const options = { config: { access: 'open', page: true }, schema: { hide: true } } as const
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const caller = request.caller ?? (guests && isLocal(request) && !(await hasAccounts(ctx)) ? GUEST : NOBODY)
      const language = caller.session?.account.language
      const words = language ? wordsOf(language as Words['language']) : wordsAsked(request.headers)
      const { actor, reach } = caller
      const form = request.method === 'POST' ? ((request.body as Form | null | undefined) ?? {}) : null
      const made = await answer({ ctx: { ...ctx, actor, reach }, caller, words, query: request.query as PageAsked['query'], form, address: addressOf(request), seat: seatOf(request, reply, ctx.now()) })
      return show(reply, typeof made === 'string' ? { body: made } : made, words)
    }
    app.get(path, options, handler)
    if (typeof page !== 'function') app.post(path, { ...options, config: { ...options.config, form: true }, bodyLimit: MOST_FORM_BYTES }, handler)
  }
}

function show(reply: FastifyReply, made: Shown | Elsewhere, words: Words): FastifyReply {
  reply.headers(FOR_PAGES)
  if ('to' in made) return reply.redirect(made.to, 303)
  const { body, type = 'text/html', language = words.locale, status = 200, seconds } = made
  if (language !== null) reply.headers({ 'content-language': language, vary: 'accept-language, cookie' })
  if (seconds !== undefined) reply.header('retry-after', String(seconds))
  return reply.code(status).type(`${type}; charset=utf-8`).send(body)
}

/** What may be done at the path of a page. */
export const methodsOf = (page: Page): readonly string[] => (typeof page === 'function' ? ['GET'] : ['GET', 'POST'])
