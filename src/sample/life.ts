import type { Fact } from '#core/history/fact.ts'
import { HOUR_MS, type Instant } from '#core/units/time.ts'
import type { Unit } from './company.ts'
import type { Arm } from './events.ts'
import type { Dice } from './random.ts'
import type { Tally } from './tally.ts'
import type { Trace } from './trace.ts'
import type { Traits } from './traits.ts'
import type { World } from './world.ts'

/** Something that is going to happen to a customer at a known time. */
export type Due =
  | { readonly at: Instant; readonly what: 'delivery'; readonly order: string; readonly late: boolean }
  | { readonly at: Instant; readonly what: 'refund'; readonly order: string; readonly amount: number; readonly unit: string; readonly source: string }
  | { readonly at: Instant; readonly what: 'recovery'; readonly complaint: string; readonly unit: string }
  | { readonly at: Instant; readonly what: 'pulse' }
  | { readonly at: Instant; readonly what: 'asked' }
  | { readonly at: Instant; readonly what: 'told' }
  | { readonly at: Instant; readonly what: 'friend'; readonly friend: number; readonly joined: Instant }
  | { readonly at: Instant; readonly what: 'card' }
  | { readonly at: Instant; readonly what: 'renewal' }

/** One customer's life as it is played: the only thing in this room that changes while it runs. */
export interface Life {
  readonly world: World
  readonly n: number
  readonly key: string
  readonly traits: Traits
  readonly dice: Dice
  readonly joined: Instant
  readonly arm: Arm
  readonly facts: Fact[]
  readonly agenda: Due[]
  /** Numbers of the customers they won by word of mouth. */
  readonly won: number[]
  readonly tally: Tally
  readonly trace: Trace | undefined
  now: Instant
  satisfaction: number
  bond: number
  /** What is left until the next purchase, in purchases of an average season. */
  wait: number
  /** Since when they buy elsewhere. */
  gone: Instant | undefined
  purchases: number
  lastPurchase: Instant
  lastAsked: Instant
  lockedUntil: Instant
  hasCard: boolean
  /** The told buy less until then. */
  soreUntil: Instant
  eligible: boolean
  counter: number
}

/** Adds a fact, unless it lies beyond the end of the sample. */
export function emit(life: Life, fact: Fact): void {
  if (fact.at < life.world.end) life.facts.push(fact)
}

/** The next number of this customer; it makes every id unique within the customer. */
export const nextId = (life: Life, prefix: string): string => `${prefix}-${life.n}-${++life.counter}`

/** Puts something on the agenda, which is kept in order of time. */
export function plan(life: Life, due: Due): void {
  let i = life.agenda.length
  while (i > 0 && (life.agenda[i - 1] as Due).at > due.at) i--
  life.agenda.splice(i, 0, due)
}

/** A likely moment for this: whole seconds, not before the customer joined, and what would fall in the night waits for the morning. */
export function likely(life: Life, at: Instant): Instant {
  const hour = Math.floor(at / HOUR_MS) % 24
  const awake = hour >= 21 || hour < 5 ? at + 8 * HOUR_MS : at
  return Math.max(life.joined, Math.floor(awake / 1000) * 1000)
}

/** Where and by whom someone was served. */
export interface Served {
  readonly unit: Unit
  /** Who served, whether or not the till knows. */
  readonly mood: number
  readonly person: string | undefined
}
