import { kindNumber, type Expectation } from '#core/history/kinds.ts'
import type { Db } from '#store/pool.ts'

/** Something the company stands for, as it is kept. */
export interface PromiseRow {
  readonly key: string
  readonly text: string
  readonly expectation: Expectation
}

export async function listPromises(db: Db): Promise<PromiseRow[]> {
  const { rows } = await db.query<PromiseRow & Record<string, unknown>>('select key, text, expectation from promise order by expectation, key')
  return rows
}

export async function readPromise(db: Db, key: string): Promise<PromiseRow | null> {
  const { rows } = await db.query<PromiseRow & Record<string, unknown>>('select key, text, expectation from promise where key = $1', [key])
  return rows[0] ?? null
}

export async function insertPromise(db: Db, { key, text, expectation }: PromiseRow): Promise<boolean> {
  const { rowCount } = await db.query('insert into promise (key, text, expectation) values ($1, $2, $3) on conflict do nothing', [key, text, expectation])
  return rowCount === 1
}

/** Changes a promise. It belongs to no import from then on, so that undoing one leaves it. */
export async function updatePromise(db: Db, { key, text, expectation }: PromiseRow): Promise<void> {
  await db.query('update promise set text = $2, expectation = $3, import = null where key = $1', [key, text, expectation])
}

export async function deletePromise(db: Db, key: string): Promise<void> {
  await db.query('delete from promise where key = $1', [key])
}

const ABOUT_PROMISES = [kindNumber('kept'), kindNumber('broke')]

/** Was this promise ever kept or broken to anybody? */
export async function isPromiseTold(db: Db, key: string): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>(`select exists (select from fact where kind = any($1) and body ->> 'promise' = $2) as some`, [ABOUT_PROMISES, key])
  return rows[0]?.some === true
}
