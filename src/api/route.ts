import * as z from 'zod'
import type { Words } from '#core/words/index.ts'
import type { Access } from '#contract/house/access.ts'
import type { RefusalCode, Result } from '#contract/refusals.ts'
import type { Caller, Context } from '#actions/context.ts'
import type { Seat } from './door/cookie.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Does it take a body of any bytes, as they come? */
    raw?: boolean
    access?: Access
    /** Is it a page, which shows more to somebody whom their browser is signed in for? */
    page?: boolean
    /** Does it take a form? */
    form?: boolean
  }
  interface FastifyRequest {
    /** Who asks, once the door has let them in. */
    caller: Caller | null
  }
}

/** What a route is handed: everything was read and checked, apart from a body, which is read item by item. */
export interface Asked<Params, Query> {
  readonly ctx: Context
  readonly caller: Caller
  /** Where on the network they come from. */
  readonly address: string
  /** Where their browser is signed in and out. */
  readonly seat: Seat
  readonly words: Words
  readonly params: Params
  readonly query: Query
  readonly body: unknown
}

/** One endpoint. All there is to say of it is data, so that the server, the document and the tests read the same. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** As OpenAPI writes it: `/v1/customers/{key}`. */
  readonly path: string
  /** Who may call it: a right that they need, `known` where any key and anybody signed in may, or `open`. */
  readonly access: Access
  readonly summary: string
  readonly description?: string
  readonly params?: z.ZodObject
  readonly query: z.ZodObject
  /** What may be sent, for documents. */
  readonly body?: z.ZodType
  /** It takes bytes as they come (`application/octet-stream`) and is handed them as an `AsyncIterable<Buffer>`. */
  readonly raw?: true
  /** It answers with a `FileAnswer` of this media type. */
  readonly file?: string
  readonly answer: z.ZodType
  /** Which refusals it may answer with, beyond those that every route may. */
  readonly refusals: readonly RefusalCode[]
  readonly act: (asked: Asked<never, never>) => Promise<Result<unknown>>
}

type Defined<P extends z.ZodObject, Q extends z.ZodObject, A extends z.ZodType> = Omit<Route, 'act' | 'params' | 'query' | 'answer'> & {
  readonly params?: P
  readonly query: Q
  readonly answer: A
  readonly act: (asked: Asked<z.output<P>, z.output<Q>>) => Promise<Result<z.input<A>>>
}

/** A file as an answer. */
export interface FileAnswer {
  readonly name: string
  readonly bytes: AsyncIterable<Buffer> | Iterable<Buffer>
}

/** What a route with a file answers, for documents. */
export const fileAnswer = z.custom<FileAnswer>().meta({ type: 'string', description: 'A file.' })

/** Defines a route; its action is held to the shapes it promises. */
export const route = <P extends z.ZodObject, Q extends z.ZodObject, A extends z.ZodType>(defined: Defined<P, Q, A>): Route => defined
