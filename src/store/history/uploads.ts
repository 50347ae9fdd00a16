import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** A file that somebody brings in, or one of rejected rows. */
export interface UploadRow {
  readonly id: string
  readonly holds: 'rows' | 'rejects'
  readonly name: string
  /** How long its sender said it will be. */
  readonly expected: number | null
  readonly bytes: number
  readonly whole: boolean
  readonly made_at: Instant
  readonly made_by: string
  readonly touched_at: Instant
  readonly mapping: string | null
  readonly mapping_name: string | null
  readonly checked: object | null
  readonly outcome: object | null
}
type Row = UploadRow & Record<string, unknown>

export type NewUpload = Pick<UploadRow, 'id' | 'holds' | 'name' | 'expected' | 'made_at' | 'made_by'>

export async function insertUpload(db: Db, { id, holds, name, expected, made_at, made_by }: NewUpload): Promise<void> {
  await db.query('insert into upload (id, holds, name, expected, made_at, made_by, touched_at) values ($1, $2, $3, $4, $5, $6, $5)', [id, holds, name, expected, sqlInstant(made_at), made_by])
}

/**
 * Adds bytes to the end of a file, if that is where they belong: of two who send the same file at once, one is told that it is not.
 * @param at how many bytes there are so far
 * @returns whether they were added
 */
export async function appendPart(db: Db, id: string, at: number, bytes: Uint8Array, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    `with grown as (update upload set bytes = bytes + $3, touched_at = $5 where id = $1 and bytes = $2 and not whole returning id)
     insert into upload_part (upload, at, bytes) select id, $2, $4 from grown`,
    [id, at, bytes.length, bytes, sqlInstant(now)])
  return rowCount === 1
}

/** Says that a file is whole. @returns whether it was as long as its sender had said */
export async function finishUpload(db: Db, id: string, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(`update upload set whole = true, touched_at = $2 where id = $1 and coalesce(expected, bytes) = bytes`, [id, sqlInstant(now)])
  return rowCount === 1
}

export async function readUpload(db: Db, id: string): Promise<UploadRow | null> {
  const { rows } = await db.query<Row>('select * from upload where id = $1', [id])
  return rows[0] ?? null
}

/** Files with rows, those worked on last first. */
export async function readUploads(db: Db, most = 50): Promise<UploadRow[]> {
  const { rows } = await db.query<Row>(`select * from upload where holds = 'rows' order by touched_at desc, id limit $1`, [most])
  return rows
}

/** What is kept of all files together. */
export async function uploadedBytes(db: Db): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>('select coalesce(sum(greatest(bytes, coalesce(expected, 0))), 0)::bigint as bytes from upload')
  return rows[0]?.bytes ?? 0
}

/** What may be said of a file later. */
export type UploadNote = Partial<Pick<UploadRow, 'mapping' | 'mapping_name' | 'checked' | 'outcome'>>

export async function noteUpload(db: Db, id: string, note: UploadNote, now: Instant): Promise<void> {
  const has = (name: keyof UploadNote): boolean => Object.hasOwn(note, name)
  const json = (value: object | null | undefined): string | null => (value ? JSON.stringify(value) : null)
  await db.query(
    `update upload set touched_at = $2, mapping = case when $3 then $4 else mapping end, mapping_name = case when $5 then $6 else mapping_name end,
       checked = case when $7 then $8::jsonb else checked end, outcome = case when $9 then $10::jsonb else outcome end where id = $1`,
    [id, sqlInstant(now), has('mapping'), note.mapping ?? null, has('mapping_name'), note.mapping_name ?? null, has('checked'), json(note.checked), has('outcome'), json(note.outcome)])
}

const MOST_PARTS = 4

/** The bytes of a file from the first on, a few pieces at a time. */
export async function* uploadBytes(db: Db, id: string): AsyncGenerator<Buffer> {
  for (let from = 0; ; ) {
    const { rows } = await db.query<{ at: number; bytes: Buffer }>('select at, bytes from upload_part where upload = $1 and at >= $2 order by at limit $3', [id, from, MOST_PARTS])
    for (const { at, bytes } of rows) {
      yield bytes
      from = at + bytes.length
    }
    if (rows.length < MOST_PARTS) return
  }
}

/** Removes a file. @returns whether there was one */
export async function removeUpload(db: Db, id: string): Promise<boolean> {
  return (await db.query('delete from upload where id = $1', [id])).rowCount === 1
}

/** Files that nobody has touched: since one moment those that are whole, since another those that are not. */
export interface Untouched {
  readonly whole: Instant
  readonly broken: Instant
}
const UNTOUCHED = 'touched_at < case when whole then $1::timestamptz else $2::timestamptz end'

export async function countUntouched(db: Db, { whole, broken }: Untouched): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`select count(*) as n from upload where ${UNTOUCHED}`, [sqlInstant(whole), sqlInstant(broken)])
  return rows[0]?.n ?? 0
}

export async function removeUntouched(db: Db, { whole, broken }: Untouched): Promise<number> {
  return (await db.query(`delete from upload where ${UNTOUCHED}`, [sqlInstant(whole), sqlInstant(broken)])).rowCount ?? 0
}
