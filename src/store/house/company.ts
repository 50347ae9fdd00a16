import { sqlInstant } from '#store/values.ts'
import type { Db } from '#store/pool.ts'
import type { Instant } from '#core/units/time.ts'

/** Who runs this installation. */
export interface Company {
  readonly name: string
  /** IANA name of the zone whose calendar counts days and months. */
  readonly zone: string
  /** The reporting currency (ISO 4217). */
  readonly currency: string
  readonly languages: readonly string[]
  /** Keys the hash that turns customers' keys into their numbers. */
  readonly secret: Buffer
  /** Is this the sample company, to look around in? */
  readonly sample: boolean
}

export async function readCompany(db: Db): Promise<Company | null> {
  const { rows } = await db.query<Company & Record<string, unknown>>('select name, zone, currency, languages, secret, sample from company')
  return rows[0] ?? null
}

/** Creates the company, or leaves the one that is there. */
export async function createCompany(db: Db, company: Company, at: Instant): Promise<void> {
  await db.query(
    `insert into company (name, zone, currency, languages, secret, sample, made_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [company.name, company.zone, company.currency, company.languages, company.secret, company.sample, sqlInstant(at)],
  )
}

/** Changes who the company says it is. */
export async function updateCompany(db: Db, company: Omit<Company, 'secret'>): Promise<void> {
  await db.query(`update company set name = $1, zone = $2, currency = $3, languages = $4, sample = $5`, [
    company.name, company.zone, company.currency, company.languages, company.sample,
  ])
}
