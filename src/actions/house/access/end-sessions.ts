import { no, yes, type Result } from '#contract/refusals.ts'
import type { Caller, Context } from '#actions/context.ts'
import { readAccount } from '#store/house/access/accounts.ts'
import { deleteSessions } from '#store/house/access/sessions.ts'
import { appendAudit } from '#store/house/audit.ts'
import { withTransaction } from '#store/pool.ts'
import { forgetSessions } from './check-session.ts'

/** Signs somebody out of every browser: at once here, within five seconds in other processes. */
export async function endSessions(ctx: Context, id: string): Promise<Result<{ readonly ended: number }>> {
  if (!(await readAccount(ctx.pool, id))) return no('account_unknown', { id })
  const ended = await withTransaction(ctx.pool, async (db) => {
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'sessions.ended', subject: id })
    return deleteSessions(db, id)
  })
  forgetSessions(ctx.pool)
  return yes({ ended })
}

/** Signs whoever is signed in out of every other browser. */
export async function endOthers(ctx: Context, { session }: Caller): Promise<Result<{ readonly ended: number }>> {
  if (!session) return no('session_needed')
  const { account, hash } = session
  const ended = await withTransaction(ctx.pool, async (db) => {
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'sessions.ended', subject: account.id })
    return deleteSessions(db, account.id, hash)
  })
  forgetSessions(ctx.pool)
  return yes({ ended })
}
