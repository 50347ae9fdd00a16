/** Pages of lists, read in whichever way, held against everybody sorted here. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openHouse } from '#actions/house/open-house.ts'
import { SORTS, type Sort } from '#core/customers/sorts.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'
import { readList } from '#store/relationship/list.ts'
import type { ListQuery, Place } from '#store/relationship/list-query.ts'
import { SORTED } from '#store/relationship/sorted.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'
import { on } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
const MANY = 3000
let telling = 0

type Row = Readonly<Record<Sort, string | number | null>> & { readonly customer: string; readonly state: number; readonly unit: string | null; readonly heard: boolean }
let rows: readonly Row[] = []

/** Customers with ties of every size in all that lists sort by, figures that are not known, names one unit of which lies at the end, and some whom no telling has. */
beforeAll(async () => {
  await openHouse(contextOf(pool, on(200)))
  telling = (await pool.query<{ id: number }>(`select id from telling where state = 'current'`)).rows[0]?.id ?? 0
  await pool.query(`
    insert into customer (customer, key, name)
    select md5('n' || i)::uuid, 'k' || lpad((i * 7919 % ${MANY})::text, 5, '0'), case when i % 11 = 0 then '田中' when i % 3 = 0 then repeat('Anna ', 40) when i % 3 = 1 then 'Bo ' || i % 40 end
    from generate_series(1, ${MANY + 20}) i`)
  await pool.query(`
    insert into standing (telling, customer, seq, state, since, rule, heard, unit, told_at, first_at, last_at, heart, head, stay, say, pay, value, paid, orders, memory)
    select $1, md5('n' || i)::uuid, 1, 1 + i % 7 % 5, timestamptz '2025-01-01' + i % 60 * interval '1 day', 1, i % 2 = 0,
      case when i % 11 = 0 then 'tokyo' when i % 50 = 0 then 'least' when i % 9 <> 0 then 'large' end,
      '2025-06-01', '2024-01-01', timestamptz '2025-03-01' + i % 500 * interval '1 hour',
      case when i % 2 = 0 then (i % 30) / 7.0 - 2 end, case when i % 10 = 0 then (i % 3) / 3.0 end, case when i % 13 <> 0 then (i % 97) / 97.0 end, i % 5 / 5.0, case when i % 4 <> 0 then least(1, i % 12 / 9.0) end,
      i % 700 * 10, case when i % 3 = 0 then 0 else i * 37 % 999 end, i % 3, '{}'
    from generate_series(1, ${MANY}) i`, [telling])
  await pool.query('analyze customer')
  await pool.query('analyze standing')
  const read = await pool.query<Row>(`
    select t.customer, t.state, t.unit, t.heard, c.key, left(c.known_as, 120) as name, t.since, t.last_at as last, t.value, t.paid, t.orders, t.heart::float8, t.head::float8, t.stay::float8, t.say::float8, t.pay::float8
    from standing t join customer c using (customer) where t.telling = $1`, [telling])
  rows = read.rows
}, 60_000)

const FILTERS: readonly CustomerFilter[] = [
  {}, { states: [2] }, { states: [1, 4] }, { units: ['large'] }, { units: ['tokyo'] }, { units: ['least', 'tokyo'] }, { units: ['tokyo'], states: [3] }, { units: ['least'], states: [3] },
  { heard: false }, { units: ['large'], heard: true, states: [1, 5] }, { units: [] }, { states: [8] }, { bounds: [{ figure: 'orders', most: 0 }] },
]
const fits = (row: Row, { states, units, heard, bounds }: CustomerFilter): boolean =>
  (states?.includes(row.state) ?? true) && (units === undefined || (row.unit !== null && units.includes(row.unit))) && (heard === undefined || row.heard === heard) && (bounds === undefined || row.orders === 0)

type Query = Omit<ListQuery, 'telling'>

/** Where a place comes in the order of a list: unknown figures last, whichever way it goes. */
function compare(descending: boolean, [left, one]: readonly [string | number | null, string], [right, other]: readonly [string | number | null, string]): number {
  if ((left === null) !== (right === null)) return left === null ? 1 : -1
  const sign = left !== right && left !== null && right !== null ? (left < right ? -1 : 1) : one < other ? -1 : one > other ? 1 : 0
  return descending ? -sign : sign
}

/** The slow twin: everybody who fits, sorted; those from the place on, or before it; the first of these. */
function twin({ filter, sort, descending, from, backwards, limit }: Query): string[] {
  const sorted = rows.filter((row) => fits(row, filter)).toSorted((a, b) => compare(descending, [a[sort], a.customer], [b[sort], b.customer]))
  const beyond = sorted.filter((row) => {
    if (from === null) return true
    const way = compare(descending, [row[sort], row.customer], [from.value, from.customer])
    return (backwards ? way < 0 : way > 0) || (from.inclusive && way === 0)
  })
  return (backwards ? beyond.slice(Math.max(0, beyond.length - limit)) : beyond.slice(0, limit)).map(({ customer }) => customer)
}

/** A place that somebody has, or one beside it that nobody has. */
const place = (sort: Sort): fc.Arbitrary<Place | null> => fc.option(fc.tuple(fc.nat(MANY - 1), fc.option(fc.uuid())).map(([i, beside]) => ({ value: rows[i]![sort], customer: beside ?? rows[i]!.customer })))

/** The same list can be read in every way: by whom is gathered and who named, in strides of any length; with a bound that leaves enough, or does not. */
const query = fc.constantFrom(...SORTS, ...(['name', 'key', 'name', 'key'] as const)).chain((sort) => fc.record({
  sort: fc.constant(sort), filter: fc.constantFrom(...FILTERS), descending: fc.boolean(), backwards: fc.boolean(), limit: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant(130)),
  from: place(sort).chain((at) => fc.boolean().map((inclusive) => at && { ...at, inclusive })),
  bound: fc.option(fc.nat(MANY - 1).map((i) => rows[i]![sort] ?? undefined), { nil: undefined }), one_in: fc.constantFrom(1, 3, 50), way: fc.constantFrom('walked', 'walked', 'walked', 'gathered', 'named', 'by state' as const),
}))

const wayOf = (way: string, filter: CustomerFilter): Pick<ListQuery, 'filter' | 'gathered'> => {
  const named = rows.filter((row) => fits(row, filter)).map(({ customer }) => customer)
  if (way === 'named') return { filter: { ...filter, customers: named }, gathered: null }
  // What is gathered of some states alone is so in orders by state; elsewhere all are.
  if (way === 'by state') return { filter, gathered: { states: [1, 3, 5], customers: rows.filter((row) => [1, 3, 5].includes(row.state) && fits(row, filter)).map(({ customer }) => customer) } }
  return { filter, gathered: way === 'gathered' ? { states: filter.states ?? [1, 2, 3, 4, 5, 6, 7, 8], customers: null } : null }
}

describe('a page of a list', () => {
  test('is that of everybody sorted, whichever way it is read', async () => {
    await fc.assert(fc.asyncProperty(query, async ({ way, bound, ...asked }) => {
      const read = await readList(pool, { ...asked, ...(bound !== undefined && SORTED[asked.sort].walked === 'not' && { bound }), ...wayOf(way, asked.filter), telling })
      expect(read.map(({ customer }) => customer)).toEqual(twin({ ...asked, gathered: null }))
    }), { numRuns: 1000 })
  }, 120_000)

  test('of one unit whose names come last is found, and it is told where there are no more', async () => {
    const asked = { filter: { units: ['tokyo'] }, sort: 'name', descending: false, from: null, backwards: false, gathered: null, one_in: 1 } as const
    const all = rows.filter(({ unit }) => unit === 'tokyo').length
    expect(all).toBeGreaterThan(200)
    expect(rows.filter(({ unit, name }) => unit === 'tokyo' && String(name) < ' z').length).toBe(0)
    expect((await readList(pool, { ...asked, telling, limit: all + 50 })).length).toBe(all)
    expect((await readList(pool, { ...asked, telling, limit: 20 })).map(({ customer }) => customer)).toEqual(twin({ ...asked, limit: 20 }))
  })

  test('has ties that are longer than it, and figures that nobody knows', () => {
    for (const sort of ['orders', 'paid', 'head', 'pay', 'name'] as const) {
      const counts = Map.groupBy(rows, (row) => row[sort])
      expect(Math.max(...[...counts.values()].map((same) => same.length))).toBeGreaterThan(130)
    }
    expect(['heart', 'head', 'stay', 'pay'].map((sort) => rows.some((row) => row[sort as Sort] === null))).toEqual([true, true, true, true])
  })
})
