import type { InForce } from '#actions/relationship/rules-in-force.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import type { Pool } from '#store/pool.ts'
import { readFew } from '#store/relationship/few.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'
import { EVERYBODY, slicesOf, type Slice } from '#store/slices.ts'

/** So many are looked up one by one sooner than a part of a million is gone through. */
const FEW = 5000

/** Which customers are looked at. */
export interface SomeOfAll {
  readonly slice: Slice
  /** One in so many, by lot. */
  readonly parts: number
  /** Of how many, about. */
  readonly customers: number
}

/**
 * Of many customers a part is looked at, by lot. But whom a filter chooses may be few, as those of one shop: then it is all of them.
 * @param parts into how many parts all are cut
 */
export async function someOfAll(pool: Pool, force: InForce, filter: CustomerFilter, parts: number): Promise<SomeOfAll> {
  const { id, model: { customers } } = force.telling
  const few = parts === 1 || Object.keys(filter).length === 0 ? null : await drawnOnce(pool, force, { what: ['few', filter], draw: () => readFew(pool, id, filter, FEW) })
  return few ? { slice: { ...EVERYBODY, few }, parts: 1, customers: few.length } : { slice: slicesOf(parts)[0] ?? EVERYBODY, parts, customers }
}
