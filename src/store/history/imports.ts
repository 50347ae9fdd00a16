import type { Client, Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'
import type { Instant } from '#core/units/time.ts'

/** An import as it is remembered. */
export interface ImportRow {
  readonly id: number
  /** What was imported, as it was asked for. */
  readonly what: string
  readonly state: 'reading' | 'done' | 'undone'
  readonly begun_at: Instant
  readonly ended_at: Instant | null
  readonly summary: Readonly<Record<string, unknown>>
  readonly made_by: string | null
  /** The job that did it; null for one at the command line. */
  readonly job: number | null
}

/** Held with an import's number by the connection that works on it: who holds it is alive. */
const IMPORT_LOCK = 7_420_003

export async function beginImport(client: Client, { what, begun_at, made_by, job }: Pick<ImportRow, 'what' | 'begun_at' | 'made_by' | 'job'>): Promise<number> {
  // In one statement: nobody sees an import that nobody holds, and takes it for the leavings of a dead process.
  const { rows } = await client.query<{ id: number }>(
    `with begun as (insert into import (what, state, begun_at, made_by, job) values ($1, 'reading', $2, $3, $4) returning id) select id, pg_advisory_lock(${IMPORT_LOCK}, id) from begun`,
    [what, sqlInstant(begun_at), made_by, job],
  )
  return (rows[0] as { id: number }).id
}

/** Tries to take over an import from a process that may be dead. */
export async function holdImport(client: Client, id: number): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [IMPORT_LOCK, id])
  return rows[0]?.held === true
}

/** The imports that some living process works on. */
export async function importsHeld(db: Db): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ id: number }>(
    `select objid::int as id from pg_locks where locktype = 'advisory' and classid = ${IMPORT_LOCK} and objsubid = 2 and granted
       and database = (select oid from pg_database where datname = current_database())`,
  )
  return new Set(rows.map((row) => row.id))
}

export async function letGoOfImport(client: Client, id: number): Promise<void> {
  await client.query('select pg_advisory_unlock($1, $2)', [IMPORT_LOCK, id])
}

/** An import that somebody works on at this moment, in whatever process. */
export async function importUnderWay(db: Db): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    `select objid::int as id from pg_locks where locktype = 'advisory' and classid = ${IMPORT_LOCK} and objsubid = 2 and granted
       and database = (select oid from pg_database where datname = current_database()) limit 1`)
  return rows[0]?.id ?? null
}

/**
 * In the transaction that moves the facts in. The map does not know of them yet: `settled` says when it does.
 * @returns whether the import is still there: the house may have been cleared meanwhile
 */
export async function finishImport(db: Db, id: number, summary: object, at: Instant): Promise<boolean> {
  const { rowCount } = await db.query(`update import set state = 'done', ended_at = $2, summary = $3 where id = $1`, [id, sqlInstant(at), JSON.stringify({ ...summary, settled: false })])
  return rowCount === 1
}

/** Adds to what is remembered of an import. */
export async function noteImport(db: Db, id: number, note: object): Promise<void> {
  await db.query(`update import set summary = summary || $2::jsonb where id = $1`, [id, JSON.stringify(note)])
}

/** Takes back an import that brought nothing. */
export async function forgetImport(db: Db, id: number): Promise<void> {
  await db.query(`delete from import where id = $1 and state = 'reading'`, [id])
}

export async function readImport(db: Db, id: number): Promise<ImportRow | null> {
  const { rows } = await db.query<ImportRow & Record<string, unknown>>('select * from import where id = $1', [id])
  return rows[0] ?? null
}

/** The import that a job has moved in; null where it has not come that far. */
export async function importOfJob(db: Db, job: number): Promise<ImportRow | null> {
  const { rows } = await db.query<ImportRow & Record<string, unknown>>(`select * from import where job = $1 and state <> 'reading' order by id desc limit 1`, [job])
  return rows[0] ?? null
}

/** Imports with smaller numbers than one, the newest first. */
export async function listImports(db: Db, most = 100, before = 2 ** 31 - 1): Promise<ImportRow[]> {
  const { rows } = await db.query<ImportRow & Record<string, unknown>>('select * from import where id < $2 order by id desc limit $1', [most, before])
  return rows
}

/** Imports whose process may have died: before its facts were in, or before the map knew of them. */
export async function unfinishedImports(db: Db): Promise<ImportRow[]> {
  const { rows } = await db.query<ImportRow & Record<string, unknown>>(`select * from import where state = 'reading' or summary @> '{"settled": false}' order by id`)
  return rows
}
