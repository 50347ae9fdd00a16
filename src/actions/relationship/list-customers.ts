import { isoOf } from '#core/units/time.ts'
import { stateOf } from '#core/relationship/state.ts'
import type { CustomersAnswer, CustomersQuery } from '#contract/relationship/customer.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { readList } from '#store/relationship/list.ts'
import type { ListQuery, ListRow } from '#store/relationship/list-query.ts'
import { cursorOf, placeOf } from './cursor.ts'
import { boundOf, countChosen, narrow, placeAt } from './rank.ts'
import { inForce, type InForce } from './rules-in-force.ts'
import { tellingOf } from './shown.ts'

/** A page of customers who fit, with where each stands. The figures are at most thirty days old (`standingRow`). */
export async function listCustomers(ctx: Context, query: CustomersQuery): Promise<Result<CustomersAnswer>> {
  const force = await inForce(ctx.pool)
  const filter = await choose(ctx, force, query)
  if (!filter.ok) return filter
  const narrowed = await narrow(ctx.pool, force, filter.value, query.sort)
  const list = { telling: force.telling.id, ...narrowed.list, sort: query.sort, descending: query.order === 'desc' }
  const begun = await beginning(ctx, force, query, list)
  if (!begun.ok) return begun
  const asked: ListQuery = { ...list, ...begun.value, limit: query.limit + 1 }
  const bound = await boundOf(ctx.pool, force, asked)
  const [rows, total] = await Promise.all([readList(ctx.pool, { ...asked, ...bound }), query.total === 'true' ? countChosen(ctx.pool, force, filter.value, narrowed) : null])
  const more = rows.length > query.limit
  const page = asked.backwards && more ? rows.slice(1) : rows.slice(0, query.limit)
  const [first, last] = [page[0], page.at(-1)]
  const { company, telling } = force
  const previous = asked.backwards ? more : asked.from !== null
  const next = asked.backwards ? query.before !== undefined : more
  return yes({
    telling: tellingOf(telling), currency: company.currency, customers: page.map(lineOf), total,
    next: next && last ? cursorOf(query.sort, last) : null,
    previous: previous && first ? cursorOf(query.sort, first) : null,
  })
}

/** Where a page begins, and which way it goes on from there. */
async function beginning(ctx: Context, force: InForce, { sort, after, before, at }: CustomersQuery, list: Omit<ListQuery, 'from' | 'backwards' | 'limit'>): Promise<Result<Pick<ListQuery, 'from' | 'backwards'>>> {
  const cursor = after ?? before
  if (cursor === undefined) {
    if (at === 1) return yes({ from: null, backwards: true })
    const place = at === undefined || at === 0 ? null : await placeAt(ctx.pool, force, list, at)
    return yes({ from: place && { ...place, inclusive: true }, backwards: false })
  }
  const name = after === undefined ? 'before' : 'after'
  const place = placeOf(sort, cursor)
  if (!place || (after !== undefined && before !== undefined)) return no('query_invalid', { name, found: cursor, expected: 'the `next` or `previous` of a page' }, `/${name}`)
  return yes({ from: { ...place, inclusive: false }, backwards: before !== undefined })
}

const lineOf = ({ customer: _c, sorted: _s, ...row }: ListRow): CustomersAnswer['customers'][number] => ({
  ...row, state: stateOf(row.state), since: isoOf(row.since), last_at: isoOf(row.last_at),
})
