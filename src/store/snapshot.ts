import type { Db } from './pool.ts'

/** What can be seen at this moment, as a text: two equal ones saw the same, to the row. Costs writers nothing. */
export async function readSnapshot(db: Db): Promise<string> {
  const { rows } = await db.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot')
  return rows[0]?.snapshot ?? ''
}
