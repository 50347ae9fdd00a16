import { kindNumber } from '#core/history/kinds.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { TOLD_TABLES } from '#store/relationship/tellings.ts'
import { withdrawExports } from './exports.ts'
import { column, sqlInstant } from '#store/values.ts'

/** An erased customer: the key that others' rows may name them by, and what is to stand there instead. */
export interface Erased {
  readonly customer: string
  readonly key: string
  readonly token: string
}

/** How many rows were touched, by table. */
export type Counts = Record<string, number>

/** The tables that are about customers, besides facts and what a telling has of its own; a test holds the three together to the catalogue. */
export const ABOUT_CUSTOMERS = ['customer', 'member', 'pending', 'untold', 'notice', 'note'] as const

const REFERRAL = kindNumber('referral')

/** Remembers that these customers were erased, by nothing but their numbers. */
export async function insertErased(db: Db, customers: readonly string[], at: Instant): Promise<void> {
  await db.query('insert into erased (customer, at) select c, $2::timestamptz from unnest($1::uuid[]) c', [customers, sqlInstant(at)])
}

/** Everybody who was erased. */
export async function readErased(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ customer: string }>('select customer from erased order by customer')
  return rows.map((row) => row.customer)
}

/** The keys of these customers, of those that are known. */
export async function keysOfKnown(db: Db, customers: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ customer: string; key: string }>('select customer, key from customer where customer = any($1::uuid[])', [customers])
  return new Map(rows.map(({ customer, key }) => [customer, key]))
}

/** Removes everything that is about these customers. With the telling lock held alone, while no telling is being made. */
export async function removeCustomers(db: Db, customers: readonly string[]): Promise<Counts> {
  const counts: Counts = {}
  const { rows: imports } = await db.query<{ import: number | null; facts: number }>(
    `with gone as (delete from fact where customer = any($1::uuid[]) returning import) select import, count(*) as facts from gone group by import`, [customers])
  counts['fact'] = imports.reduce((sum, { facts }) => sum + facts, 0)
  // What an import brought is still told from what is there of it: what was brought, less what was erased.
  for (const { import: id, facts } of imports)
    if (id !== null) await db.query(`update import set summary = summary || jsonb_build_object('erased', coalesce((summary ->> 'erased')::bigint, 0) + $2::bigint) where id = $1`, [id, facts])
  for (const table of ABOUT_CUSTOMERS) counts[table] = (await db.query(`delete from ${table} where customer = any($1::uuid[])`, [customers])).rowCount ?? 0
  const { rows: tellings } = await db.query<{ id: number }>('select id from telling order by id')
  for (const table of TOLD_TABLES) {
    counts[table] = 0
    for (const { id } of tellings) counts[table] += (await db.query(`delete from ${table} where telling = $1 and customer = any($2::uuid[])`, [id, customers])).rowCount ?? 0
  }
  const exports = await withdrawExports(db, customers)
  return exports > 0 ? { ...counts, export: exports } : counts
}

/** Puts tokens where others' rows name these customers. Returns also whose facts did, for their memories hold the name too. */
export async function renameInOthers(db: Db, erased: readonly Erased[]): Promise<{ counts: Counts; referrers: string[] }> {
  const keys = column(erased, (e) => e.key)
  const [tokens, numbers] = [column(erased, (e) => e.token), column(erased, (e) => e.customer)]
  const facts = await db.query<{ customer: string }>(
    `update fact f set body = jsonb_set(f.body, '{invitee}', to_jsonb(n.token)) from unnest($1::text[], $2::text[]) as n(key, token)
     where f.kind = ${REFERRAL} and f.body ->> 'invitee' = n.key returning f.customer`, [keys, tokens])
  const customers = await db.query(`update customer c set referrer = n.token from unnest($1::text[], $2::text[]) as n(key, token) where c.referrer = n.key`, [keys, tokens])
  const arrivals = await db.query('update api_key set last_customer = null where last_customer = any($1::text[])', [keys])
  const subjects = await db.query(`update audit a set subject = n.number from unnest($1::text[], $2::text[]) as n(key, number) where a.subject = n.key and a.what like 'customer.%'`, [keys, numbers])
  const details = await db.query(
    `update audit a set detail = jsonb_set(a.detail, '{other}', to_jsonb(n.number)) from unnest($1::text[], $2::text[]) as n(key, number)
     where a.detail ? 'other' and a.detail ->> 'other' = n.key and a.what like 'customer.%'`, [keys, numbers])
  const count = ({ rowCount }: { rowCount: number | null }): number => rowCount ?? 0
  return {
    counts: { 'fact.invitee': count(facts), 'customer.referrer': count(customers), 'api_key.last_customer': count(arrivals), 'audit.subject': count(subjects), 'audit.other': count(details) },
    referrers: [...new Set(facts.rows.map((row) => row.customer))],
  }
}

/** A standing whose memory names somebody. */
export interface Naming {
  readonly telling: number
  readonly customer: string
}

/** The standings of whatever telling whose memories name one of these keys: it reads them all, so it is asked before anybody has to wait. */
export async function findNaming(db: Db, keys: readonly string[]): Promise<Naming[]> {
  const { rows } = await db.query<{ telling: number; customer: string }>(
    `select telling, customer from standing s
     where case when exists (select from unnest($1::text[]) k where strpos(s.memory::text, k) > 0) then (s.memory #> '{said,invitees}')::jsonb ?| $2::text[] else false end`,
    [keys.map((key) => JSON.stringify(key)), keys])
  return rows
}

/** Of a memory as it is kept, packed, what names people. */
interface Invited {
  readonly said?: { readonly invitees?: readonly string[] }
}

/** Puts tokens in the place of these customers' keys in the memories of whoever invited them. Returns how many changed. */
export async function renameInMemories(db: Db, naming: readonly Naming[], erased: readonly Erased[]): Promise<number> {
  const tokens = new Map(erased.map(({ key, token }) => [key, token]))
  const { rows } = await db.query<Naming & { memory: Invited }>(
    `select s.telling, s.customer, s.memory from unnest($1::int[], $2::uuid[]) as n(telling, customer) join standing s on s.telling = n.telling and s.customer = n.customer`,
    [column(naming, (n) => n.telling), column(naming, (n) => n.customer)])
  const renamed = rows.filter(({ memory }) => memory.said?.invitees?.some((key) => tokens.has(key)) === true)
  if (renamed.length === 0) return 0
  const memories = renamed.map(({ memory }) => JSON.stringify({ ...memory, said: { ...memory.said, invitees: memory.said?.invitees?.map((key) => tokens.get(key) ?? key) } }))
  const { rowCount } = await db.query(
    `update standing s set memory = n.memory from unnest($1::int[], $2::uuid[], $3::json[]) as n(telling, customer, memory) where s.telling = n.telling and s.customer = n.customer`,
    [column(renamed, (r) => r.telling), column(renamed, (r) => r.customer), memories])
  return rowCount ?? 0
}
