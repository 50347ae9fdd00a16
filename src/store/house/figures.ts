import type { Db } from '#store/pool.ts'

/** How many there are in each state. */
export type ByState = Readonly<Record<string, number>>

async function byState(db: Db, table: 'import' | 'job'): Promise<ByState> {
  const { rows } = await db.query<{ state: string; n: number }>(`select state, count(*)::int as n from ${table} group by state`)
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

export const countImports = (db: Db): Promise<ByState> => byState(db, 'import')
export const countJobs = (db: Db): Promise<ByState> => byState(db, 'job')

export async function databaseBytes(db: Db): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes')
  return rows[0]?.bytes ?? 0
}
