import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** Customers that are in one place and not in another where they belong. */
export interface Strays {
  /** With facts, and unknown. */
  readonly unknown: readonly string[]
  /** With facts, and not told, under their own number or that of whom they are merged into. */
  readonly untold: readonly string[]
  /** Told, and without facts; or told by themselves, though they are merged into somebody. */
  readonly factless: readonly string[]
}

const MOST = 1000

async function numbers(db: Db, statement: string, values: readonly unknown[] = []): Promise<string[]> {
  const { rows } = await db.query<{ customer: string }>(`${statement} limit ${MOST}`, values)
  return rows.map((row) => row.customer)
}

/** Holds facts, customers and standings against each other; at most a thousand of each kind are named. */
export async function findStrays(db: Db, telling: number): Promise<Strays> {
  return {
    unknown: await numbers(db, `select distinct f.customer from fact f where not exists (select from customer c where c.customer = f.customer)`),
    untold: await numbers(db, `
      select distinct f.customer from fact f left join member m on m.customer = f.customer
      where f.retracted_at is null and not exists (select from standing s where s.telling = $1 and s.customer = coalesce(m.root, f.customer))`, [telling]),
    factless: await numbers(db, `
      select s.customer from standing s where s.telling = $1 and (exists (select from member m where m.customer = s.customer) or not (
        exists (select from fact f where f.customer = s.customer and f.retracted_at is null)
        or exists (select from member m join fact f on f.customer = m.customer where m.root = s.customer and f.retracted_at is null)))`, [telling]),
  }
}

/** Some customers with their keys, to see whether the numbers still follow from them. */
export async function someKeys(db: Db, most: number): Promise<{ customer: string; key: string }[]> {
  const { rows } = await db.query<{ customer: string; key: string }>('select customer, key from customer order by customer limit $1', [most])
  return rows
}

/** How many customers time has changed by `until` without their having been told, and since when the first of them waits. */
export async function countLate(db: Db, telling: number, until: Instant): Promise<{ customers: number; since: Instant | null }> {
  const { rows } = await db.query<{ customers: number; since: Instant | null }>(
    'select count(*) as customers, min(next_at) as since from standing where telling = $1 and next_at <= $2', [telling, sqlInstant(until)],
  )
  return rows[0] ?? { customers: 0, since: null }
}
