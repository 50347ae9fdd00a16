import type { Readable, Writable } from 'node:stream'
import type { ClientBase } from 'pg'
import pgCopy from 'pg-copy-streams'
import { withTransaction, type Client, type Db, type Pool } from '#store/pool.ts'
import { shareRetelling } from '#store/relationship/tellings.ts'
import { quoted, type KeptTable } from './tables.ts'

/** Of these tables not every row belongs into a backup: tellings other than the current one are left out, what waits for one in the making, files that were brought and hold rows as they came, and pictures, which are drawn anew. */
const KEPT_ROWS: Readonly<Record<string, string>> = { telling: `state = 'current'`, pending: 'false', upload: 'false', upload_part: 'false', export: 'false', export_part: 'false', picture: 'false' }

/** Runs `work` on the house as it stands at one moment, whatever is written meanwhile. No telling is dropped as long as it lasts. */
export async function atOneMoment<T>(pool: Pool, work: (db: Client) => Promise<T>): Promise<T> {
  return shareRetelling(pool, () => withTransaction(pool, async (db) => {
    await db.query('set transaction isolation level repeatable read, read only')
    return work(db)
  }))
}

const listed = (columns: readonly string[]): string => columns.map(quoted).join(', ')

/**
 * A table's rows in COPY's text format: it reads the same in every version of PostgreSQL, and to the bit. (The binary one may differ between
 * versions, and is no shorter once compressed.) A part is read by its own name, so that nothing waits for its whole.
 */
export function copyOut(db: Client, { name, relation, columns }: KeptTable): Readable {
  return db.query(pgCopy.to(`copy (select ${listed(columns)} from ${quoted(relation)} where ${KEPT_ROWS[name] ?? 'true'}) to stdout`))
}

/** Ends a connection in the middle of a copy that nobody will read to its end: whatever is asked over it next would wait for ever. */
export const hangUp = (db: Client): Promise<void> => (db as unknown as ClientBase & { end(): Promise<void> }).end()

/** Takes rows in COPY's text format. */
export function copyBack(db: Client, { name, columns }: Pick<KeptTable, 'name' | 'columns'>): Writable {
  return db.query(pgCopy.from(`copy ${quoted(name)} (${listed(columns)}) from stdin`))
}

export async function postgresVersion(db: Db): Promise<string> {
  const { rows } = await db.query<{ version: string }>(`select current_setting('server_version') as version`)
  return rows[0]?.version ?? ''
}
