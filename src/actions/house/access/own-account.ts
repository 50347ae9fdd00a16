import type { AccountAnswer, MeChanges, SessionsAnswer } from '#contract/house/people.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import { isoOf } from '#core/units/time.ts'
import type { Caller, Context } from '#actions/context.ts'
import { readSessions } from '#store/house/access/sessions.ts'
import { changeAccount } from './change-account.ts'
import { hasEnded } from './check-session.ts'
import { accountOf } from './list-accounts.ts'

/** Changes what whoever is signed in is called, and in which language they are spoken to. */
export async function changeMe(ctx: Context, { session }: Caller, changes: MeChanges): Promise<Result<AccountAnswer>> {
  if (!session) return no('session_needed')
  const changed = await changeAccount(ctx, session.account.id, changes)
  return changed.ok ? yes(accountOf(changed.value)) : changed
}

/** Where whoever is signed in is signed in. */
export async function listSessions(ctx: Context, { session }: Caller): Promise<Result<SessionsAnswer>> {
  if (!session) return no('session_needed')
  const sessions = (await readSessions(ctx.pool, session.account.id)).filter((one) => !hasEnded(one, ctx.now()))
  return yes({ sessions: sessions.map(({ hash, made_at, seen_at }) => ({ made_at: isoOf(made_at), seen_at: isoOf(seen_at), here: hash.equals(session.hash) })) })
}
