import { sql } from 'kysely'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'

export interface Note {
  /** The number of the customer it was written of. */
  readonly customer: string
  readonly id: string
  readonly at: Instant
  readonly actor: string
  readonly text: string
}

/** A note with what its writer is called now, where that is an account or a key. */
export interface NoteRow extends Note {
  readonly actor_name: string | null
}

const SHOWN = sql`n.customer, n.id, n.at, n.actor, n.text, coalesce(who.name, key.name) as actor_name`
const WRITERS = sql`left join account who on n.actor = 'account:' || who.id left join api_key key on n.actor = 'key:' || key.id`

/** Keeps a note unless there is one of its id. Returns whether there was none. */
export async function insertNote(db: Db, { customer, id, at, actor, text }: Note): Promise<boolean> {
  const { rowCount } = await db.query('insert into note (customer, id, at, actor, text) values ($1, $2, $3, $4, $5) on conflict (customer, id) do nothing', [
    customer, id, sqlInstant(at), actor, text,
  ])
  return rowCount === 1
}

/** A note of any of these customers by its id. */
export async function readNote(db: Db, customers: readonly string[], id: string): Promise<NoteRow | null> {
  const rows = await run<NoteRow & Record<string, unknown>>(db, sql`select ${SHOWN} from note n ${WRITERS} where n.customer = any(${customers}::uuid[]) and n.id = ${id} order by n.customer limit 1`)
  return rows[0] ?? null
}

export async function deleteNote(db: Db, { customer, id }: Pick<Note, 'customer' | 'id'>): Promise<void> {
  await db.query('delete from note where customer = $1 and id = $2', [customer, id])
}

/** The place of a note among those of a customer: when it was written, then its id. */
export interface NotePlace {
  readonly at: Instant
  readonly id: string
  readonly customer: string
}

/** The latest notes of these customers before a place, the newest first. */
export function readNotes(db: Db, customers: readonly string[], before: NotePlace | null, limit: number): Promise<NoteRow[]> {
  const earlier = before ? sql`and (n.at, n.id, n.customer) < (${sqlInstant(before.at)}::timestamptz, ${before.id}::text collate "C", ${before.customer}::uuid)` : sql``
  return run<NoteRow & Record<string, unknown>>(db, sql`
    select ${SHOWN} from note n ${WRITERS} where n.customer = any(${customers}::uuid[]) ${earlier}
    order by n.at desc, n.id desc, n.customer desc limit ${limit}`)
}
