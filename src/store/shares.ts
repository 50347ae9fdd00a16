import { withTransaction, type Client, type Db, type Pool } from './pool.ts'
import { EVERYBODY, slicesOf, type Slice } from './slices.ts'

/** With more customers than this a read over all of them is shared by several connections: it keeps a core busy for seconds. */
const WORTH_SHARING = 100_000
const SHARES = 4
/** So many are read side by side, of whatever reads there are: all others want connections too. */
const MOST_AT_ONCE = 4

/**
 * Customers are gone through as they lie, in their order in every table, so that nothing is sorted and no table of a million is hashed, which does not fit into the memory that may be taken
 * for it; what is then asked of them is hashed, as it comes to few. The slices are what goes side by side: helpers of each besides took half as long again on two cores.
 */
const AS_THEY_LIE = ['enable_sort = off', 'enable_hashjoin = off', 'enable_nestloop = off', 'max_parallel_workers_per_gather = 0'].map((setting) => `set local ${setting}`).join('; ')

/**
 * Reads something over all customers, slice by slice where they are many, side by side. Rows come as each slice has them: whoever asked adds up those that belong together.
 * @param customers how many there are, about
 */
export async function inShares<Row>(pool: Pool, customers: number, read: (db: Db, slice: Slice) => Promise<readonly Row[]>): Promise<readonly Row[]> {
  if (customers < WORTH_SHARING) return read(pool, EVERYBODY)
  const share = (slice: Slice) => async (db: Client): Promise<readonly Row[]> => {
    await db.query(AS_THEY_LIE)
    return read(db, slice)
  }
  return (await Promise.all(slicesOf(SHARES).map((slice) => inLane(pool, () => withTransaction(pool, share(slice)))))).flat()
}

interface Lane {
  running: number
  readonly waiting: (() => void)[]
}
const LANES = new WeakMap<Pool, Lane>()

/** Does something as soon as fewer than so many such things are done through a pool. */
async function inLane<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const lane = LANES.get(pool) ?? { running: 0, waiting: [] }
  LANES.set(pool, lane)
  // Who is let in takes the place of one that left.
  if (lane.running >= MOST_AT_ONCE) await new Promise<void>((enter) => lane.waiting.push(enter))
  else lane.running++
  try {
    return await work()
  } finally {
    const next = lane.waiting.shift()
    if (next) next()
    else lane.running--
  }
}
