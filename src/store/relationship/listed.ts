import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#store/pool.ts'
import { slicesOf, within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import { conditions, joinsOf, spansOf, type CustomerFilter } from './filter.ts'

/** Into so many parts everybody is cut to see from one of them about how many a filter chooses. */
const PARTS = 64

/** Customers by lot whom a filter chooses, as their numbers. */
export interface Listed {
  readonly customers: readonly string[]
  /** They are those of the first of so many parts of everybody. */
  readonly parts: number
}

/**
 * Whom a filter chooses at any time, one by one: all of them where they are few, else as large a part as may be listed. Then they are looked up, and nobody else is gone through.
 * @param most so many may be listed
 * @param instead into how many parts everybody is cut where nobody is listed
 * @returns null where one of these parts holds as many of them as may be listed
 */
export async function readListed(db: Db, telling: number, filter: CustomerFilter, most: number, instead: number): Promise<Listed | null> {
  const enough = Math.ceil((most * instead) / PARTS)
  const found = (await run(db, chosen(telling, filter, partOf(PARTS), enough))).length
  if (found > enough) return null
  // What one part says of the others is off by chance: twice as many parts hold half as many.
  for (let parts = 2 ** Math.max(0, Math.ceil(Math.log2((PARTS * found) / most))); parts < instead; parts *= 2) {
    const rows = await run<{ customer: string }>(db, chosen(telling, filter, partOf(parts), most))
    if (rows.length <= most) return { customers: rows.map(({ customer }) => customer), parts }
  }
  return null
}

const partOf = (parts: number): Slice => slicesOf(parts)[0] as Slice

const chosen = (telling: number, filter: CustomerFilter, slice: Slice, most: number): RawBuilder<unknown> => sql`
  select distinct s.customer from span s ${joinsOf(filter, spansOf(telling, slice))}
  where s.telling = ${telling} and ${sql.raw(within('s.customer', slice))} and ${conditions(filter, spansOf(telling, slice))} limit ${most + 1}`
