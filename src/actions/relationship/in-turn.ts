import type { Pool } from '#store/pool.ts'

const LAST = new WeakMap<Pool, Promise<unknown>>()

/**
 * Has a process do one piece of such work after the other. Each waits for a lock with a connection of its own, and many that wait at once would
 * leave none for anybody else.
 */
export function inTurn<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const turn = (LAST.get(pool) ?? Promise.resolve()).then(work, work)
  LAST.set(pool, turn.catch(() => undefined))
  return turn
}
