import type { Db } from './pool.ts'

/**
 * Notes of much that was just written to a table that everybody can see it. Until then whatever is found in an index alone is looked up in its table all the same. As soon as it was written it
 * takes half a second of a million rows; left to the database, which comes to it after a minute or more, up to thirteen: every page is by then written to its log once more. Not to be asked
 * within a transaction.
 * @param also looks at what the rows are like, too, for whoever plans what is asked of them
 */
export async function noteSeen(db: Db, table: string, also?: 'analyze'): Promise<void> {
  await db.query(`vacuum (index_cleanup off, truncate off${also ? `, ${also}` : ''}) ${table}`)
}
