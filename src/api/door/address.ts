import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'

const LOOPBACK = /^(::1|(::ffff:)?127(\.\d+){3})$/

/** The first four parts of an IPv6 address, written out: whoever has one has a whole network of them. */
function networkOf(ip: string): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip
  const [head = '', tail] = ip.split('::')
  const [before, after] = [head, tail ?? ''].map((half) => half.split(':').filter(Boolean)) as [string[], string[]]
  return [...before, ...Array<string>(tail === undefined ? 0 : 8 - before.length - after.length).fill('0'), ...after].slice(0, 4).join(':')
}

/**
 * Where a request comes from, as it is counted. What knocks from this machine on behalf of another is a proxy, and the last address it names is who
 * knocked there; what others say of themselves is not believed.
 */
export function addressOf({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): string {
  const last = [headers['x-forwarded-for']].flat().at(-1)?.split(',').at(-1)?.trim()
  return networkOf(last !== undefined && last !== '' && LOOPBACK.test(ip) ? last : ip)
}
