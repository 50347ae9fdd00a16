import type { Db } from './pool.ts'

/** What is stored, as of a moment. */
export interface Sight {
  /** What can be seen: two equal ones saw the same, to the row. */
  readonly snapshot: string
  /** Which imports ended, and of which it is not told yet what they changed: another text where another did, or was undone. */
  readonly imported: string
}

/** Costs writers nothing. */
export async function readSight(db: Db): Promise<Sight> {
  const { rows } = await db.query<Sight & Record<string, unknown>>(
    `select pg_current_snapshot()::text as snapshot, (select concat(max(ended_at), ' ', count(*) filter (where summary ->> 'settled' = 'false')) from import) as imported`)
  return rows[0]!
}
