import type { Client, Db, Pool } from '#store/pool.ts'
import type { SpanRow, SpendRow, StandingRow } from '#store/relationship/rows.ts'

/** A stretch of all customers there could be, from the first number to before the second (null: to the end). */
export interface Stretch {
  readonly from: string
  readonly to: string | null
}

const PARTS = 2 ** 32

/** All customers in so many stretches. Their numbers are hashes, so each has about as many as the others. */
export function stretches(count: number): Stretch[] {
  const at = (i: number): string => `${Math.floor((i * PARTS) / count).toString(16).padStart(8, '0')}-0000-0000-0000-000000000000`
  return Array.from({ length: count }, (_, i) => ({ from: at(i), to: i + 1 === count ? null : at(i + 1) }))
}

/** Runs `work` on one unchanging picture of the database, in which nothing can be changed either. */
export async function onPicture<T>(pool: Pool, work: (db: Client) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin isolation level repeatable read read only')
    return await work(client)
  } finally {
    await client.query('rollback').catch((error: Error) => (broken = error))
    client.release(broken)
  }
}

const WITHIN = 'customer >= $1::uuid and ($2::uuid is null or customer < $2::uuid)'

/** A standing as it is kept, with its memory as the text that it is. */
export type KeptStanding = Omit<StandingRow, 'memory'> & { readonly memory: string }

/** All that is kept of some customers in a telling. */
export interface KeptTold {
  readonly standings: readonly KeptStanding[]
  readonly spans: readonly SpanRow[]
  readonly spend: readonly SpendRow[]
}

export async function readTold(db: Db, telling: number, { from, to }: Stretch): Promise<KeptTold> {
  const within = [from, to, telling]
  const standings = await db.query<KeptStanding & Record<string, unknown>>(
    `select customer, seq, state, since, rule, heard, unit, next_at, told_at, first_at, last_at, bought_at,
       head::float8, heart::float8, stay::float8, say::float8, pay::float8, value, paid, orders, memory::text as memory
     from standing where ${WITHIN} and telling = $3`, within)
  const spans = await db.query<SpanRow & Record<string, unknown>>(
    `select customer, n, at, until, state, was, unit, heard, rule, cause from span where ${WITHIN} and telling = $3 order by customer, n`, within)
  const spend = await db.query<SpendRow & Record<string, unknown>>(`select customer, months, paid from spend where ${WITHIN} and telling = $3`, within)
  return { standings: standings.rows, spans: spans.rows, spend: spend.rows }
}

/** The keys of the known customers of a stretch. */
export async function keysBetween(db: Db, { from, to }: Stretch): Promise<{ customer: string; key: string }[]> {
  const { rows } = await db.query<{ customer: string; key: string }>(`select customer, key from customer where ${WITHIN}`, [from, to])
  return rows
}

/** Customers of these imports, whose facts are in and of whom the map is not told yet; those merged into others wherever their numbers lie. */
export async function customersOfImports(db: Db, { from, to }: Stretch, imports: readonly number[]): Promise<string[]> {
  if (imports.length === 0) return []
  const { rows } = await db.query<{ customer: string }>(`select distinct customer from fact where (${WITHIN} or customer in (select customer from member)) and import = any($3::int[])`, [from, to, imports])
  return rows.map((row) => row.customer)
}

/** Customers whom an import left to be told again; those merged into others wherever their numbers lie. */
export async function customersUntold(db: Db, { from, to }: Stretch): Promise<string[]> {
  const { rows } = await db.query<{ customer: string }>(`select customer from untold where ${WITHIN} or customer in (select customer from member)`, [from, to])
  return rows.map((row) => row.customer)
}

/** How many facts there are of each import. */
export async function factsByImport(db: Db): Promise<Map<number, number>> {
  const { rows } = await db.query<{ import: number; facts: number }>('select import, count(*) as facts from fact where import is not null group by import')
  return new Map(rows.map((row) => [row.import, row.facts]))
}
