import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * The cookie that a browser is known by: nothing on a page can read it, and no other site's form or script sends it. Where the request came
 * by https it has the prefix that keeps neighbours under the same domain from setting it.
 */
const SECURE = '__Host-troth_session'
const PLAIN = 'troth_session'

/** The value of a cookie that a request comes with. */
export function cookieOf({ headers }: FastifyRequest, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()] as const)
  return pairs.find(([own]) => own === name)?.[1]
}

/** The token of the session that a request comes with. */
export const sessionToken = (request: FastifyRequest): string | undefined => cookieOf(request, SECURE) ?? cookieOf(request, PLAIN)

/** Troth itself speaks http; a proxy before it says what the browser speaks, and so does the browser where it names the page it is on. Whoever lies here only hurts their own cookie. */
const isSecure = ({ headers }: FastifyRequest): boolean => headers['x-forwarded-proto'] === 'https' || headers.origin?.startsWith('https://') === true

const written = (name: string, value: string, seconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${name === SECURE ? '; Secure' : ''}`

/** Where a browser is signed in and out. */
export interface Seat {
  readonly begin: (begun: { readonly token: string; readonly expires_at: number }) => void
  readonly end: () => void
}

export const seatOf = (request: FastifyRequest, reply: FastifyReply, now: number): Seat => ({
  begin: ({ token, expires_at }) => void reply.header('set-cookie', written(isSecure(request) ? SECURE : PLAIN, token, Math.floor((expires_at - now) / 1000))),
  end: () => void reply.header('set-cookie', [written(SECURE, '', 0), written(PLAIN, '', 0)]),
})
