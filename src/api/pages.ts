import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Words } from '#core/words/index.ts'
import type { Context } from '#actions/context.ts'
import { FOR_PAGES } from './door/headers.ts'
import { wordsAsked } from './door/language.ts'
import { contextOf } from './register.ts'

/** What a page is asked for with. */
export interface PageAsked {
  readonly ctx: Context
  readonly words: Words
  readonly query: Readonly<Record<string, unknown>>
  /** Does somebody at this very machine ask, under one of its own names for itself? */
  readonly local: boolean
}

const LOCAL_NAME = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/**
 * A server that listens to this machine alone is still reached by others: through a proxy that runs beside it, and by any web site
 * that has its own name point here and asks from a browser on this machine. The name that was asked for tells them apart.
 */
export const isLocal = ({ headers }: FastifyRequest): boolean => LOCAL_NAME.test(headers.host ?? '') && FORWARDED.every((name) => headers[name] === undefined)

/** What a page answers, beyond HTML in the language that the browser asked for. */
export interface Shown {
  readonly body: string
  readonly type?: 'text/html' | 'text/css'
  /** The BCP 47 tag it is written in, where the reader chose another than the browser's; null for what is in none. */
  readonly language?: string | null
}

/** Pages by their path, each a whole document. */
export type Pages = Readonly<Record<string, (asked: PageAsked) => Promise<string | Shown>>>

export function servePages(app: FastifyInstance, ctx: Context, pages: Pages): void {
  for (const [path, page] of Object.entries(pages))
    app.get(path, { config: { access: 'open' }, schema: { hide: true } }, async (request, reply) => {
      const words = wordsAsked(request.headers)
      const local = isLocal(request)
      const made = await page({ ctx: local ? { ...contextOf(ctx, request), reach: 'all' } : contextOf(ctx, request), words, query: request.query as PageAsked['query'], local })
      const { body, type = 'text/html', language = words.locale }: Shown = typeof made === 'string' ? { body: made } : made
      if (language !== null) reply.headers({ 'content-language': language, vary: 'accept-language' })
      return reply.headers(FOR_PAGES).type(`${type}; charset=utf-8`).send(body)
    })
}
