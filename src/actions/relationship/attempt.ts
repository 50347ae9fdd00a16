import { countsOf } from '#actions/counts.ts'
import { withTransaction, type Client, type Pool } from '#store/pool.ts'
import { lockBulkAlone, lockRetelling, lockTellingAlone, lockTellingShared } from '#store/relationship/tellings.ts'
import { inTurn } from './in-turn.ts'

/** Another writer was first: what was read no longer holds, and the work starts over. */
export class Overtaken extends Error {}

const MOST_TRIES = 50

/** PostgreSQL says the same in its own words: a deadlock broken, a serialisation failure. */
const isOvertaken = (error: unknown): boolean =>
  error instanceof Overtaken || (error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001'))

/** Does a piece of work again where it was overtaken; each try must leave nothing behind. */
export async function untilFirst<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!isOvertaken(error) || tries >= MOST_TRIES) throw error
      countsOf(pool).retries++
      // Writers that met once would meet again at the same step; a short uneven wait parts them.
      await new Promise((resolve) => setTimeout(resolve, (tries * 7) % 50))
    }
  }
}

/** Runs work that reads, decides and saves in one transaction, past which no telling can change; again where it was overtaken. */
export const attempt = <T>(pool: Pool, work: (db: Client) => Promise<T>): Promise<T> => attemptHolding(pool, lockTellingShared, work)

/** The same with nobody else writing meanwhile: for short work that changes under whom customers are told. */
export const attemptAlone = <T>(pool: Pool, work: (db: Client) => Promise<T>): Promise<T> => inTurn(pool, () => attemptHolding(pool, lockTellingAlone, work))

/**
 * For erasing somebody: no telling is being made and nothing comes or goes in bulk meanwhile, while facts go on being sent. Whoever asks for
 * it locks the telling alone (`lockTellingAlone`) when all is found that is to go.
 */
export const attemptErasing = <T>(pool: Pool, work: (db: Client) => Promise<T>): Promise<T> =>
  inTurn(pool, () => attemptHolding(pool, lockAgainstBulk, work))

async function lockAgainstBulk(db: Client): Promise<void> {
  await lockRetelling(db)
  await lockBulkAlone(db)
}

const attemptHolding = <T>(pool: Pool, lock: (db: Client) => Promise<void>, work: (db: Client) => Promise<T>): Promise<T> =>
  untilFirst(pool, () => withTransaction(pool, async (db) => {
    await lock(db)
    return work(db)
  }))
