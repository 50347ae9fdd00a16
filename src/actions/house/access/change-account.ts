import { isBound } from '#core/house/rights.ts'
import type { AccountChanges } from '#contract/house/people.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { countOwners, lockAccounts, readAccount, updateAccount, type Account } from '#store/house/access/accounts.ts'
import { deleteUnused } from '#store/house/access/links.ts'
import { deleteSessions } from '#store/house/access/sessions.ts'
import { appendAudit } from '#store/house/audit.ts'
import { withTransaction } from '#store/pool.ts'
import { forgetSessions } from './check-session.ts'
import { unitsFlaw } from './make-link.ts'

/** Changes what somebody is called, may do, and for which units; or shuts their account. It holds from their next request on. One owner always stays. */
export async function changeAccount(ctx: Context, id: string, changes: AccountChanges): Promise<Result<Account>> {
  const changed = await withTransaction(ctx.pool, async (db): Promise<Result<Account>> => {
    await lockAccounts(db)
    const before = await readAccount(db, id)
    if (!before) return no('account_unknown', { id })
    const after = changedBy(before, changes, ctx.now())
    const flaw = unitsFlaw(after.role, after.units)
    if (flaw) return { ok: false, refusals: [flaw] }
    await updateAccount(db, after)
    if ((await countOwners(db)) === 0) throw new LastOwner()
    if (after.disabled_at !== null) {
      await deleteSessions(db, id)
      await deleteUnused(db, 'reset', { account: id })
    }
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'account.changed', subject: id, detail: changes })
    return yes(after)
  }).catch((error: unknown) => {
    if (error instanceof LastOwner) return no('owner_last')
    throw error
  })
  forgetSessions(ctx.pool)
  return changed
}

/** Undoes the transaction: what an owner would be left without is seen once it is written. */
class LastOwner extends Error {}

function changedBy(before: Account, { name, language, role, units, disabled }: AccountChanges, now: number): Account {
  const as = role ?? before.role
  return {
    ...before,
    ...(name !== undefined && { name }),
    ...(language !== undefined && { language }),
    role: as,
    // Who comes to work for the whole company leaves their units behind.
    units: [...new Set(units ?? (isBound(as) ? before.units : []))],
    disabled_at: disabled === undefined ? before.disabled_at : disabled ? (before.disabled_at ?? now) : null,
  }
}
