import { no, yes, type Result } from '#contract/refusals.ts'
import type { Caller, Context } from '#actions/context.ts'
import { readByEmail, updatePassword } from '#store/house/access/accounts.ts'
import { deleteSessions } from '#store/house/access/sessions.ts'
import { appendAudit } from '#store/house/audit.ts'
import { withTransaction } from '#store/pool.ts'
import { forgetSessions } from './check-session.ts'
import { countTry, forgiveTry, triedAs } from './count-try.ts'
import { hashPassword, isPassword } from './password.ts'
import { passwordRefusal } from './use-link.ts'

/**
 * Changes one's own password. Knowing the old one is proof, so guessing it here is slowed as it is at the door. All other sessions end.
 * @param by who is signed in; a key has no password
 */
export async function changePassword(ctx: Context, { session }: Caller, asked: { readonly old: string; readonly new: string; readonly address: string }): Promise<Result<{ readonly ended: number }>> {
  if (!session) return no('session_needed')
  const { account, hash } = session
  const tried = await triedAs(ctx, account.email, asked.address)
  const counted = await countTry(ctx, tried)
  if (!counted.ok) return counted
  const kept = await readByEmail(ctx.pool, account.email)
  if (!(await isPassword(asked.old, kept?.password ?? null))) return no('password_wrong', {}, '/old')
  const weak = passwordRefusal(asked.new, account, '/new')
  if (weak) return { ok: false, refusals: [weak] }
  const password = await hashPassword(ctx, asked.new)
  const ended = await withTransaction(ctx.pool, async (db) => {
    await forgiveTry(db, tried)
    await updatePassword(db, account.id, password)
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'password.changed', subject: account.id })
    return deleteSessions(db, account.id, hash)
  })
  forgetSessions(ctx.pool)
  return yes({ ended })
}
