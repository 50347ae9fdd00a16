import type { Db } from '#store/pool.ts'
import { column } from '#store/values.ts'

/** Enters customers who are not known yet, by number and key. */
export async function ensureCustomers(db: Db, customers: readonly { customer: string; key: string }[]): Promise<void> {
  if (customers.length === 0) return
  await db.query(`insert into customer (customer, key) select * from unnest($1::uuid[], $2::text[]) on conflict do nothing`, [
    column(customers, (c) => c.customer),
    column(customers, (c) => c.key),
  ])
}
