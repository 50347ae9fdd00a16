import { sql } from 'kysely'
import type { Db } from '#store/pool.ts'
import { run } from '#store/sql.ts'
import { conditions, joinsOf, standingsOf } from './filter.ts'
import { beyond, orderOf, rowOf, type ListQuery, type ListRow, type Place } from './list-query.ts'
import { SORTED } from './sorted.ts'

/** So many times as many as are looked for are walked past at first: more than enough where those who fit lie as evenly as they mostly do. */
const AMPLE = 2
/** Each stride is so many times as long as the one before: where those who fit lie at the other end (the customers of Tokyo, by name), nearly all are walked past in a few. */
const LONGER = 8
const LEAST = 128

/**
 * The first of those who fit, by an order of the customers' own rows: so many of these are read from its index alone, and those of them who fit found among the standings, in one; and further,
 * until there are enough. (To look up each one's standing as it is passed took five times as long, and the customers of one country may lie at the other end of the names.)
 */
export async function readInStrides(db: Db, query: ListQuery): Promise<ListRow[]> {
  const rows: ListRow[] = []
  let { from } = query
  for (let stride = Math.max(LEAST, Math.ceil(AMPLE * query.limit * query.one_in)); ; stride *= LONGER) {
    const { met, end } = await readStride(db, { ...query, from, limit: query.limit - rows.length }, stride)
    rows.push(...met)
    if (rows.length === query.limit || end === null) return rows
    from = { ...end, inclusive: false }
  }
}

/** Those who fit of a stretch of the order; and where it ends, null where it is the last. */
async function readStride(db: Db, query: ListQuery, stride: number): Promise<{ met: ListRow[]; end: Place | null }> {
  const { column } = SORTED[query.sort]
  const rows = standingsOf(query.telling)
  const found = await run<ListRow & { ends: boolean } & Record<string, unknown>>(db, sql`
    with w as materialized (
      select c.customer, ${column} as sorted from customer c where ${query.from ? beyond(query, query.from) : sql`true`} order by ${orderOf(query, column, sql`c.customer`)} limit ${stride}
    ), p as (
      (select * from (
         select w.customer, w.sorted, false as ends from w join standing t on t.customer = w.customer ${joinsOf(query.filter, rows)}
         where t.telling = ${query.telling} and ${conditions(query.filter, rows)} offset 0
       ) f order by ${orderOf(query, sql`sorted`, sql`customer`)} limit ${query.limit})
      union all (select customer, sorted, true from w offset ${stride - 1} limit 1)
    )
    select p.ends, ${rowOf(query)} from p left join standing t on t.telling = ${query.telling} and t.customer = p.customer left join customer c on c.customer = p.customer
    order by p.ends, ${orderOf(query, sql`p.sorted`, sql`p.customer`)}`)
  const last = found.find(({ ends }) => ends)
  return { met: found.filter(({ ends }) => !ends), end: last ? { value: last.sorted, customer: last.customer } : null }
}
