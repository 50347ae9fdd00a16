import type { Memory } from '#core/relationship/memory.ts'
import type { Instant } from '#core/units/time.ts'

/** A customer's place in a telling, as kept: the memory to go on from, and what lists sort and filter by. */
export interface StandingRow {
  readonly customer: string
  readonly seq: number
  readonly state: number
  readonly since: Instant
  readonly rule: number
  readonly heard: boolean
  readonly unit: string | null
  readonly next_at: Instant | null
  readonly told_at: Instant
  readonly first_at: Instant
  readonly last_at: Instant
  readonly bought_at: Instant | null
  readonly head: number | null
  readonly heart: number | null
  readonly stay: number | null
  readonly say: number | null
  readonly pay: number | null
  readonly value: number
  readonly paid: number
  readonly orders: number
  readonly memory: Memory
}

/** A time within which a customer stood in one state, counted for one unit, heard or not. */
export interface SpanRow {
  readonly customer: string
  readonly n: number
  readonly at: Instant
  /** Infinity while it lasts. */
  readonly until: Instant
  readonly state: number
  readonly was: number | null
  readonly unit: string | null
  readonly heard: boolean
  readonly rule: number
  readonly cause: number | null
}

/** What a customer spent; who never spent anything has none. */
export interface SpendRow {
  readonly customer: string
  /** Those of the company's calendar in which they spent anything (since 1970-01), ascending. */
  readonly months: readonly number[]
  /** What they had paid in all by the end of each, refunds taken off. */
  readonly paid: readonly number[]
}

/** All that telling one or more histories leaves behind. */
export interface ToldRows {
  readonly standings: readonly StandingRow[]
  readonly spans: readonly SpanRow[]
  readonly spend: readonly SpendRow[]
}
