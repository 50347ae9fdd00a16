import type { Db } from '#store/pool.ts'

/** The customers whom an import brought facts of. */
export async function importedCustomers(db: Db, importId: number): Promise<string[]> {
  const { rows } = await db.query<{ customer: string }>(`select distinct customer from fact where import = $1 order by customer`, [importId])
  return rows.map((row) => row.customer)
}

/** How many customers an import brought facts of. */
export async function countImportedCustomers(db: Db, importId: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`select count(*) as n from (select distinct customer from fact where import = $1) c`, [importId])
  return rows[0]?.n ?? 0
}
