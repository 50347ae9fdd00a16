import type { InForce } from '#actions/relationship/rules-in-force.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import type { Pool } from '#store/pool.ts'
import { readListed } from '#store/relationship/listed.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'
import { EVERYBODY, slicesOf, type Slice } from '#store/slices.ts'

/** So many are looked up one by one as soon as a part of a million is gone through. */
const MOST_LISTED = 10_000

/** Which customers are looked at. */
export interface SomeOfAll {
  readonly slice: Slice
  /** One in so many, by lot. */
  readonly parts: number
  /** How many they are, about. */
  readonly customers: number
  /** Are they looked up one by one? */
  readonly is_listed: boolean
}

/**
 * Of many customers a part is looked at, by lot. But of a part little is left where a filter chooses few of all, as those of one shop or region: then it is all of them, or a larger part.
 * @param parts into how many parts all are cut
 * @param most so many are listed
 */
export async function someOfAll(pool: Pool, force: InForce, filter: CustomerFilter, parts: number, most = MOST_LISTED): Promise<SomeOfAll> {
  const { id, model: { customers } } = force.telling
  const listed = parts === 1 || Object.keys(filter).length === 0 ? null : await drawnOnce(pool, force, { what: ['listed', filter, parts], draw: () => readListed(pool, id, filter, most, parts) })
  const slice = slicesOf(listed?.parts ?? parts)[0] ?? EVERYBODY
  return listed ? { slice: { ...slice, few: listed.customers }, parts: listed.parts, customers: listed.customers.length, is_listed: true } : { slice, parts, customers: customers / parts, is_listed: false }
}
