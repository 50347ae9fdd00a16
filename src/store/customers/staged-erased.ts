import { kindNumber } from '#core/history/kinds.ts'
import type { Db } from '#store/pool.ts'
import { column } from '#store/values.ts'

/** What was staged about people who were erased. */
export interface RemovedStaged {
  readonly facts: number
  /** The rows that it came from. */
  readonly places: readonly { readonly file: number; readonly line: number }[]
}

/** Takes what is staged about people who were erased out; null where nobody ever was. */
export async function removeStagedErased(db: Db): Promise<RemovedStaged | null> {
  const { rows: some } = await db.query<{ any: boolean }>('select exists (select from erased) as any')
  if (some[0]?.any !== true) return null
  const out = async (table: 'staged_fact' | 'staged_record'): Promise<{ file: number; line: number }[]> =>
    (await db.query<{ file: number; line: number }>(`delete from pg_temp.${table} s using erased e where s.customer = e.customer returning s.file, s.line`)).rows
  const facts = await out('staged_fact')
  const records = await out('staged_record')
  await db.query('delete from pg_temp.staged_customer s using erased e where s.customer = e.customer')
  const places = new Map([...facts, ...records].map((place) => [`${place.file} ${place.line}`, place]))
  return { facts: facts.length, places: [...places.values()] }
}

/** Opens a cursor over the keys of customers that staged facts and records of others name. */
export async function openNamed(db: Db): Promise<void> {
  await db.query(`declare named no scroll cursor for
    select body ->> 'invitee' as key from pg_temp.staged_fact where kind = ${kindNumber('referral')}
    union select body ->> 'referrer' from pg_temp.staged_record where record = 'customer' and body ? 'referrer'`)
}

export async function nextNamed(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ key: string }>('fetch 5000 from named')
  return rows.map((row) => row.key)
}

/** Of these numbers, those of people who were erased. */
export async function namesErased(db: Db, numbers: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ customer: string }>('select customer from erased where customer = any($1::uuid[])', [numbers])
  return rows.map((row) => row.customer)
}

/** Puts tokens in the place of keys. */
export async function renameStaged(db: Db, names: readonly { readonly key: string; readonly token: string }[]): Promise<void> {
  const values = [column(names, (n) => n.key), column(names, (n) => n.token)]
  await db.query(
    `update pg_temp.staged_fact s set body = jsonb_set(s.body, '{invitee}', to_jsonb(n.token)) from unnest($1::text[], $2::text[]) as n(key, token)
     where s.kind = ${kindNumber('referral')} and s.body ->> 'invitee' = n.key`, values)
  await db.query(
    `update pg_temp.staged_record s set body = jsonb_set(s.body, '{referrer}', to_jsonb(n.token)) from unnest($1::text[], $2::text[]) as n(key, token)
     where s.record = 'customer' and s.body ->> 'referrer' = n.key`, values)
}
