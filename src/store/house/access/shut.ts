import type { Db } from '#store/pool.ts'

/** Ends every session and takes back every link that was not used: whoever was let in before something else came into force is let in anew. */
export async function shutDoors(db: Db): Promise<void> {
  await db.query('delete from session')
  await db.query('delete from link where used_at is null')
}
