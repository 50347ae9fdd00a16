import type { Instant } from '#core/units/time.ts'
import type { Minor } from '#core/units/money.ts'
import type { CONTRACT_ACTIONS, Feeling, Question, REASONS, REFERRAL_STEPS, RIVAL_ACTIONS, RIVAL_OUTCOMES, STANCES } from './kinds.ts'

/**
 * One thing that happened, at a time, to a customer. Identity is (customer, source, id): sent again it counts once.
 * Money is in minor units of `currency`, or of the company's reporting currency where a fact names none.
 */
interface Base {
  /** The sender's id; unique within (customer, source). */
  readonly id: string
  /** The system that tells it, for example `till` or `web`. */
  readonly source: string
  /** The customer's key in the company's own systems. */
  readonly customer: string
  /** When it happened, not when it arrived. */
  readonly at: Instant
  /** Where: the key of a unit. */
  readonly unit?: string
  /** Who served: the key of a person. */
  readonly person?: string
  /** In a history of several customers merged, and there alone: the number of the one it was sent for. Senders never say it. */
  readonly member?: string
}

/** A line of an order. `list` is the price of the whole line before discounts. */
export interface Item {
  readonly sku: string
  readonly quantity: number
  readonly paid: Minor
  readonly list?: Minor
}

/** Lines of an order whose list price is known, and how many of them were bought below it. */
export interface LineCount {
  readonly lines: number
  readonly deals: number
}

export interface Purchase extends Base {
  readonly kind: 'purchase'
  readonly order: string
  readonly currency?: string
  readonly paid: Minor
  /** Before discounts; without it nothing is known of this order's price. */
  readonly list?: Minor
  /** What it cost the company. */
  readonly cost?: Minor
  readonly points_used?: number
  readonly discount_reason?: string
  readonly items?: readonly Item[]
  /** The lines as they were counted when this was kept: `items` need not be looked at again. Never sent. */
  readonly counted?: LineCount
}
export interface Refund extends Base {
  readonly kind: 'refund'
  readonly order: string
  readonly currency?: string
  /** What was given back, as a positive amount. */
  readonly amount: Minor
}
/** Use without buying: a log-in, a stay, a flight. */
export interface Visit extends Base {
  readonly kind: 'visit'
  readonly channel: string
}
export interface Contract extends Base {
  readonly kind: 'contract'
  readonly action: (typeof CONTRACT_ACTIONS)[number]
  readonly currency?: string
  readonly price?: Minor
  /** Until when the customer may not leave. */
  readonly locked_until?: Instant
}
/** A service contact. */
export interface Contact extends Base {
  readonly kind: 'contact'
  readonly channel: string
  readonly topic: string
  readonly waited_seconds?: number
  readonly resolved?: boolean
}
export interface Complaint extends Base {
  readonly kind: 'complaint'
  readonly topic: string
  /** 1 (an annoyance) to 3 (a disaster). */
  readonly severity: number
}
/** What was done to make something good. `complaint` is the id of the complaint, or of the broken promise, that it answers. */
export interface Recovery extends Base {
  readonly kind: 'recovery'
  readonly complaint: string
  readonly action: string
  readonly currency?: string
  readonly cost?: Minor
  readonly accepted?: boolean
}
/** How an experience left them. */
export interface Felt extends Base {
  readonly kind: 'felt'
  readonly feelings: readonly Feeling[]
  /** 1 (faintly) to 3 (strongly). */
  readonly strength: number
  readonly business_need?: number
  readonly personal_need?: number
  /** The id of the fact it is about. */
  readonly about?: string
  readonly comment?: string
  readonly language: string
}
export interface Rating extends Base {
  readonly kind: 'rating'
  readonly question: Question
  readonly value: number
}
/** Why they stay, left or came back, in their own words. */
export interface Reason extends Base {
  readonly kind: 'reason'
  readonly why: (typeof REASONS)[number]
  readonly words?: string
}
export interface Referral extends Base {
  readonly kind: 'referral'
  readonly invitee: string
  readonly step: (typeof REFERRAL_STEPS)[number]
}
/** Public advocacy. */
export interface Praise extends Base {
  readonly kind: 'praise'
  readonly where: string
  readonly rating?: number
  readonly text?: string
}
export interface Rival extends Base {
  readonly kind: 'rival'
  readonly action: (typeof RIVAL_ACTIONS)[number]
  readonly outcome: (typeof RIVAL_OUTCOMES)[number]
}
/** A promise broken with this customer. `promise` is the key of a promise. */
export interface Broke extends Base {
  readonly kind: 'broke'
  readonly promise: string
  readonly note?: string
}
/** A promise kept to this customer. */
export interface Kept extends Base {
  readonly kind: 'kept'
  readonly promise: string
  readonly note?: string
}
/** A decision on which the customer was asked before it was taken. */
export interface Asked extends Base {
  readonly kind: 'asked'
  readonly decision: string
}
/** A decision of which the customer was merely told. */
export interface Told extends Base {
  readonly kind: 'told'
  readonly decision: string
}
export interface Stance extends Base {
  readonly kind: 'stance'
  readonly decision: string
  readonly stance: (typeof STANCES)[number]
  readonly comment?: string
}
/** A memorable moment given. */
export interface Moment extends Base {
  readonly kind: 'moment'
  readonly play: string
  readonly what: string
}

export type Fact =
  | Purchase | Refund | Visit | Contract | Contact | Complaint | Recovery | Felt | Rating | Reason | Referral | Praise | Rival
  | Broke | Kept | Asked | Told | Stance | Moment

/** Where a fact stands in the total order of its customer's history, and what names it. */
export interface FactRef {
  readonly at: Instant
  readonly kind: Fact['kind']
  readonly source: string
  readonly id: string
  /** In a history of several customers merged: ids are unique only within one of them. */
  readonly member?: string
}
