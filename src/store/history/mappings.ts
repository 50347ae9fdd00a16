import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** A mapping that is remembered by its name. */
export interface MappingRow {
  readonly name: string
  /** YAML, as the command line takes it. */
  readonly text: string
  /** The names of the columns that it was made for. */
  readonly header: readonly string[]
  readonly made_at: Instant
  readonly made_by: string
  readonly used_at: Instant | null
}
type Row = MappingRow & Record<string, unknown>

/** Remembers a mapping under its name, in place of the one of that name. */
export async function keepMapping(db: Db, { name, text, header, made_at, made_by }: Omit<MappingRow, 'used_at'>): Promise<void> {
  await db.query(
    `insert into mapping (name, text, header, made_at, made_by) values ($1, $2, $3, $4, $5)
     on conflict (name) do update set text = excluded.text, header = excluded.header, made_at = excluded.made_at, made_by = excluded.made_by`,
    [name, text, header, sqlInstant(made_at), made_by])
}

export async function readMapping(db: Db, name: string): Promise<MappingRow | null> {
  const { rows } = await db.query<Row>('select * from mapping where name = $1', [name])
  return rows[0] ?? null
}

/** Every mapping, those used last first. */
export async function readMappings(db: Db, most = 500): Promise<MappingRow[]> {
  const { rows } = await db.query<Row>('select * from mapping order by coalesce(used_at, made_at) desc, name limit $1', [most])
  return rows
}

export async function noteMappingUsed(db: Db, name: string, at: Instant): Promise<void> {
  await db.query('update mapping set used_at = $2 where name = $1', [name, sqlInstant(at)])
}

export async function removeMapping(db: Db, name: string): Promise<boolean> {
  return (await db.query('delete from mapping where name = $1', [name])).rowCount === 1
}
