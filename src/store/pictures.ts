import { withTransaction, type Db, type Pool } from './pool.ts'
import { column } from './values.ts'

/** A picture that a process drew from what is stored, for others to show until they have drawn it themselves. */
export interface KeptPicture {
  readonly name: string
  /** Of which telling, after which imports. */
  readonly of: string
  /** What could be seen when it was begun. */
  readonly snapshot: string
  /** How long ago it was begun, and how long ago the oldest look at what is stored was that it rests on. Milliseconds. */
  readonly age_ms: number
  readonly as_of_age_ms: number
  readonly took_ms: number
  /** As JSON has it. */
  readonly value: unknown
}

export async function readPicture(db: Db, name: string): Promise<KeptPicture | null> {
  const { rows } = await db.query<KeptPicture & Record<string, unknown>>(
    `select name, of, snapshot, date_part('epoch', clock_timestamp() - begun_at) * 1000 as age_ms, date_part('epoch', clock_timestamp() - as_of) * 1000 as as_of_age_ms, took_ms, value from picture where name = $1`, [name])
  return rows[0] ?? null
}

/** What is older than this is kept for nobody. */
export const LONGEST_KEPT_MS = 86_400_000

/** Keeps pictures, each in the place of an older one of its name; those of other tellings or imports go, and what is too old. */
export function putPictures(pool: Pool, pictures: readonly KeptPicture[]): Promise<void> {
  return withTransaction(pool, async (db) => {
    await db.query(`delete from picture where not of = any($1::text[]) or begun_at < clock_timestamp() - $2 * interval '1 millisecond'`, [[...new Set(pictures.map(({ of }) => of))], LONGEST_KEPT_MS])
    await db.query(
      `insert into picture (name, of, snapshot, begun_at, as_of, took_ms, value)
       select name, of, snapshot, clock_timestamp() - age * interval '1 millisecond', clock_timestamp() - as_of * interval '1 millisecond', took, value
       from unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::float8[], $6::float8[], $7::json[]) k (name, of, snapshot, age, as_of, took, value) order by name
       on conflict (name) do update set of = excluded.of, snapshot = excluded.snapshot, begun_at = excluded.begun_at, as_of = excluded.as_of, took_ms = excluded.took_ms, value = excluded.value
         where picture.begun_at < excluded.begun_at`,
      [
        column(pictures, (p) => p.name), column(pictures, (p) => p.of), column(pictures, (p) => p.snapshot), column(pictures, (p) => p.age_ms), column(pictures, (p) => p.as_of_age_ms),
        column(pictures, (p) => p.took_ms), column(pictures, (p) => JSON.stringify(p.value)),
      ],
    )
  })
}
