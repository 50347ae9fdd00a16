import type { Attempts } from '#core/house/attempts.ts'
import type { Instant } from '#core/units/time.ts'
import type { Client, Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** What was counted of this subject so far; whoever else counts it waits until this transaction ends. */
export async function holdAttempts(db: Client, subject: Buffer, none: Attempts): Promise<Attempts> {
  const { rows } = await db.query<Attempts & Record<string, unknown>>(
    `insert into attempt (subject, failures, at, blocked_until) values ($1, $2, $3, $4)
     on conflict (subject) do update set failures = attempt.failures returning failures, at, blocked_until`,
    [subject, none.failures, sqlInstant(none.at), sqlInstant(none.blocked_until)],
  )
  return rows[0] as Attempts
}

export async function putAttempts(db: Db, subject: Buffer, { failures, at, blocked_until }: Attempts): Promise<void> {
  await db.query('update attempt set failures = $2, at = $3, blocked_until = $4 where subject = $1', [subject, failures, sqlInstant(at), sqlInstant(blocked_until)])
}

/** Takes back a try that turned out not to be a failure. */
export const forgiveOne = async (db: Db, subject: Buffer): Promise<void> =>
  void (await db.query('update attempt set failures = greatest(failures - 1, 0), blocked_until = at where subject = $1', [subject]))

export const forgetAttempts = async (db: Db, subject: Buffer): Promise<void> => void (await db.query('delete from attempt where subject = $1', [subject]))

/** Forgets what nobody tried since; what somebody is counting just now is left to the next. */
export const forgetOldAttempts = async (db: Db, before: Instant): Promise<void> => void (await db.query('delete from attempt where subject in (select subject from attempt where at < $1 for update skip locked)', [sqlInstant(before)]))
