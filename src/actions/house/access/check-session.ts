import { isBound, RIGHTS_OF } from '#core/house/rights.ts'
import { DAY_MS, MINUTE_MS } from '#core/units/time.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Caller, Context } from '#actions/context.ts'
import { readAccount, type Account } from '#store/house/access/accounts.ts'
import { deleteEnded, deleteSession, insertSession, markSeen, readSession, type Session } from '#store/house/access/sessions.ts'
import type { Client, Pool } from '#store/pool.ts'
import { Remembered } from './remembered.ts'
import { hashOfToken, makeToken } from './tokens.ts'

/** A session ends so long after signing in, and earlier when nobody used it for so long. */
const LONGEST_MS = 30 * DAY_MS
const UNUSED_MS = 7 * DAY_MS

interface SignedIn {
  readonly session: Session
  readonly account: Account
}
const SESSIONS = new Remembered<SignedIn>()

/** Makes the next request of every session look up anew who is signed in and what they may do. */
export const forgetSessions = (pool: Pool): void => SESSIONS.forget(pool)

/** A session as the browser is told of it, once. */
export interface Begun {
  readonly token: string
  readonly expires_at: number
}

/** Signs somebody in, as part of what let them in. */
export async function beginSession(ctx: Context, db: Client, account: string): Promise<Begun> {
  const { token, hash } = makeToken(ctx)
  const at = ctx.now()
  await deleteEnded(db, at)
  await insertSession(db, { hash, account, made_at: at, seen_at: at, expires_at: at + LONGEST_MS })
  return { token, expires_at: at + LONGEST_MS }
}

async function readSignedIn(ctx: Context, hash: Buffer): Promise<SignedIn | null> {
  const session = await readSession(ctx.pool, hash)
  const account = session && (await readAccount(ctx.pool, session.account))
  return account ? { session, account } : null
}

/** Has it lasted its time, or was it not used for too long? */
export const hasEnded = (session: Session, now: number): boolean => now >= session.expires_at || now - session.seen_at >= UNUSED_MS

const isOver = ({ session, account }: SignedIn, now: number): boolean => account.disabled_at !== null || hasEnded(session, now)

/** Who is signed in with this token, what they may do, and how far. One that is over and one that never was get the same answer. */
export async function checkSession(ctx: Context, token: string): Promise<Result<Caller>> {
  const hash = hashOfToken(token)
  const id = hash.toString('hex')
  const found = await SESSIONS.lookUp(ctx, id, () => readSignedIn(ctx, hash))
  const at = ctx.now()
  if (!found || isOver(found, at)) return no('session_unknown')
  const { session, account } = found
  if (at - session.seen_at >= MINUTE_MS) {
    SESSIONS.amend(ctx, id, { account, session: { ...session, seen_at: at } })
    await markSeen(ctx.pool, hash, at)
  }
  const { role, units } = account
  return yes({ actor: `account:${account.id}`, rights: RIGHTS_OF[role], reach: isBound(role) ? units : 'all', session: { hash, account } })
}

/** Signs out: this browser, and no other. */
export async function signOut(ctx: Context, hash: Buffer): Promise<void> {
  await deleteSession(ctx.pool, hash)
  SESSIONS.forget(ctx.pool, hash.toString('hex'))
}
