import type { FastifyInstance } from 'fastify'
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
}

/** Pages by their path, each a whole HTML document. */
export type Pages = Readonly<Record<string, (asked: PageAsked) => Promise<string>>>

export function servePages(app: FastifyInstance, ctx: Context, pages: Pages): void {
  for (const [path, page] of Object.entries(pages))
    app.get(path, { config: { access: 'open' }, schema: { hide: true } }, async (request, reply) => {
      const words = wordsAsked(request.headers)
      const html = await page({ ctx: contextOf(ctx, request), words, query: request.query as PageAsked['query'] })
      return reply.headers({ ...FOR_PAGES, 'content-language': words.locale, vary: 'accept-language' }).type('text/html; charset=utf-8').send(html)
    })
}
