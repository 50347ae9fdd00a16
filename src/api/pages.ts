import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { wordsOf, type Words } from '#core/words/index.ts'
import { NOBODY, type Caller, type Context } from '#actions/context.ts'
import { addressOf } from './door/address.ts'
import { recognise } from './door/admit.ts'
import type { Form } from './door/body.ts'
import { cookieOf, seatOf, type Seat } from './door/cookie.ts'
import { forPages } from './door/headers.ts'
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
  /** What was asked for, with its query. */
  readonly path: string
  /** A cookie that a page of ours may have set. */
  readonly cookie: (name: string) => string | undefined
  /** What a style must carry that a script adds to this page. */
  readonly nonce: string
}

/** What a page answers, beyond HTML in the language that the browser asked for. */
export interface Shown {
  readonly body: string
  readonly type?: 'text/html' | 'text/css'
  /** The BCP 47 tag it is written in, where the reader chose another than the browser's; null for what is in none. */
  readonly language?: string | null
  readonly status?: number
  /** Seconds after which to try again. */
  readonly seconds?: number
  /** Of the styles that scripts may add. */
  readonly nonce?: string
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

/** Of programs: what is not there is said to them as a problem. */
const OF_PROGRAMS = /^\/(v1|assets)(\/|$)/

/** What a person is shown at an address where there is nothing, by `page`; programs ask for no HTML. */
export function nowhereFor(ctx: Context, page: Page | undefined): ((request: FastifyRequest) => Handler | undefined) | undefined {
  if (typeof page !== 'function') return undefined
  const show = handlerOf(ctx, page)
  const handler: Handler = async (request, reply) => {
    await recognise(ctx, request)
    return show(request, reply)
  }
  return ({ method, url, headers }) => (method === 'GET' && headers.accept?.includes('text/html') && !OF_PROGRAMS.test(url) ? handler : undefined)
}

export function servePages(app: FastifyInstance, ctx: Context, pages: Pages): void {
  for (const [path, page] of Object.entries(pages)) {
    const options = { config: { access: 'open', page: true }, schema: { hide: true } } as const
    const handler = handlerOf(ctx, typeof page === 'function' ? page : page.form)
    app.get(path, options, handler)
    if (typeof page !== 'function') app.post(path, { ...options, config: { ...options.config, form: true }, bodyLimit: MOST_FORM_BYTES }, handler)
  }
}

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

const handlerOf = (ctx: Context, answer: Answer): Handler => async (request, reply) => {
  const caller = request.caller ?? NOBODY
  const language = caller.session?.account.language
  const words = language ? wordsOf(language as Words['language']) : wordsAsked(request.headers)
  const { actor, reach } = caller
  const form = request.method === 'POST' ? ((request.body as Form | null | undefined) ?? {}) : null
  const made = await answer({
    ctx: { ...ctx, actor, reach }, caller, words, query: request.query as PageAsked['query'], form, address: addressOf(request), seat: seatOf(request, reply, ctx.now()),
    path: request.url, cookie: (name) => cookieOf(request, name), nonce: ctx.random(16).toString('base64'),
  })
  return show(reply, typeof made === 'string' ? { body: made } : made, words)
}

function show(reply: FastifyReply, made: Shown | Elsewhere, words: Words): FastifyReply {
  if ('to' in made) return reply.headers(forPages()).redirect(made.to, 303)
  const { body, type = 'text/html', language = words.locale, status = 200, seconds, nonce } = made
  reply.headers(forPages(nonce))
  if (language !== null) reply.headers({ 'content-language': language, vary: 'accept-language, cookie' })
  if (seconds !== undefined) reply.header('retry-after', String(seconds))
  return reply.code(status).type(`${type}; charset=utf-8`).send(body)
}

/** What may be done at the path of a page. */
export const methodsOf = (page: Page): readonly string[] => (typeof page === 'function' ? ['GET'] : ['GET', 'POST'])
