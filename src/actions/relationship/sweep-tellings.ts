import { withTransaction, type Pool } from '#store/pool.ts'
import { dropTelling, isRetelling, lockTellingAlone, oldTellings, readTelling } from '#store/relationship/tellings.ts'

/** How many old tellings are kept beside the map that is read. */
const KEPT_OLD = 1

/**
 * Drops a telling that was broken off, and old ones but for the last. Only for whoever holds retelling: nobody is making one then.
 * @returns how many were dropped
 */
export async function sweepTellings(pool: Pool): Promise<number> {
  const broken = await withTransaction(pool, async (db) => {
    await lockTellingAlone(db) // nobody marks customers for it any more
    const making = await readTelling(db, 'making')
    if (making) await dropTelling(db, making.id)
    return making ? 1 : 0
  })
  const old = (await oldTellings(pool)).slice(0, -KEPT_OLD)
  for (const id of old) await dropTelling(pool, id)
  return broken + old.length
}

/** Is there more to drop than the retelling that left it will have seen to, or one in the making that nobody makes? */
export async function hasLeftTellings(pool: Pool): Promise<boolean> {
  if ((await oldTellings(pool)).length > KEPT_OLD) return true
  return (await readTelling(pool, 'making')) !== null && !(await isRetelling(pool))
}
