import type { Db } from '#store/pool.ts'

/**
 * The declared home units of those roots who have one: their own, else that of the first of their members (by key) who has one, so that
 * it does not matter in which order they were merged. (Members are looked up one by one: joined, a planner that knows nothing of how few
 * they are reads all customers.)
 */
export async function readHomes(db: Db, roots: readonly string[]): Promise<Map<string, string>> {
  if (roots.length === 0) return new Map()
  const { rows } = await db.query<{ customer: string; home_unit: string }>(
    `select distinct on (customer) customer, home_unit from (
       select customer, home_unit, '' as key from customer where customer = any($1::uuid[])
       union all select m.root, c.home_unit, m.key from member m, lateral (select home_unit from customer where customer = m.customer offset 0) c where m.root = any($1::uuid[])
     ) h where home_unit is not null order by customer, key`,
    [roots],
  )
  return new Map(rows.map((row) => [row.customer, row.home_unit]))
}
