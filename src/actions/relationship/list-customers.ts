import { isoOf } from '#core/units/time.ts'
import { stateNumber, stateOf } from '#core/relationship/state.ts'
import { FIGURES, type CustomersAnswer, type CustomersQuery } from '#contract/relationship/customer.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { filterOf } from '#actions/map/read-map.ts'
import { readUnits } from '#store/map/flows.ts'
import { readList, type ListQuery, type ListRow, type Place } from '#store/relationship/list.ts'
import { inForce } from './rules-in-force.ts'
import { tellingOf } from './shown.ts'

/** A page of customers who fit, with where each stands. The figures are at most thirty days old (`standingRow`). */
export async function listCustomers(ctx: Context, query: CustomersQuery): Promise<Result<CustomersAnswer>> {
  const after = query.after === undefined ? null : placeOf(query.after)
  if (after === 'unreadable') return no('query_invalid', { name: 'after', found: query.after ?? '', expected: 'the `next` of a page' }, '/after')
  const { company, telling } = await inForce(ctx.pool)
  const asked: ListQuery = {
    telling: telling.id,
    filter: filterOf(query, await readUnits(ctx.pool), ctx.reach),
    states: query.state?.map(stateNumber) ?? null,
    heard: query.heard === undefined ? null : query.heard === 'true',
    q: query.q?.trim() || null,
    bounds: FIGURES.flatMap((figure) => {
      const [least, most] = [query.min?.[figure], query.max?.[figure]]
      return least === undefined && most === undefined ? [] : [{ figure, ...(least !== undefined && { least }), ...(most !== undefined && { most }) }]
    }),
    sort: query.sort,
    descending: query.order === 'desc',
    after,
    limit: query.limit + 1,
  }
  const rows = await readList(ctx.pool, asked)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return yes({ telling: tellingOf(telling), currency: company.currency, customers: page.map(lineOf), next: rows.length > query.limit && last ? cursorOf(last) : null })
}

const lineOf = ({ place_unknown: _u, place_figure: _f, ...row }: ListRow): CustomersAnswer['customers'][number] => ({
  ...row, state: stateOf(row.state), since: isoOf(row.since), last_at: isoOf(row.last_at),
})

/** A cursor says where a page ended, so that rows that come or go elsewhere shift nothing. */
const cursorOf = (row: ListRow): string => Buffer.from(JSON.stringify([row.place_unknown, row.place_figure, row.key])).toString('base64url')

function placeOf(cursor: string): Place | 'unreadable' {
  try {
    const [unknown, figure, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    return typeof unknown === 'boolean' && typeof figure === 'number' && typeof key === 'string' && !key.includes('\u0000') ? { unknown, figure, key } : 'unreadable'
  } catch {
    return 'unreadable'
  }
}
