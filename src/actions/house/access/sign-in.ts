import { normalEmail } from '#core/house/password.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { readByEmail } from '#store/house/access/accounts.ts'
import { appendAudit } from '#store/house/audit.ts'
import { withTransaction } from '#store/pool.ts'
import { beginSession, type Begun } from './check-session.ts'
import { countTry, forgiveTry, triedAs } from './count-try.ts'
import { isPassword } from './password.ts'

export interface SignIn {
  readonly email: string
  readonly password: string
  /** Where on the network they come from. */
  readonly address: string
}

/**
 * Signs somebody in. A wrong password, an account that is shut and one that never was get the same answer, after the same time; too many
 * tries in vain make everybody wait who tries that account, or from that address.
 */
export async function signIn(ctx: Context, { email, password, address }: SignIn): Promise<Result<Begun>> {
  const asked = normalEmail(email)
  const tried = await triedAs(ctx, asked, address)
  const counted = await countTry(ctx, tried)
  if (!counted.ok) return counted
  const account = await readByEmail(ctx.pool, asked)
  const right = await isPassword(password, account?.password ?? null)
  if (!account || !right || account.disabled_at !== null) {
    await appendAudit(ctx.pool, { at: ctx.now(), actor: 'nobody', what: 'signin.failed', ...(account && { subject: account.id, detail: { email: account.email } }) })
    return no('signin_failed')
  }
  return withTransaction(ctx.pool, async (db) => {
    await forgiveTry(db, tried)
    await appendAudit(db, { at: ctx.now(), actor: `account:${account.id}`, what: 'signin', subject: account.id })
    return yes(await beginSession(ctx, db, account.id))
  })
}
