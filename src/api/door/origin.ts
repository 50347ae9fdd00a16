import type { FastifyRequest } from 'fastify'

/** Whose page a browser was on when it sent this: one of ours, somebody else's, or it is not said (programs do not). */
export type Origin = 'own' | 'foreign' | 'unsaid'

/**
 * Browsers say it in `Sec-Fetch-Site` wherever they trust the line (https, this machine), else in `Origin`; a page can change neither. The
 * name asked for is the one in `Host`, or the one that a proxy was asked for.
 */
export function originOf({ headers }: FastifyRequest): Origin {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' ? 'own' : 'foreign'
  if (headers.origin === undefined) return 'unsaid'
  const host = URL.parse(headers.origin)?.host
  return host !== undefined && (host === headers.host || host === headers['x-forwarded-host']) ? 'own' : 'foreign'
}

/**
 * What a script of our own pages sends along when it changes something with the browser's cookie. Its value says nothing; that it is there
 * does: a form cannot send it, and a foreign script is not let through to do so.
 */
export const OWN_HEADER = 'x-troth'
