import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'

/** A customer as the company knows them besides facts. */
export interface CustomerRow {
  readonly customer: string
  readonly key: string
  readonly name: string | null
  readonly email: string | null
  readonly joined_at: Instant | null
  readonly channel: string | null
  readonly campaign: string | null
  readonly referrer: string | null
  readonly language: string | null
  readonly home_unit: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly consents: Readonly<Record<string, boolean>>
}

export async function readCustomerRow(db: Db, customer: string): Promise<CustomerRow | null> {
  const { rows } = await db.query<CustomerRow & Record<string, unknown>>(
    `select customer, key, name, email, joined_at, channel, campaign, referrer, language, home_unit, attributes, consents from customer where customer = $1`,
    [customer],
  )
  return rows[0] ?? null
}
