import type { Sort } from '#core/customers/sorts.ts'
import type { ListRow, Place } from '#store/relationship/list-query.ts'

/** A cursor says where a page ends or begins, so that rows that come or go elsewhere shift nothing. */
export const cursorOf = (sort: Sort, { sorted, customer }: Pick<ListRow, 'sorted' | 'customer'>): string => Buffer.from(JSON.stringify([sort, sorted, customer])).toString('base64url')

const TEXTS: ReadonlySet<Sort> = new Set(['key', 'name'])
const MOMENTS: ReadonlySet<Sort> = new Set(['since', 'last'])
const WHOLE: ReadonlySet<Sort> = new Set(['value', 'paid', 'orders'])
const FIRST_MOMENT = Date.UTC(1, 0, 1)
const LAST_MOMENT = Date.UTC(9999, 11, 31)
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The place that a cursor of a list sorted in this way names; null where it is none. */
export function placeOf(sort: Sort, cursor: string): Place | null {
  try {
    const [of, value, customer] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    return of === sort && isValue(sort, value) && typeof customer === 'string' && UUID.test(customer) ? { value, customer } : null
  } catch {
    return null
  }
}

/** Could a row have this to be sorted by? What a database could not even read must not get there. */
function isValue(sort: Sort, value: unknown): value is Place['value'] {
  if (TEXTS.has(sort)) return typeof value === 'string' && !/[\0\p{Cs}]/u.test(value)
  if (MOMENTS.has(sort)) return Number.isSafeInteger(value) && (value as number) >= FIRST_MOMENT && (value as number) <= LAST_MOMENT
  if (WHOLE.has(sort)) return Number.isSafeInteger(value) && (sort !== 'orders' || Math.abs(value as number) < 2 ** 31)
  return value === null || (typeof value === 'number' && (value === 0 || (Math.abs(value) > 1e-37 && Math.abs(value) < 1e37)))
}
