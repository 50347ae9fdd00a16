import type { Db } from '#store/pool.ts'

/** Customers whom an import changed other than by bringing facts of them: it was undone, or gave them another home. They are still to be told again. */
export async function countUntold(db: Db, importId: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>('select count(*) as n from untold where import = $1', [importId])
  return rows[0]?.n ?? 0
}

/** The first of them, in order. */
export async function readUntold(db: Db, importId: number, most: number): Promise<string[]> {
  const { rows } = await db.query<{ customer: string }>('select customer from untold where import = $1 order by customer limit $2', [importId, most])
  return rows.map((row) => row.customer)
}

/** They have been told. @param customers null for all of them */
export async function forgetUntold(db: Db, importId: number, customers: readonly string[] | null): Promise<void> {
  await db.query('delete from untold where import = $1 and ($2::uuid[] is null or customer = any($2::uuid[]))', [importId, customers])
}
