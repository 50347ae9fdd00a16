import { text } from 'node:stream/consumers'
import pgCopy from 'pg-copy-streams'
import type { Pool } from '#store/pool.ts'

/** The one line that a restored house has more than it had: that it was restored. */
const TRACE = `what = 'house.restored'`

/**
 * Every table of a database to the byte, by name, with its counters, keys, indexes and constraints. Found in the catalogue in another way than the
 * code does, so that both would have to forget the same thing.
 */
export async function wholeHouse(pool: Pool): Promise<Record<string, string>> {
  const client = await pool.connect()
  try {
    const found: Record<string, string> = {}
    const { rows: tables } = await client.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`)
    for (const { name } of tables) {
      const but = name === 'audit' ? `where not ${TRACE}` : ''
      found[name] = await text(client.query(pgCopy.to(`copy (select * from "${name}" t ${but} order by t::text) to stdout`)))
    }
    const { rows: made } = await client.query<{ name: string; made: string }>(`
      select indexname as name, indexdef as made from pg_indexes where schemaname = 'public'
      union all select conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace`)
    for (const each of made) found[each.name] = each.made
    return found
  } finally {
    client.release()
  }
}

/** Where each counter stands, that of the audit log aside: a restoring has its own line there. */
export async function counters(pool: Pool): Promise<unknown[]> {
  const { rows } = await pool.query(`select sequencename, last_value from pg_sequences where schemaname = 'public' and sequencename <> 'audit_id_seq' order by 1`)
  return rows
}
