import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** When the oldest fact that counts happened. */
export async function firstFactAt(db: Db): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Instant | null }>('select min(at) as at from fact where retracted_at is null')
  return rows[0]?.at ?? null
}

/** A proof as it was made. `body` is what is answered. */
export interface ProofRow {
  readonly id: number
  readonly made_at: Instant
  readonly body: Readonly<Record<string, unknown>>
}

export async function insertProof(db: Db, made_at: Instant, body: object): Promise<number> {
  const { rows } = await db.query<{ id: number }>('insert into proof (made_at, body) values ($1, $2) returning id', [sqlInstant(made_at), JSON.stringify(body)])
  return (rows[0] as { id: number }).id
}

/** The newest proof; null where none was made. */
export async function newestProof(db: Db): Promise<ProofRow | null> {
  const { rows } = await db.query<ProofRow & Record<string, unknown>>('select id, made_at, body from proof order by id desc limit 1')
  return rows[0] ?? null
}

/** Forgets all but the newest. */
export async function forgetProofs(db: Db, kept: number): Promise<void> {
  await db.query('delete from proof where id <= (select id from proof order by id desc offset $1 limit 1)', [kept])
}
