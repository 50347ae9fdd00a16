import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** Somebody's being signed in, in one browser. Of its token only the hash is kept. */
export interface Session {
  readonly hash: Buffer
  readonly account: string
  readonly made_at: Instant
  readonly seen_at: Instant
  readonly expires_at: Instant
}

export async function insertSession(db: Db, session: Session): Promise<void> {
  await db.query('insert into session (hash, account, made_at, seen_at, expires_at) values ($1, $2, $3, $4, $5)', [
    session.hash, session.account, sqlInstant(session.made_at), sqlInstant(session.seen_at), sqlInstant(session.expires_at),
  ])
}

export async function readSession(db: Db, hash: Buffer): Promise<Session | null> {
  const { rows } = await db.query<Session & Record<string, unknown>>('select hash, account, made_at, seen_at, expires_at from session where hash = $1', [hash])
  return rows[0] ?? null
}

/** Where an account is signed in, the latest used first. */
export async function readSessions(db: Db, account: string): Promise<Session[]> {
  const { rows } = await db.query<Session & Record<string, unknown>>('select hash, account, made_at, seen_at, expires_at from session where account = $1 order by seen_at desc, made_at desc', [account])
  return rows
}

export const markSeen = async (db: Db, hash: Buffer, at: Instant): Promise<void> =>
  void (await db.query('update session set seen_at = greatest(seen_at, $2) where hash = $1', [hash, sqlInstant(at)]))

export const deleteSession = async (db: Db, hash: Buffer): Promise<void> => void (await db.query('delete from session where hash = $1', [hash]))

/**
 * Ends an account's sessions.
 * @param but the one that goes on
 * @returns how many ended
 */
export async function deleteSessions(db: Db, account: string, but: Buffer | null = null): Promise<number> {
  const { rowCount } = await db.query('delete from session where account = $1 and hash is distinct from $2', [account, but])
  return rowCount ?? 0
}

/** Forgets sessions that are over. */
export const deleteEnded = async (db: Db, now: Instant): Promise<void> => void (await db.query('delete from session where expires_at < $1', [sqlInstant(now)]))
