import type { Db } from '#store/pool.ts'

/** An employee as they are kept: what they are called, where they work, and whose pulse theirs is part of. No figure is kept of one person. */
export interface PersonRow {
  readonly key: string
  readonly name: string
  readonly unit: string | null
  readonly team: string | null
}

/** Everybody who works here, by name. */
export async function listPersons(db: Db): Promise<PersonRow[]> {
  const { rows } = await db.query<PersonRow & Record<string, unknown>>('select key, name, unit, team from person order by name, key')
  return rows
}

export async function readPersonRow(db: Db, key: string): Promise<PersonRow | null> {
  const { rows } = await db.query<PersonRow & Record<string, unknown>>('select key, name, unit, team from person where key = $1', [key])
  return rows[0] ?? null
}

export async function insertPerson(db: Db, { key, name, unit, team }: PersonRow): Promise<boolean> {
  const { rowCount } = await db.query('insert into person (key, name, unit, team) values ($1, $2, $3, $4) on conflict do nothing', [key, name, unit, team])
  return rowCount === 1
}

/** Changes a person. They belong to no import from then on, so that undoing one leaves them. */
export async function updatePerson(db: Db, { key, name, unit, team }: PersonRow): Promise<void> {
  await db.query('update person set name = $2, unit = $3, team = $4, import = null where key = $1', [key, name, unit, team])
}

export async function deletePerson(db: Db, key: string): Promise<void> {
  await db.query('delete from person where key = $1', [key])
}
