import type { Db } from '#store/pool.ts'

/** The declared home units of those customers who have one. */
export async function readHomes(db: Db, customers: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ customer: string; home_unit: string }>(
    `select customer, home_unit from customer where customer = any($1::uuid[]) and home_unit is not null`,
    [customers],
  )
  return new Map(rows.map((row) => [row.customer, row.home_unit]))
}
