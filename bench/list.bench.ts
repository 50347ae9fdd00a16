/**
 * bench/list: pages of the list of many customers, and what their indexes cost those who write.
 *
 *   npm run bench -- list [customers] [folder]     (1,000,000 customers with a year of about ten facts each)
 *
 * Pages are read at the beginning, in the middle and at the end, sorted by all that lists sort by, with and without filters, while somebody writes. What the indexes cost is
 * told by sending the same number of live facts with them and without.
 */
import { importPaths } from '#actions/history/import/import-paths.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { listCustomers } from '#actions/relationship/list-customers.ts'
import { customersQuery } from '#contract/relationship/customer.ts'
import { SORTS } from '#core/customers/sorts.ts'
import { isoOf } from '#core/units/time.ts'
import { indexTelling } from '#store/relationship/tellings.ts'
import { factFile } from './fact-file.ts'
import { END, machine, median, seconds } from './machine.ts'
import { inScratch, type Scratch } from './scratch.ts'

const CUSTOMERS = Number(process.argv[2] ?? 1_000_000)
const ROUNDS = 7
const BATCH = 500
const BATCHES = 20

type Query = Readonly<Record<string, unknown>>
const PLACES: readonly (readonly [string, Query])[] = [['first', {}], ['in the middle', { at: 0.5 }], ['last', { at: 1 }]]
const FILTERS: readonly (readonly [string, Query])[] = [
  ['devoted, by value', { state: 'devoted', sort: 'value', order: 'desc' }],
  ['a unit, by value', { unit: 'helsinki', sort: 'value', order: 'desc' }],
  ['heart below 0, by key', { max: { heart: 0 } }],
  ['joined in March, by value', { cohort: '2025-03', sort: 'value' }],
  ['part of a key', { q: '1234' }],
  ['satisfied then, lapsed now', { moved_from: 'satisfied', moved_to: 'lapsed', sort: 'value' }],
  ['counting those with a heart below 0', { max: { heart: 0 }, limit: 1, total: 'true' }],
]

await inScratch(END, async ({ ctx, pool, folder }) => {
  const path = factFile(process.argv[3] ?? folder, CUSTOMERS, 'ndjson')
  const done = await importPaths(ctx, { paths: [path] })
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  const read = async (query: Query): Promise<readonly [first: number, again: number]> => {
    const took: number[] = []
    for (let i = 0; i < ROUNDS; i++) {
      took.push(1000 * (await seconds(async () => {
        const page = await listCustomers(ctx, customersQuery.parse(query))
        if (!page.ok) throw new Error(JSON.stringify(page.refusals))
      })))
      await pool.query(`insert into audit (at, actor, what) values (now(), 'bench', 'bench')`)
    }
    return [took[0] as number, median(took.slice(1))]
  }
  const say = (name: string, [first, again]: readonly [number, number]): void => console.log(`${name.padEnd(44)} first ${first.toFixed(0).padStart(6)} ms   again ${again.toFixed(1).padStart(7)} ms`)
  console.log(`bench/list  ${machine()}`)
  console.log(`${CUSTOMERS.toLocaleString('en')} customers, ${done.value.facts.taken.toLocaleString('en')} facts; embedded PostgreSQL 18; pages of 50, read while others write (goal 100 ms)`)
  for (const sort of SORTS) for (const [place, query] of PLACES) say(`by ${sort}, ${place}`, await read({ sort, ...query }))
  for (const [name, query] of FILTERS) say(name, await read(query))
  await whatIndexesCost({ ctx, pool })
})

/** Live facts with the indexes of lists and without, each round of customers whom no round before has touched. */
async function whatIndexesCost({ ctx, pool }: Pick<Scratch, 'ctx' | 'pool'>): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(`select id from telling where state = 'current'`)
  const telling = rows[0]?.id ?? 0
  const { rows: some } = await pool.query<{ key: string }>('select key from customer order by customer limit $1', [BATCH * BATCHES * 4])
  let at = 0
  const send = (): Promise<number> => seconds(async () => {
    for (let batch = 0; batch < BATCHES; batch++) {
      const facts = some.slice(at, (at += BATCH)).map(({ key }, i) => ({ id: `live-${at}-${i}`, source: 'bench', kind: 'purchase', customer: key, at: isoOf(END - 60_000), order: `o${at}-${i}`, paid: 1000 }))
      const sent = await sendFacts(ctx, facts)
      if (sent.some(({ status }) => status !== 'taken')) throw new Error(JSON.stringify(sent[0]))
    }
  })
  await send()
  const withThem = await send()
  const { rows: indexes } = await pool.query<{ name: string }>(`select indexrelid::regclass::text as name from pg_index where indrelid = $1::regclass and (indexrelid::regclass::text ~ '_by_' or indexrelid::regclass::text ~ '_(list|unit)$')`, [`standing_${telling}`])
  for (const { name } of indexes) await pool.query(`drop index ${name}`)
  const without = await send()
  const building = await seconds(() => indexTelling(pool, telling))
  console.log(`${(BATCH * BATCHES).toLocaleString('en')} live facts in batches of ${BATCH}: ${withThem.toFixed(1)} s with the ${indexes.length} indexes of lists, ${without.toFixed(1)} s without: ${(withThem / without).toFixed(2)} ×; made anew in ${building.toFixed(1)} s`)
}
