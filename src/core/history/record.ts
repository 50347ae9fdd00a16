import type { Instant } from '#core/units/time.ts'
import type { Expectation } from './kinds.ts'

/** What is known of a customer besides facts. A field that is left out is left as it is. */
export interface CustomerRecord {
  readonly record: 'customer'
  readonly key: string
  readonly name?: string
  readonly email?: string
  readonly joined_at?: Instant
  /** How they were won. */
  readonly channel?: string
  readonly campaign?: string
  /** The key of the customer who referred them. */
  readonly referrer?: string
  readonly language?: string
  /** The unit they belong to whatever unit last served them. */
  readonly home_unit?: string
  readonly attributes?: Readonly<Record<string, string>>
  /** Purpose to given or not, for example `{ "survey": true }`. */
  readonly consents?: Readonly<Record<string, boolean>>
}

/** A branch, shop, route, hotel or region: where customers are served. */
export interface UnitRecord {
  readonly record: 'unit'
  readonly key: string
  readonly name: string
  readonly parent?: string
  readonly attributes?: Readonly<Record<string, string>>
}

/** An employee and the team whose pulse is reported. */
export interface PersonRecord {
  readonly record: 'person'
  readonly key: string
  readonly name: string
  readonly unit?: string
  readonly team?: string
}

/** Something the company stands for. */
export interface PromiseRecord {
  readonly record: 'promise'
  readonly key: string
  readonly text: string
  readonly expectation: Expectation
}

/** How many units of the reporting currency one unit of `currency` bought on a day (`YYYY-MM-DD`). */
export interface RateRecord {
  readonly record: 'rate'
  readonly currency: string
  readonly day: string
  readonly per_unit: number
}

export type CompanyRecord = CustomerRecord | UnitRecord | PersonRecord | PromiseRecord | RateRecord
