import type { FastifyReply, FastifyRequest } from 'fastify'
import { LIMITED, type Limited, type Limits } from '#contract/house/limits.ts'
import { Refused } from '#contract/refusals.ts'
import { addressOf } from './address.ts'

const MINUTE_S = 60
const MOST_KEPT = 10_000
/** Whoever asks whether it runs must hear that it does, however many others ask something else. */
const FREE = new Set(['/healthz', '/readyz'])

/** What somebody may still ask, as of when. */
interface Bucket {
  left: number
  at_ms: number
}

/** One class of requests: who asks has `most` to spend, and it grows back within a minute. */
class Class {
  readonly most: number
  /** As the IETF's draft has it (draft-ietf-httpapi-ratelimit-headers-10): so many in so many seconds. */
  readonly policy: string
  readonly #name: Limited
  readonly #buckets = new Map<string, Bucket>()

  constructor(name: Limited, most: number) {
    this.#name = name
    this.most = most
    this.policy = `"${name}";q=${most};w=${MINUTE_S}`
  }

  /** Takes one away. @returns what is left (below zero where there was none) and in how many seconds all is back */
  take(who: string, now_ms: number): { left: number; header: string } {
    const bucket = this.#bucket(who, now_ms)
    bucket.left = Math.min(this.most, bucket.left + ((now_ms - bucket.at_ms) / 1000) * (this.most / MINUTE_S))
    bucket.at_ms = now_ms
    const has = bucket.left >= 1
    if (has) bucket.left--
    const back = Math.ceil(((this.most - bucket.left) / this.most) * MINUTE_S)
    return { left: has ? bucket.left : -1, header: `"${this.#name}";r=${Math.floor(bucket.left)};t=${back}` }
  }

  #bucket(who: string, now_ms: number): Bucket {
    const before = this.#buckets.get(who)
    if (before) return before
    if (this.#buckets.size >= MOST_KEPT) this.#forget(now_ms)
    const bucket = { left: this.most, at_ms: now_ms }
    this.#buckets.set(who, bucket)
    return bucket
  }

  /** Who has been quiet for a minute has everything back, and need not be known; where all are busy the one known longest goes. */
  #forget(now_ms: number): void {
    for (const [who, { at_ms }] of this.#buckets) if (now_ms - at_ms > MINUTE_S * 1000) this.#buckets.delete(who)
    const [oldest] = this.#buckets.keys()
    if (this.#buckets.size >= MOST_KEPT && oldest !== undefined) this.#buckets.delete(oldest)
  }
}

function classOf({ caller, method, routeOptions }: FastifyRequest): Limited {
  if (!caller) return 'unknown'
  if (routeOptions.config.access === 'facts.send') return 'sending'
  return method === 'GET' || method === 'HEAD' ? 'reading' : 'changing'
}

/**
 * Counts requests and refuses those beyond what is allowed. Somebody the door knows is counted by who they are, whatever address they come from;
 * everybody else by their address. Each process counts for itself: a shared count would cost every request a trip to the database.
 * @returns counts one request. It throws Refused `rate_limited`
 */
export function limiter(limits: Limits, clock: () => number = () => performance.now()): (request: FastifyRequest, reply: FastifyReply) => void {
  const classes = Object.fromEntries(LIMITED.map((name) => [name, new Class(name, limits[name])])) as Record<Limited, Class>
  return (request, reply) => {
    const name = classOf(request)
    const { most, policy } = classes[name]
    if (most === 0 || FREE.has(request.routeOptions.url ?? '')) return
    const { left, header } = classes[name].take(request.caller?.actor ?? addressOf(request), clock())
    reply.header('ratelimit-policy', policy)
    reply.header('ratelimit', header)
    if (left < 0) throw new Refused({ code: 'rate_limited', values: { most, class: name, seconds: Math.ceil(MINUTE_S / most) } })
  }
}
