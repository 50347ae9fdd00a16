import { withTransaction, type Client, type Db, type Pool } from './pool.ts'
import { EVERYBODY, slicesOf, type Slice } from './slices.ts'

/** With more customers than this a read over all of them is shared by several connections: it keeps a core busy for seconds. */
const WORTH_SHARING = 100_000
const SHARES = 4

export interface Sharing {
  /**
   * By what the read goes through customers. `sorted`: grouped in the order in which they lie: a million do not fit into the memory that hashing them may take. Left out: as the
   * planner has it.
   */
  readonly through?: 'sorted'
}

/**
 * Reads something over all customers, slice by slice where they are many, side by side. Rows come as each slice has them: whoever asked adds up those that belong together.
 * @param customers how many there are, about
 */
export async function inShares<Row>(pool: Pool, customers: number, read: (db: Db, slice: Slice) => Promise<readonly Row[]>, { through }: Sharing = {}): Promise<readonly Row[]> {
  if (customers < WORTH_SHARING) return read(pool, EVERYBODY)
  const share = (slice: Slice) => async (db: Client): Promise<readonly Row[]> => {
    if (through === 'sorted') await db.query('set local enable_hashagg = off')
    // The slices are what goes side by side: helpers of each besides took half as long again on two cores.
    await db.query('set local max_parallel_workers_per_gather = 0')
    return read(db, slice)
  }
  return (await Promise.all(slicesOf(SHARES).map((slice) => withTransaction(pool, share(slice))))).flat()
}
