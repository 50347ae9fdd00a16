import { kindNumber } from '#core/history/kinds.ts'
import type { Db } from '#store/pool.ts'

/** Where it was looked, and where something was found. */
export interface Leftovers {
  readonly columns: readonly string[]
  readonly left: readonly { readonly column: string; readonly rows: number }[]
}

/** Where others' rows hold a customer's key. */
const KEYS: readonly (readonly [column: string, count: string])[] = [
  ['customer.key', 'select count(*) as rows from customer where key = any($1)'],
  ['customer.referrer', 'select count(*) as rows from customer where referrer = any($1)'],
  ['member.key', 'select count(*) as rows from member where key = any($1)'],
  ['fact.invitee', `select count(*) as rows from fact where kind = ${kindNumber('referral')} and body ->> 'invitee' = any($1)`],
  ['api_key.last_customer', 'select count(*) as rows from api_key where last_customer = any($1)'],
  ['audit.subject', "select count(*) as rows from audit where subject = any($1) and what like 'customer.%'"],
  ['audit.other', "select count(*) as rows from audit where detail ? 'other' and detail ->> 'other' = any($1) and what like 'customer.%'"],
]

/** Every column there is that could hold a customer's number, whoever made it, apart from the one that remembers who was erased. */
async function numberColumns(db: Db): Promise<{ table: string; column: string; told: boolean }[]> {
  const { rows } = await db.query<{ table: string; column: string; told: boolean }>(
    `select c.relname as "table", a.attname as "column", exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'telling') as told
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.atttypid = 'uuid'::regtype and not a.attisdropped
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> 'erased' order by 1, 2`)
  return rows
}

/** Looks through the whole house for customers, by their numbers in every column of the catalogue that could hold one, and by their keys where these are named. */
export async function findLeftovers(db: Db, numbers: readonly string[], keys: readonly string[]): Promise<Leftovers> {
  const columns: string[] = []
  const left: { column: string; rows: number }[] = []
  const look = async (column: string, statement: string, values: readonly unknown[]): Promise<void> => {
    columns.push(column)
    const { rows } = await db.query<{ rows: number }>(statement, values)
    const found = rows[0]?.rows ?? 0
    if (found > 0) left.push({ column, rows: found })
  }
  const { rows: tellings } = await db.query<{ ids: number[] }>('select coalesce(array_agg(id), array[]::int[]) as ids from telling')
  for (const { table, column, told } of await numberColumns(db)) {
    // What a telling has is found by its telling and the customer: that is the key it has.
    const within = told ? 'telling = any($2::int[]) and ' : ''
    await look(`${table}.${column}`, `select count(*) as rows from "${table}" where ${within}"${column}" = any($1::uuid[])`, told ? [numbers, tellings[0]?.ids ?? []] : [numbers])
  }
  for (const [column, statement] of KEYS) await look(column, statement, [keys])
  return { columns, left }
}
