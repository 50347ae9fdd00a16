import { sql, type RawBuilder } from 'kysely'
import { STATES, stateNumber } from '#core/relationship/state.ts'
import type { Db } from '#store/pool.ts'
import { run } from '#store/sql.ts'
import { conditions, joinsOf, standingsOf, statesIn, type CustomerFilter } from './filter.ts'
import { beyond, orderOf, rowOf, upTo, type ListQuery, type ListRow } from './list-query.ts'
import { SORTED, type Sorted } from './sorted.ts'
import { readInStrides } from './strides.ts'

type Part = 'known' | 'unknown'

/** Customers with known figures come before those without, whichever way the list goes. */
function partsOf({ sort, from, backwards }: ListQuery): readonly Part[] {
  const parts: readonly Part[] = SORTED[sort].nullable ? (backwards ? ['unknown', 'known'] : ['known', 'unknown']) : ['known']
  return from === null ? parts : parts.slice(parts.indexOf(from.value === null ? 'unknown' : 'known'))
}

/** One page of customers, by keyset: a page costs the same wherever in the list it is. */
export async function readList(db: Db, query: ListQuery): Promise<ListRow[]> {
  const rows: ListRow[] = []
  for (const [i, part] of partsOf(query).entries()) {
    const left = query.limit - rows.length
    if (left > 0) rows.push(...(await readBounded(db, { ...query, from: i === 0 ? query.from : null, limit: left }, part)))
  }
  return query.backwards ? rows.reverse() : rows
}

/** Before a bound there is nearly always a whole page; where there is not, all are looked at. */
async function readBounded(db: Db, { bound, ...query }: ListQuery, part: Part): Promise<ListRow[]> {
  if (bound === undefined || part === 'unknown') return readPart(db, query, part)
  const rows = await readPart(db, { ...query, bound }, part)
  return rows.length < query.limit ? readPart(db, query, part) : rows
}

function readPart(db: Db, query: ListQuery, part: Part): Promise<ListRow[]> {
  const sorted = SORTED[query.sort]
  if (sorted.walked === 'beside' && !query.filter.customers && !query.gathered) return readInStrides(db, query)
  const branches = branchesOf(query, sorted, part)
  if (branches.length === 0) return Promise.resolve([])
  return run<ListRow & Record<string, unknown>>(db, sql`
    select ${rowOf(query)}
    from (${sql.join(branches.map((one) => sql`select * from (${one}) b`), sql` union all `)} order by ${orderOf(query, sql`sorted`, sql`customer`)} limit ${query.limit}) p
      join standing t on t.telling = ${query.telling} and t.customer = p.customer join customer c on c.customer = p.customer
    order by ${orderOf(query, sql`p.sorted`, sql`p.customer`)}`)
}

/**
 * A page is merged from those of each state: an index for each state serves lists of some states as well as those of all. (Asked in one, with
 * `or`, PostgreSQL sorts everybody.) Those of whom hardly anybody fits are gathered: looked for in the order of the list, one
 * would come to its end before the page is full.
 */
function branchesOf(query: ListQuery, { walked }: Sorted, part: Part): RawBuilder<unknown>[] {
  const { filter, gathered } = query
  // Numbers are hashes: in their order, which is that of unknown figures, those who fit lie evenly.
  if (walked === 'not' && !filter.customers) return [(part === 'known' ? gather : walk)(query, part, filter)]
  if (walked !== 'by_state' || filter.customers) return [gather(query, part, filter)]
  const common = (statesIn(filter) ?? STATES.map(stateNumber)).filter((state) => !gathered?.states.includes(state))
  const branches = common.map((state) => walk(query, part, { states: [state], also: [filter] }))
  return gathered ? [...branches, gather(query, part, { ...(gathered.customers ? { customers: gathered.customers } : { states: gathered.states }), also: [filter] })] : branches
}

/** The first of those who fit, met in the order of the list. */
const walk = (query: ListQuery, part: Part, filter: CustomerFilter): RawBuilder<unknown> =>
  sql`${fitting(query, part, filter)} order by ${orderOf(query, SORTED[query.sort].column, sql`t.customer`)} limit ${query.limit}`

/** The first of those who fit, all of whom are fetched before they are sorted. */
const gather = (query: ListQuery, part: Part, filter: CustomerFilter): RawBuilder<unknown> =>
  sql`select * from (${fitting(query, part, filter)} offset 0) f order by ${orderOf(query, sql`sorted`, sql`customer`)} limit ${query.limit}`

/** The customers of a page and those after it who fit a filter. */
function fitting(query: ListQuery, part: Part, filter: CustomerFilter): RawBuilder<unknown> {
  const { column, nullable, ofCustomer } = SORTED[query.sort]
  const rows = standingsOf(query.telling)
  const parts = [sql`t.telling = ${query.telling}`, conditions(filter, rows)]
  if (nullable) parts.push(part === 'known' ? sql`${column} is not null` : sql`${column} is null`)
  if (query.from) parts.push(beyond(query, query.from))
  if (query.bound !== undefined) parts.push(upTo(query, query.bound))
  return sql`select t.customer, ${column} as sorted from standing t ${joinsOf(filter, rows, ofCustomer)} where ${sql.join(parts, sql` and `)}`
}

