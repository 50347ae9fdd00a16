import type { Minor } from '#core/units/money.ts'
import { isoOf, type Instant } from '#core/units/time.ts'
import type { Fact } from './fact.ts'
import { kindNumber, kindOf } from './kinds.ts'
import { linesOf } from './lines.ts'

/** A fact as it is kept: what every kind has in columns, the kind's own fields as they were sent in `body`. */
export interface StoredFact {
  /** The customer's number (a uuid), not their key. */
  readonly customer: string
  readonly source: string
  readonly id: string
  readonly kind: number
  readonly at: Instant
  readonly unit: string | null
  readonly person: string | null
  /** In minor units of the company's currency; a refund is below zero. */
  readonly paid: Minor | null
  readonly list: Minor | null
  readonly cost: Minor | null
  /** Of an order: its lines with a known list price, those bought below it, and the points it was paid with. They are what tells and learns of an order. */
  readonly lines: number | null
  readonly deals: number | null
  readonly points: number | null
  /** The kind's own fields as they were sent. */
  readonly body: Readonly<Record<string, unknown>>
  /** As in `Fact`: set where a history is read that is of several customers merged, never kept. */
  readonly member?: string
}

/** Money of a fact in the company's currency, as its columns hold it. */
function moneyOf(fact: Fact, convert: (amount: Minor) => Minor): Pick<StoredFact, 'paid' | 'list' | 'cost'> {
  const maybe = (amount: Minor | undefined): Minor | null => (amount === undefined ? null : convert(amount))
  if (fact.kind === 'purchase') return { paid: convert(fact.paid), list: maybe(fact.list), cost: maybe(fact.cost) }
  if (fact.kind === 'refund') return { paid: -convert(fact.amount), list: null, cost: null }
  return { paid: null, list: null, cost: fact.kind === 'recovery' ? maybe(fact.cost) : null }
}

/** The currency a fact's amounts are in, where it has amounts and names one. */
export const currencyOf = (fact: Fact): string | undefined => ('currency' in fact ? fact.currency : undefined)

/**
 * A fact as it is kept.
 * @param convert turns an amount of the fact's currency into one of the company's
 */
export function toStored(fact: Fact, customer: string, convert: (amount: Minor) => Minor): StoredFact {
  const { id, source, customer: _key, at, unit, person, kind, ...own } = fact
  const body: Record<string, unknown> = own
  if (fact.kind === 'contract' && fact.locked_until !== undefined) body.locked_until = isoOf(fact.locked_until)
  const counted = fact.kind === 'purchase' ? { ...linesOf(fact), points: fact.points_used ?? null } : { lines: null, deals: null, points: null }
  return { customer, source, id, kind: kindNumber(kind), at, unit: unit ?? null, person: person ?? null, ...moneyOf(fact, convert), ...counted, body }
}

/**
 * The fact that was kept, with its amounts in the company's currency (the lines of an order stay in the currency they were sent in).
 * @param key what to call the customer: their key where it will be shown
 */
export function fromStored(row: StoredFact, key: string): Fact {
  const kind = kindOf(row.kind)
  const { currency: _, ...own } = row.body
  const fact: Record<string, unknown> = { ...own, id: row.id, source: row.source, customer: key, at: row.at, kind }
  if (row.unit !== null) fact.unit = row.unit
  if (row.person !== null) fact.person = row.person
  if (row.member !== undefined) fact.member = row.member
  if (kind === 'purchase') {
    fact.paid = row.paid
    if (row.list !== null) fact.list = row.list
    if (row.points !== null) fact.points_used = row.points
    fact.counted = { lines: row.lines, deals: row.deals }
  }
  if (kind === 'refund') fact.amount = -(row.paid as number)
  if (row.cost !== null) fact.cost = row.cost
  if (typeof fact.locked_until === 'string') fact.locked_until = Date.parse(fact.locked_until)
  return fact as unknown as Fact
}
