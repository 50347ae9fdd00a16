import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#store/pool.ts'
import { EVERYBODY, slicesOf, within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import { conditions, joinsOf, spansOf, type CustomerFilter } from './filter.ts'

/** Into so many parts everybody is cut to see from one of them whether a filter may choose few. */
const PARTS = 64
/** What is found in one part says how many there are to within this. */
const DOUBT = 2

/**
 * Whom a filter chooses at any time, as the customers' numbers, where they are few: then they are looked up one by one, and nobody else is gone through.
 * @param most more than these are not few
 * @returns null where they are more
 */
export async function readFew(db: Db, telling: number, filter: CustomerFilter, most: number): Promise<readonly string[] | null> {
  const [part] = slicesOf(PARTS) as [Slice]
  const guess = Math.ceil((DOUBT * most) / PARTS)
  if ((await run(db, chosen(telling, filter, part, guess))).length > guess) return null
  const few = await run<{ customer: string }>(db, chosen(telling, filter, EVERYBODY, most))
  return few.length > most ? null : few.map(({ customer }) => customer)
}

const chosen = (telling: number, filter: CustomerFilter, slice: Slice, most: number): RawBuilder<unknown> => sql`
  select distinct s.customer from span s ${joinsOf(filter, spansOf(telling, slice))}
  where s.telling = ${telling} and ${sql.raw(within('s.customer', slice))} and ${conditions(filter, spansOf(telling, slice))} limit ${most + 1}`
