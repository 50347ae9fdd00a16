import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * The cookie that a browser is known by: nothing on a page can read it, and no other site's form or script sends it. Where the request came
 * by https it has the prefix that keeps neighbours under the same domain from setting it.
 */
const SECURE = '__Host-troth_session'
const PLAIN = 'troth_session'

/** The token of the session that a request comes with. */
export function sessionToken({ headers }: FastifyRequest): string | undefined {
  const cookies = new Map((headers.cookie ?? '').split(';').map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const
  }))
  return cookies.get(SECURE) ?? cookies.get(PLAIN)
}

/** Troth itself speaks http; a proxy before it says what the browser speaks, and so does the browser where it names the page it is on. Whoever lies here only hurts their own cookie. */
const isSecure = ({ headers }: FastifyRequest): boolean => headers['x-forwarded-proto'] === 'https' || headers.origin?.startsWith('https://') === true

const cookieOf = (name: string, value: string, seconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${name === SECURE ? '; Secure' : ''}`

/** Where a browser is signed in and out. */
export interface Seat {
  readonly begin: (begun: { readonly token: string; readonly expires_at: number }) => void
  readonly end: () => void
}

export const seatOf = (request: FastifyRequest, reply: FastifyReply, now: number): Seat => ({
  begin: ({ token, expires_at }) => void reply.header('set-cookie', cookieOf(isSecure(request) ? SECURE : PLAIN, token, Math.floor((expires_at - now) / 1000))),
  end: () => void reply.header('set-cookie', [cookieOf(SECURE, '', 0), cookieOf(PLAIN, '', 0)]),
})
