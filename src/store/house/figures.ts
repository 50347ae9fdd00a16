import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'

/** How many imports there are in each state. */
export async function countImports(db: Db): Promise<{ readonly state: string; readonly n: number }[]> {
  const { rows } = await db.query<{ state: string; n: number }>('select state, count(*)::int as n from import group by state')
  return rows
}

/** When the customer who has waited longest was due; null where nobody is. */
export async function firstDue(db: Db, telling: number): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Instant | null }>('select min(next_at) as at from standing where telling = $1', [telling])
  return rows[0]?.at ?? null
}

export async function databaseBytes(db: Db): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes')
  return rows[0]?.bytes ?? 0
}
