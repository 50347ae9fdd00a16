import type { Db } from '#store/pool.ts'
import { arrayText, column, eachJson, jsonColumn, sqlInstant, sqlInstantOrNull } from '#store/values.ts'
import type { Memory } from '#core/relationship/memory.ts'
import { packMemory, unpackMemory, type PackedMemory } from '#core/relationship/packed.ts'
import { STATES, stateNumber } from '#core/relationship/state.ts'
import type { Instant } from '#core/units/time.ts'
import type { SpanRow, SpendRow, StandingRow } from './rows.ts'
import { monthsBy } from './spend.ts'

/** What is needed to go on telling a customer. */
export interface Kept {
  readonly customer: string
  readonly seq: number
  readonly memory: Memory
}

type KeptRow = Omit<Kept, 'memory'> & { readonly memory: PackedMemory }
const keptOf = (row: KeptRow): Kept => ({ ...row, memory: unpackMemory(row.memory) })

export async function readKept(db: Db, telling: number, customers: readonly string[]): Promise<Map<string, Kept>> {
  const { rows } = await db.query<KeptRow>(
    `select customer, seq, memory from standing where telling = $1 and customer = any($2::uuid[])`,
    [telling, customers],
  )
  return new Map(rows.map((row) => [row.customer, keptOf(row)]))
}

/** The unit that a customer is told to stand in; null where they have none, or are not told. */
export async function unitStoodIn(db: Db, telling: number, customer: string): Promise<string | null> {
  const { rows } = await db.query<{ unit: string | null }>(`select unit from standing where telling = $1 and customer = $2`, [telling, customer])
  return rows[0]?.unit ?? null
}

/** Customers whom time alone has changed by `until`, the longest overdue first. */
export async function readDue(db: Db, telling: number, until: Instant, limit: number): Promise<Kept[]> {
  const { rows } = await db.query<KeptRow>(
    `select customer, seq, memory from standing where telling = $1 and next_at <= $2 order by next_at limit $3`,
    [telling, sqlInstant(until), limit],
  )
  return rows.map(keptOf)
}

/** The moment of the newest fact that was told; null where nothing was. */
export async function newestTold(db: Db, telling: number): Promise<Instant | null> {
  // The newest of each state: the orders of a telling begin with it.
  const { rows } = await db.query<{ at: Instant | null }>(`select greatest(${STATES.map((state) => `(select max(last_at) from standing where telling = $1 and state = ${stateNumber(state)})`).join(', ')}) as at`, [telling])
  return rows[0]?.at ?? null
}

/** How many customers have had a fact after a moment; all of them, where there is none. */
export async function countActiveSince(db: Db, telling: number, since: Instant | null): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`select count(*) as n from standing where telling = $1 and state = any($3::smallint[]) and last_at > $2`, [telling, sqlInstant(since ?? -Infinity), STATES.map(stateNumber)])
  return rows[0]?.n ?? 0
}

/** When time alone next changes something; null where it never does. */
export async function earliestDue(db: Db, telling: number): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Instant | null }>(`select min(next_at) as at from standing where telling = $1`, [telling])
  return rows[0]?.at ?? null
}

/** The customers with the smallest numbers: numbers are keyed hashes of keys, so these are a random sample, the same at every look. */
export async function sampleCustomers(db: Db, telling: number, most: number): Promise<string[]> {
  const { rows } = await db.query<{ customer: string }>(`select customer from standing where telling = $1 order by customer limit $2`, [telling, most])
  return rows.map((row) => row.customer)
}

/** How many customers stand in each state, by its number. */
export async function countByState(db: Db, telling: number): Promise<Map<number, number>> {
  const { rows } = await db.query<{ state: number; n: number }>(`select state, count(*) as n from standing where telling = $1 group by state`, [telling])
  return new Map(rows.map(({ state, n }) => [state, n]))
}

/** The same, unit by unit. */
export async function countByUnit(db: Db, telling: number): Promise<{ readonly unit: string | null; readonly state: number; readonly n: number }[]> {
  const { rows } = await db.query<{ unit: string | null; state: number; n: number }>(`select unit, state, count(*) as n from standing where telling = $1 group by unit, state`, [telling])
  return rows
}

const UNNEST = `unnest($2::uuid[], $3::int[], $4::smallint[], $5::timestamptz[], $6::smallint[], $7::bool[], $8::text[], $9::timestamptz[], $10::timestamptz[],
  $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::real[], $15::real[], $16::real[], $17::real[], $18::real[], $19::bigint[], $20::bigint[], $21::int[], ${eachJson('$22', 'json')})`
const COLUMNS = 'customer, seq, state, since, rule, heard, unit, next_at, told_at, first_at, last_at, bought_at, head, heart, stay, say, pay, value, paid, orders, memory'

const valuesOf = (rows: readonly StandingRow[]): unknown[] => [
  column(rows, (r) => r.customer), column(rows, (r) => r.seq), column(rows, (r) => r.state), column(rows, (r) => sqlInstant(r.since)), column(rows, (r) => r.rule),
  column(rows, (r) => r.heard), column(rows, (r) => r.unit), column(rows, (r) => sqlInstantOrNull(r.next_at)), column(rows, (r) => sqlInstant(r.told_at)),
  column(rows, (r) => sqlInstant(r.first_at)), column(rows, (r) => sqlInstant(r.last_at)), column(rows, (r) => sqlInstantOrNull(r.bought_at)), column(rows, (r) => r.head),
  column(rows, (r) => r.heart), column(rows, (r) => r.stay), column(rows, (r) => r.say), column(rows, (r) => r.pay), column(rows, (r) => r.value), column(rows, (r) => r.paid),
  column(rows, (r) => r.orders), jsonColumn(rows, (r) => packMemory(r.memory)),
]

/** Inserts standings of customers who had none. Returns how many: fewer than given where another writer was first. */
export async function insertStandings(db: Db, telling: number, rows: readonly StandingRow[]): Promise<number> {
  if (rows.length === 0) return 0
  const done = await db.query(`insert into standing (telling, ${COLUMNS}) select $1::int, * from ${UNNEST} on conflict do nothing`, [telling, ...valuesOf(rows)])
  return done.rowCount ?? 0
}

/** Updates standings still at the `seq` before the one given. Returns how many: fewer where another writer was first. */
export async function updateStandings(db: Db, telling: number, rows: readonly StandingRow[]): Promise<number> {
  if (rows.length === 0) return 0
  const set = COLUMNS.split(', ').slice(1).map((name) => `${name} = s.${name}`)
  const done = await db.query(
    `update standing t set ${set.join(', ')} from ${UNNEST} as s(${COLUMNS}) where t.telling = $1 and t.customer = s.customer and t.seq = s.seq - 1`,
    [telling, ...valuesOf(rows)],
  )
  return done.rowCount ?? 0
}

/** Removes standings still at the given `seq`. Returns how many: fewer where another writer was first. */
export async function deleteStandings(db: Db, telling: number, gone: readonly { customer: string; seq: number }[]): Promise<number> {
  if (gone.length === 0) return 0
  const done = await db.query(
    `delete from standing t using unnest($2::uuid[], $3::int[]) as s(customer, seq) where t.telling = $1 and t.customer = s.customer and t.seq = s.seq`,
    [telling, column(gone, (g) => g.customer), column(gone, (g) => g.seq)],
  )
  return done.rowCount ?? 0
}

/** Removes the spans and spending of customers who are told again from the start. */
export async function deleteTold(db: Db, telling: number, customers: readonly string[]): Promise<void> {
  await db.query(`delete from span where telling = $1 and customer = any($2::uuid[])`, [telling, customers])
  await db.query(`delete from spend where telling = $1 and customer = any($2::uuid[])`, [telling, customers])
}

export async function insertSpans(db: Db, telling: number, rows: readonly SpanRow[]): Promise<void> {
  if (rows.length === 0) return
  await db.query(
    `insert into span (telling, customer, n, at, until, state, was, unit, heard, rule, cause)
     select $1::int, * from unnest($2::uuid[], $3::int[], $4::timestamptz[], $5::timestamptz[], $6::smallint[], $7::smallint[], $8::text[], $9::bool[], $10::smallint[], $11::smallint[])`,
    [
      telling, column(rows, (r) => r.customer), column(rows, (r) => r.n), column(rows, (r) => sqlInstant(r.at)), column(rows, (r) => sqlInstant(r.until)), column(rows, (r) => r.state),
      column(rows, (r) => r.was), column(rows, (r) => r.unit), column(rows, (r) => r.heard), column(rows, (r) => r.rule), column(rows, (r) => r.cause),
    ],
  )
}

/** Ends the spans that new ones follow. */
export async function closeSpans(db: Db, telling: number, ends: readonly { customer: string; n: number; until: Instant }[]): Promise<void> {
  if (ends.length === 0) return
  await db.query(
    `update span t set until = s.until from unnest($2::uuid[], $3::int[], $4::timestamptz[]) as s(customer, n, until)
     where t.telling = $1 and t.customer = s.customer and t.n = s.n`,
    [telling, column(ends, (e) => e.customer), column(ends, (e) => e.n), column(ends, (e) => sqlInstant(e.until))],
  )
}

/** Writes what customers spent from some month on. Months before it stay as they are kept, what was kept from it on goes. */
export async function putSpend(db: Db, telling: number, rows: readonly SpendRow[]): Promise<void> {
  if (rows.length === 0) return
  const before = monthsBy('excluded.months[1] - 1')
  await db.query(
    `insert into spend (telling, customer, months, paid)
     select $1::int, s.customer, s.months::smallint[], s.paid::bigint[] from unnest($2::uuid[], $3::text[], $4::text[]) as s(customer, months, paid)
     on conflict (telling, customer) do update set months = spend.months[:${before}] || excluded.months, paid = spend.paid[:${before}] || excluded.paid`,
    [telling, column(rows, (r) => r.customer), column(rows, (r) => arrayText(r.months)), column(rows, (r) => arrayText(r.paid))],
  )
}

/**
 * Appends to what happened live; only from here is anything set off. What was announced is not announced again: time may be told a second time, by one who
 * finds a history as it was before (killed in between, or with a clock that is behind).
 */
export async function appendNotices(db: Db, notices: readonly { customer: string; at: Instant; what: string; detail: object }[]): Promise<void> {
  if (notices.length === 0) return
  await db.query(
    `insert into notice (customer, at, what, detail)
     select s.customer, s.at, s.what, s.detail from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::jsonb[]) as s(customer, at, what, detail)
     where not exists (select from notice n where n.customer = s.customer and n.at = s.at and n.what = s.what and n.detail = s.detail)`,
    [column(notices, (n) => n.customer), column(notices, (n) => sqlInstant(n.at)), column(notices, (n) => n.what), column(notices, (n) => JSON.stringify(n.detail))],
  )
}
